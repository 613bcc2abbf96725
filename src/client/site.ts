/** The script of every page. Each part starts only where the page has what it works on. */
import { startCopying } from './copy.ts';
import { recall, remember } from './memory.ts';
import { readPageData } from './page-data.ts';
import { revealTarget } from './reveal.ts';
import { startSelector } from './selector.ts';

const root = document.documentElement;

const form = document.querySelector<HTMLFormElement>('[data-selector]');
const data = readPageData();
if (form && data) startSelector(form, data);
root.classList.remove('pending');
revealTarget();
window.addEventListener('hashchange', revealTarget);

startThemes();
startCopying({
  copied: document.body.dataset.copied ?? '',
  failed: document.body.dataset.copyFailed ?? '',
});
startSearch();
startHighlight();

function startThemes(): void {
  const choice = document.querySelector<HTMLSelectElement>('[data-theme-choice]');
  if (!choice) return;
  choice.value = recall().theme ?? '';
  choice.addEventListener('change', () => {
    remember({ theme: choice.value });
    if (choice.value) root.dataset.theme = choice.value;
    else delete root.dataset.theme;
  });
}

/** Search is fetched when it is first opened: by its link, `/`, or Ctrl/Cmd-K. */
function startSearch(): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-search]');
  if (!link) return;
  const page = document.querySelector<HTMLElement>('[data-search-page]');
  if (page)
    void import('./search.ts').then(
      ({ startSearchPage }) => startSearchPage(page),
      () => undefined,
    );
  const open = async () => {
    const input = page?.querySelector('input');
    if (input) {
      input.select();
      return;
    }
    const { openSearch } = await import('./search.ts');
    await openSearch(link);
  };
  const openOrFollow = () => {
    open().catch(() => {
      location.assign(link.href);
    });
  };
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    openOrFollow();
  });
  document.addEventListener('keydown', (event) => {
    const typing = (event.target as HTMLElement).closest(
      'input, textarea, select, [contenteditable]',
    );
    const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const chord = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    if (!slash && !chord) return;
    event.preventDefault();
    openOrFollow();
  });
}

/** A page opened from a search marks the words, and takes the query out of its address again. */
function startHighlight(): void {
  const url = new URL(location.href);
  const query = url.searchParams.get('highlight');
  if (query === null) return;
  const search = location.search
    .slice(1)
    .split('&')
    .filter((part) => !part.startsWith('highlight='))
    .join('&');
  history.replaceState(
    history.state,
    '',
    location.pathname + (search ? `?${search}` : '') + location.hash,
  );
  void import('./highlight.ts').then(
    ({ highlightWords }) => highlightWords(query),
    () => undefined,
  );
}
