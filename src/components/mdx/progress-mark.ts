/*
 * Says beside a module how far its reader has come in the quiz, from what this device has kept. Nothing is said where
 * nothing was answered, or where the browser keeps nothing.
 */
import { describeProgress, progressKey, readProgress } from '../../quiz/progress';

// Each time the page is shown: the browser's way back brings an old page, and the reader has answered since.
addEventListener('pageshow', () => {
  for (const mark of document.querySelectorAll<HTMLElement>('.progress-mark')) {
    const { quiz = '', questions = '' } = mark.dataset;
    const progress = readProgress(() => localStorage.getItem(progressKey(quiz)));
    mark.textContent = describeProgress(progress, questions.split(' '));
  }
});
