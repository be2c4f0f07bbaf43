/*
 * Makes tabs of the links above the files of a program: one file is shown, and the arrow keys choose another. Until
 * then, and if this script is lost, they are links, and the style sheet shows the file that the address names.
 */
for (const list of document.querySelectorAll<HTMLElement>('.program .tabs')) {
  const tabs = [...list.querySelectorAll('a')];
  const tabFor = (address: string): HTMLAnchorElement | undefined => tabs.find(({ hash }) => hash === address);

  const select = (selected = tabs[0]): void => {
    for (const tab of tabs) {
      const isSelected = tab === selected;
      tab.role = 'tab';
      tab.ariaSelected = String(isSelected);
      tab.tabIndex = isSelected ? 0 : -1;
      const file = document.querySelector<HTMLElement>(tab.hash);
      if (!file) continue;
      file.role = 'tabpanel';
      file.ariaLabel = tab.textContent;
      file.hidden = !isSelected;
    }
  };

  list.role = 'tablist';
  select(tabFor(location.hash));

  // A link in the text may lead to a file too: it is shown before the browser goes there.
  addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a');
    const tab = link && tabFor(link.hash);
    if (!tab) return;
    select(tab);
    if (tab === link) event.preventDefault();
  });

  list.addEventListener('keydown', (event) => {
    const at = tabs.findIndex(({ ariaSelected }) => ariaSelected === 'true');
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1, ' ': at }[event.key];
    // With Alt or Meta, an arrow goes back in history.
    if (next === undefined || event.altKey || event.metaKey) return;
    event.preventDefault();
    const tab = tabs.at(next % tabs.length);
    select(tab);
    tab?.focus();
  });
}
