/* Brings the theme button to life: it goes round system, light, and dark, and remembers the choice on the device. */
const themes = ['system', 'light', 'dark'] as const;
const root = document.documentElement;

/** Prints the theme in force on the button, and returns it. */
function show(): (typeof themes)[number] {
  const current = themes.find((theme) => theme === root.dataset.theme) ?? 'system';
  const name = document.querySelector('.theme-name');
  if (name) name.textContent = current;
  return current;
}

const button = document.querySelector<HTMLElement>('.theme-switch');
button?.addEventListener('click', () => {
  const next = themes[(themes.indexOf(show()) + 1) % themes.length] ?? 'system';
  root.dataset.theme = next;
  try {
    localStorage.theme = next;
  } catch {
    // Storage is blocked or full: the choice holds for this page.
  }
  show();
});
show();
button?.setAttribute('data-ready', '');
