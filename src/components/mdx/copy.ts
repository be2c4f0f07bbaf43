/*
 * Brings the copy buttons to life. A button copies the `data-copy` element of the figure or card that it stands in;
 * where the browser refuses, that text is selected, so that one key copies it.
 *
 * The placeholders of a prompt can be edited at once; what makes a comfortable field of each is fetched when a reader
 * first reaches them.
 */
import fillPlaceholdersUrl from './fill-placeholders?worker&url';

const announcer = document.createElement('output');
announcer.className = 'visually-hidden';
document.body.append(announcer);

/** Grows with each press, and when the reader goes on: what is said late is not said any more. */
let turn = 0;

async function copy(button: HTMLButtonElement): Promise<void> {
  const mine = ++turn;
  const card = button.closest('figure, article');
  const source = card?.querySelector<HTMLElement>('[data-copy]');
  if (!source) return;
  let said = 'Copied';
  try {
    await navigator.clipboard.writeText(`${source.textContent.trim()}\n${source.dataset.copy ?? ''}`);
  } catch {
    getSelection()?.selectAllChildren(source);
    said = 'Selected: copy it with your keyboard';
  }
  if (mine !== turn) return;
  button.textContent = said;
  announcer.textContent = `${said}. ${card?.querySelector('.state')?.textContent ?? ''}`;
}

for (const button of document.querySelectorAll<HTMLButtonElement>('.copy')) {
  const label = button.textContent;
  button.dataset.ready = '';
  button.onclick = () => void copy(button);
  button.onblur = () => {
    turn += 1;
    button.textContent = label;
    announcer.textContent = '';
  };
}

const fields = document.querySelectorAll<HTMLElement>('.ai-prompt pre mark');

function fetchFilling(): void {
  // As a worker's script it has an address of its own; a plain import() would bring Vite's preloader to every page.
  import(/* @vite-ignore */ fillPlaceholdersUrl).catch(() => {
    for (const field of fields) field.contentEditable = 'false';
    for (const state of document.querySelectorAll('.state')) {
      state.textContent = 'It can be filled in only after pasting.';
    }
  });
}

for (const field of fields) {
  // Not by the property, which throws where browsers do not know the value.
  field.setAttribute('contenteditable', 'plaintext-only');
  field.addEventListener('focus', fetchFilling, { once: true });
  field.parentElement?.addEventListener('pointerenter', fetchFilling, { once: true });
}
