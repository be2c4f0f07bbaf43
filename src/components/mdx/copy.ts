/*
 * Brings the copy buttons to life. A button copies the `data-copy` element of the figure or card that it stands in;
 * where the browser refuses, that text is selected, so that one key copies it.
 */
const announcer = document.createElement('p');
announcer.className = 'visually-hidden';
announcer.setAttribute('role', 'status');
document.body.append(announcer);

function select(element: Element): void {
  const selection = getSelection();
  selection?.selectAllChildren(element);
}

async function copy(button: HTMLButtonElement, label: string): Promise<void> {
  const source = button.closest('figure, article')?.querySelector<HTMLElement>('[data-copy]');
  if (!source) return;
  const from = source.dataset.copy;
  const text = `${source.textContent.trim()}${from ? `\n\n${from}` : ''}\n`;
  let said = 'Copied';
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    select(source);
    said = 'Selected: copy it with your keyboard';
  }
  button.textContent = said;
  announcer.textContent = `${said}.`;
  button.addEventListener(
    'blur',
    () => {
      button.textContent = label;
      announcer.textContent = '';
    },
    { once: true },
  );
}

for (const button of document.querySelectorAll<HTMLButtonElement>('.copy')) {
  button.dataset.ready = '';
  const label = button.textContent;
  button.addEventListener('click', () => void copy(button, label));
}
