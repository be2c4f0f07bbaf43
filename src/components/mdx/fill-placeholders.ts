/*
 * Makes a field of each placeholder in the prompts of the page. What a reader writes stays there: it is neither stored
 * nor sent. copy.ts fetches this file, and tells the reader when that fails.
 */
import { describeOpen, tidyValue } from '../../lib/placeholders';

interface Placeholder {
  readonly card: Element;
  /** As it stands in the text until it is filled: `[framework]`. */
  readonly name: string;
  readonly isMultiline: boolean;
  /** Its name in the list under the text; what follows there says what to write. */
  readonly entry: HTMLElement;
  /** Every place in the text where it stands. */
  readonly fields: readonly HTMLElement[];
}

for (const card of document.querySelectorAll('.ai-prompt')) {
  const marks = [...card.querySelectorAll<HTMLElement>('pre mark')];
  for (const entry of card.querySelectorAll<HTMLElement>('.fill mark')) {
    const name = entry.textContent;
    // A hasty reader may have begun to write beside the name.
    const fields = marks.filter(({ textContent }) => textContent.includes(name));
    const placeholder = { card, name, isMultiline: 'multiline' in entry.dataset, entry, fields };
    for (const field of fields) makeField(placeholder, field);
  }
}

function makeField(placeholder: Placeholder, field: HTMLElement): void {
  const { card, entry, isMultiline } = placeholder;
  let before = '';
  const begin = (): void => {
    before = valueOf(placeholder, field);
    selectName();
  };
  const selectName = (): void => {
    if (!isFilled(field)) getSelection()?.selectAllChildren(field);
  };

  if (!field.isContentEditable) throw new Error('This browser cannot edit plain text in place');
  field.role = 'textbox';
  field.ariaLabel = entry.nextSibling?.textContent?.trim() ?? '';
  field.ariaMultiLine = `${isMultiline}`;
  // Some browsers send what they check to a server.
  field.spellcheck = false;
  field.addEventListener('focus', begin);
  // A press puts the caret where it was pressed, after the focus.
  field.addEventListener('click', selectName);
  field.addEventListener('beforeinput', (event) => {
    if (isMultiline || !/^insert(Paragraph|LineBreak)$/.test(event.inputType)) return;
    event.preventDefault();
    nextOf(card, field)?.focus();
  });
  field.addEventListener('input', ({ inputType }) => {
    if (!isFilled(field) && inputType.endsWith('Text')) dropName(placeholder, field);
    show(placeholder, field);
  });
  field.addEventListener('keydown', ({ key, isComposing }) => {
    if (key !== 'Escape' || isComposing) return;
    field.textContent = before;
    getSelection()?.selectAllChildren(field);
    show(placeholder, field);
  });
  field.addEventListener('blur', () => {
    const value = valueOf(placeholder, field);
    if (field.textContent !== value) field.textContent = value;
  });

  if (document.activeElement === field) {
    dropName(placeholder, field);
    show(placeholder, field);
    begin();
  }
}

function isFilled(mark: Element): boolean {
  return mark.hasAttribute('data-filled');
}

/** What a field comes to when the reader leaves it: the words in it, or the name again when there are none. */
function valueOf({ name, isMultiline }: Placeholder, field: HTMLElement): string {
  return tidyValue(field.innerText, { isMultiline }) || name;
}

/** Shows a field's value wherever else the placeholder stands, and how many are left. */
function show(placeholder: Placeholder, field: HTMLElement): void {
  const { card, name, entry, fields } = placeholder;
  const value = valueOf(placeholder, field);
  const hasValue = value !== name;
  for (const twin of fields) if (twin !== field) twin.textContent = value;
  // Only when it changes, because the count is read aloud.
  if (hasValue === isFilled(entry)) return;
  for (const mark of [entry, ...fields]) mark.toggleAttribute('data-filled', hasValue);
  entry.textContent = hasValue ? `✓ ${name.slice(1, -1)}` : name;
  const state = card.querySelector('.state');
  if (state) state.textContent = describeOpen(card.querySelectorAll('.fill mark:not([data-filled])').length);
}

/** Takes the name out from beside words that were written before or behind it, and leaves the caret where it is. */
function dropName({ name }: Placeholder, field: HTMLElement): void {
  field.normalize();
  const { firstChild: text } = field;
  if (text instanceof Text && text.data !== name && text.data.includes(name)) {
    text.deleteData(text.data.indexOf(name), name.length);
  }
}

/** Where Enter leads: the next placeholder that is open, or else the copy button. */
function nextOf(card: Element, field: HTMLElement): HTMLElement | null {
  const marks = [...card.querySelectorAll<HTMLElement>('pre mark')];
  const next = marks.slice(marks.indexOf(field) + 1).find((mark) => !isFilled(mark));
  return next ?? card.querySelector('button');
}
