// Runs before the first paint, so that a chosen theme never flashes, and before any other script can fail.
const { dataset } = document.documentElement;
try {
  dataset.theme = localStorage.theme ?? '';
} catch {
  // Storage is blocked: the system's theme stays. So it does with a value that is no theme.
}
// A script that does not load is said where it matters: widgets show their notice (IslandFailure.astro).
for (const type of ['error', 'astro:hydration-error'])
  addEventListener(
    type,
    (event) => {
      if (!/^(script|astro-island)$/.test(event.target.localName)) return;
      event.preventDefault();
      dataset.scriptFailed = '';
    },
    true,
  );
