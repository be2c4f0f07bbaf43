// Runs before the first paint, so that a chosen theme never flashes, and before any other script can fail.
const root = document.documentElement;
try {
  root.dataset.theme = localStorage.theme ?? '';
} catch {
  // Storage is blocked: the system's theme stays. So it does with a value that is no theme.
}
// A widget whose script does not load says so (IslandFailure.astro); without the islands' runtime, all of them do.
const mark = (event, element) => {
  event.preventDefault();
  element.dataset.failed = '';
};
addEventListener('astro:hydration-error', (event) => mark(event, event.target.parentElement));
addEventListener('error', (event) => /\/islands\./.test(event.target.src) && mark(event, root), true);
