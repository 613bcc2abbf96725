/**
 * The search box: in a dialog on any page, and in place on the search page.
 *
 * Text from the index is only ever text: excerpts are split at their marks and written with textContent.
 */
import styles from '../styles/search.css?url';
import { find, loadSearch, type Found, type Hit, type Section } from './search-core.ts';

type Words = Readonly<Record<string, string>>;
const FILTERS = ['kind', 'component', 'language'] as const;

document.head.append(element('link', { rel: 'stylesheet', href: styles }));

let dialog: HTMLDialogElement | null = null;

/** Opens the dialog. Rejects where the search words of this language cannot be fetched. */
export async function openSearch(link: HTMLAnchorElement): Promise<void> {
  if (!dialog) {
    const words = await wordsFrom(link);
    dialog = element('dialog', { className: 'search-dialog' });
    dialog.setAttribute('aria-label', words.title ?? '');
    const box = searchBox(words, dialog);
    const close = element('button', {
      type: 'button',
      className: 'close',
      textContent: words.close ?? '',
    });
    close.addEventListener('click', () => dialog?.close());
    dialog.append(close, box);
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog?.close();
    });
    // A search field takes the first Escape to empty itself; one press must be enough to leave.
    dialog.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') dialog?.close();
    });
    document.body.append(dialog);
  }
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('input')?.select();
}

/** Starts the search box of the search page. */
export function startSearchPage(place: HTMLElement): void {
  const words = JSON.parse(place.dataset.words ?? '{}') as Words;
  const box = searchBox(words, place);
  place.append(box);
  const input = box.querySelector('input');
  const query = new URLSearchParams(location.search).get('q');
  if (!input || !query) return;
  input.value = query.slice(0, 400);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The words of search stand on the search page of the language: fetched once, when search is first opened. */
async function wordsFrom(link: HTMLAnchorElement): Promise<Words> {
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error(`${link.href}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return JSON.parse(
    page.querySelector<HTMLElement>('[data-search-page]')?.dataset.words ?? '{}',
  ) as Words;
}

function searchBox(words: Words, root: HTMLElement): HTMLElement {
  const box = element('form', { className: 'search-box' });
  box.setAttribute('role', 'search');
  const input = element('input', {
    type: 'search',
    placeholder: words.placeholder ?? '',
    maxLength: 400,
    name: 'q',
  });
  input.setAttribute('aria-label', words.label ?? '');
  input.autocomplete = 'off';
  input.spellcheck = false;
  const filters = element('fieldset', { className: 'search-filters', hidden: true });
  filters.append(element('legend', { textContent: words.filters ?? '' }));
  const status = element('p', { className: 'search-status' });
  status.setAttribute('role', 'status');
  const list = element('div', { className: 'search-results' });
  const hint = element('p', { className: 'search-hint', textContent: words.hint ?? '' });
  box.append(input, filters, status, list, hint);

  const chosen: Record<string, string> = {};
  let turn = 0;
  const run = async () => {
    const query = input.value.trim();
    const mine = ++turn;
    if (query === '') {
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    status.textContent = `${words.loading ?? ''}…`;
    try {
      const found = await find(query, chosen);
      if (mine !== turn) return;
      showFilters(filters, found, words, chosen, () => void run());
      showResults(list, found, words, query);
      status.textContent =
        found.hits.length + found.answers.length === 0
          ? `${(words.none ?? '').replace('{query}', query.slice(0, 80))} ${words.noneHint ?? ''}`
          : (found.hits.length === 1 ? (words.countOne ?? '') : (words.count ?? '')).replace(
              '{n}',
              String(found.hits.length),
            );
    } catch {
      if (mine === turn) status.textContent = words.failed ?? '';
    }
  };
  input.addEventListener('input', () => void run());
  box.addEventListener('submit', (event) => {
    event.preventDefault();
    list.querySelector<HTMLAnchorElement>('a')?.click();
  });
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if ((event.target as HTMLElement).tagName === 'SELECT') return;
    const stops = [input, ...list.querySelectorAll<HTMLElement>('a')];
    const here = stops.indexOf(document.activeElement as HTMLInputElement);
    const next =
      stops[Math.max(0, Math.min(stops.length - 1, here + (event.key === 'ArrowDown' ? 1 : -1)))];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  input.addEventListener('focus', () => void loadSearch().catch(() => undefined), { once: true });
  return box;
}

function showFilters(
  place: HTMLFieldSetElement,
  found: Found,
  words: Words,
  chosen: Record<string, string>,
  changed: () => void,
): void {
  if (!place.hidden) return;
  for (const name of FILTERS) {
    const values = found.filters[name] ?? [];
    if (values.length < 2) continue;
    const select = element('select', {});
    select.append(option('', `${words[name] ?? name}: ${words.any ?? ''}`));
    for (const value of values) select.append(option(value, words[`${name}-${value}`] ?? value));
    select.setAttribute('aria-label', words[name] ?? name);
    select.addEventListener('change', () => {
      chosen[name] = select.value;
      changed();
    });
    place.append(select);
  }
  place.hidden = false;
}

function showResults(
  place: HTMLElement,
  { answers, hits }: Found,
  words: Words,
  query: string,
): void {
  const page = document.documentElement.lang.toLowerCase();
  const parts: HTMLElement[] = [];
  if (answers.length > 0) {
    const section = element('section', { className: 'search-answers' });
    section.append(element('h2', { textContent: words.answer ?? '' }));
    for (const { label, url } of answers) {
      const link = element('a', { href: url, textContent: label });
      section.append(link);
    }
    parts.push(section);
  }
  let otherHeading = false;
  for (const hit of hits) {
    if (hit.language !== page && !otherHeading) {
      otherHeading = true;
      parts.push(
        element('h2', { className: 'search-other', textContent: words.otherLanguage ?? '' }),
      );
    }
    parts.push(showHit(hit, words, query));
  }
  place.replaceChildren(...parts);
}

function showHit(hit: Hit, words: Words, query: string): HTMLElement {
  const card = element('article', { className: 'search-hit' });
  card.lang = hit.language === 'en' ? 'en' : 'zh-CN';
  card.append(linkTo(hit, query, words[`kind-${hit.kind}`] ?? hit.kind), excerpt(hit.excerpt));
  if (hit.sections.length > 0) {
    const list = element('ul', {});
    for (const section of hit.sections) {
      const item = element('li', {});
      item.append(linkTo(section, query), excerpt(section.excerpt));
      list.append(item);
    }
    card.append(list);
  }
  return card;
}

function linkTo({ title, url }: Section, query: string, kind?: string): HTMLElement {
  const target = new URL(url, location.href);
  target.searchParams.set('highlight', query.slice(0, 120));
  const link = element('a', { href: target.href, textContent: title });
  if (kind) link.append(' ', element('span', { className: 'search-kind', textContent: kind }));
  return link;
}

/** An excerpt with its marked words. The index writes `<mark>` around them and escapes the rest. */
function excerpt(html: string): HTMLElement {
  const place = element('p', {});
  for (const [i, piece] of html.split(/<\/?mark>/).entries()) {
    const text = piece
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
    place.append(i % 2 === 1 ? element('mark', { textContent: text }) : text);
  }
  return place;
}

function option(value: string, label: string): HTMLOptionElement {
  return element('option', { value, textContent: label });
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), properties);
}
