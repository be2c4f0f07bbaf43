import { h, type ComponentChildren } from 'preact';
import type { ShownQuestion } from './shown-question';

/**
 * Reads the bank back from the page, where `SleepingQuiz` has printed it in its own order: the first answer of the
 * server carries it once, for all readers.
 */
export function readQuestions(root: ParentNode): readonly ShownQuestion[] {
  return Array.from(root.querySelectorAll('form'), (form) => {
    const { id = '' } = form.dataset;
    const explanations = form.querySelectorAll('details li');
    return {
      id,
      type: form.querySelector('[type=radio]') ? 'single' : 'multiple',
      prompt: readText(form.querySelector('legend')),
      options: Array.from(form.querySelectorAll('label'), (label, index) => ({
        id: `${id}${index}`,
        index,
        text: readText(label),
        isCorrect: explanations[index]?.className === 'right',
        explanation: readText(explanations[index]),
      })),
      taughtAt: form.querySelector('a')?.getAttribute('href') ?? '',
    };
  });
}

/** An element's own words, and the code among them. */
function readText(element: Element | null | undefined): ComponentChildren {
  return Array.from(element?.childNodes ?? [], ({ nodeName, textContent }) => {
    if (nodeName === 'CODE') return h('code', null, textContent);
    return nodeName === '#text' && textContent;
  });
}
