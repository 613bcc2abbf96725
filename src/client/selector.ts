/**
 * Applies the reader's choice to the page: picks the outcome, orders the remedies, fills values into text and
 * commands, shows the blocks that apply, keeps the address right and says the verdict once.
 *
 * The page is complete before this runs; it hides and fills, and never writes HTML.
 */
import {
  inRange,
  lookUp,
  mustParse,
  parseRange,
  queryOf,
  resolveSelection,
  valuesAt,
  type Choice,
  type DistroName,
  type Found,
  type Values,
} from '../engine/browser.ts';
import { recall, remember } from './memory.ts';
import type { PageData } from './page-data.ts';

const all = <T extends HTMLElement>(selector: string, root: ParentNode = document): T[] => [
  ...root.querySelectorAll<T>(selector),
];

/** Starts the selector of a page. */
export function startSelector(form: HTMLFormElement, page: PageData): void {
  const release = form.elements.namedItem('k0s') as HTMLSelectElement;
  const distro = form.elements.namedItem('distro') as HTMLSelectElement;
  const data = withCatalogue(page, release, distro);

  const fromAddress = () => {
    const query = new URLSearchParams(location.search);
    const memory = recall();
    const chosen = resolveSelection(
      { k0s: query.get('k0s'), distro: query.get('distro') },
      { k0s: memory.k0s ?? null, distro: memory.distro ?? null },
      data,
    );
    release.value = chosen.k0s.kind === 'chosen' ? chosen.k0s.value : '';
    distro.value = chosen.distro.kind === 'chosen' ? chosen.distro.value : '';
    showMessages(form, data, chosen);
    apply(form, data, false);
  };

  form.addEventListener('change', (event) => {
    const { name, value } = event.target as HTMLSelectElement;
    remember({ [name]: value });
    settle();
  });
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    release.value = distro.value = '';
    remember({ k0s: '', distro: '' });
    settle();
    release.focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });

  const settle = () => {
    const query = queryOf(release.value || null, distro.value || null);
    const search = query ? `?${query}` : '';
    history.replaceState(history.state, '', location.pathname + search + location.hash);
    form.querySelector('[data-messages]')?.replaceChildren();
    apply(form, data, true);
  };
  window.addEventListener('popstate', fromAddress);
  fromAddress();
}

/** The data of the page with the releases and distros of its selector, in the order of the tables. */
interface Data extends PageData {
  readonly releases: readonly string[];
  readonly distros: readonly DistroName[];
}

/** The selector lists releases newest first, the tables oldest first; distros stand in the same order in both. */
function withCatalogue(
  page: PageData,
  release: HTMLSelectElement,
  distro: HTMLSelectElement,
): Data {
  const options = (select: HTMLSelectElement) => [...select.options].filter(({ value }) => value);
  return {
    ...page,
    releases: options(release)
      .map(({ value }) => value)
      .reverse(),
    distros: options(distro).map(({ value, text }) => ({
      id: value,
      name: text,
      aliases: page.aliases[value],
    })),
  };
}

/** Shows what the form says now. `speak`: announce the verdict, because the reader has just changed it. */
function apply(form: HTMLFormElement, data: Data, speak: boolean): void {
  const [k0s, distro] = ['k0s', 'distro'].map(
    (name) => (form.elements.namedItem(name) as HTMLSelectElement).value,
  ) as [string, string];
  const releasePlace = data.releases.indexOf(k0s);
  const distroPlace = data.distros.findIndex(({ id }) => id === distro);
  const said: string[] = [];

  document.documentElement.classList.toggle('chosen', k0s !== '' && distro !== '');
  document.documentElement.classList.toggle('partial', (k0s === '') !== (distro === ''));

  for (const table of data.tables) {
    const found = lookUp(table, releasePlace, distroPlace, k0s);
    const values: Values = {
      ...(releasePlace < 0 ? {} : valuesAt(table, releasePlace, k0s)),
      ...(distroPlace < 0 ? {} : { distro: data.distros[distroPlace]?.name ?? '' }),
    };
    for (const part of all(`[data-issue="${table.slug}"]`)) {
      showOutcome(part, found);
      showBlocks(part, found, k0s, distro);
      fill(part, values);
      markRelease(part, k0s, data.words.here);
    }
    if (found) said.push(data.words.verdict[found.outcome.kind]);
  }

  const prompt = form.querySelector<HTMLElement>('[data-prompt]');
  if (prompt) {
    prompt.dataset.plain ??= prompt.textContent;
    prompt.hidden = k0s !== '' && distro !== '';
    prompt.textContent =
      k0s !== ''
        ? data.words.prompts.distro
        : distro !== ''
          ? data.words.prompts.release
          : prompt.dataset.plain;
  }
  const clear = form.querySelector<HTMLElement>('[data-clear]');
  if (clear) clear.hidden = k0s === '' && distro === '';
  updateLinks(k0s, distro);

  const announce = form.querySelector<HTMLElement>('[data-announce]');
  if (announce && speak) {
    announce.textContent =
      said.length > 0
        ? data.words.announced
            .replace('{verdict}', said.join(', '))
            .replace('{release}', k0s)
            .replace('{distro}', data.distros[distroPlace]?.name ?? '')
        : (prompt?.textContent ?? '');
  }
}

/** The banner of the outcome alone, and its remedies alone, in their order. */
function showOutcome(part: HTMLElement, found: Found | null): void {
  for (const banner of all('[data-outcome]', part)) {
    banner.hidden = found !== null && banner.dataset.outcome !== found.outcome.id;
  }
  for (const list of all('[data-remedies]', part)) {
    const cards = all('[data-remedy]', list);
    for (const card of cards) {
      card.hidden = found !== null && !found.outcome.remedies.includes(card.dataset.remedy ?? '');
    }
    for (const id of found?.outcome.remedies ?? []) {
      const card = cards.find(({ dataset }) => dataset.remedy === id);
      if (card && list.lastElementChild !== card) list.append(card);
    }
  }
  for (const none of all('[data-no-remedy]', part)) {
    none.hidden = found === null || none.dataset.noRemedy !== emptyKind(found);
  }
}

function emptyKind({ outcome }: Found): string | null {
  if (outcome.remedies.length > 0) return null;
  return outcome.kind === 'not-known' ? 'not-known' : 'none';
}

/** Blocks of an article for some readers only. A condition on what is not chosen yet holds. */
function showBlocks(part: HTMLElement, found: Found | null, k0s: string, distro: string): void {
  for (const block of all('[data-when]', part)) {
    const { verdict, face, releases, distros } = block.dataset;
    const misses =
      (verdict && found && !verdict.split(' ').includes(found.outcome.kind)) ||
      (face && found && !face.split(' ').includes(found.outcome.face ?? '')) ||
      (releases && k0s && !inRange(mustParse(k0s), parseRange(releases))) ||
      (distros && distro && !distros.split(' ').includes(distro));
    block.hidden = Boolean(misses);
  }
}

/** Fills values in as text. What a value said before the choice comes back when there is none. */
function fill(part: HTMLElement, values: Values): void {
  for (const span of all('[data-v]', part)) {
    span.dataset.plain ??= span.textContent;
    span.textContent = values[span.dataset.v as keyof Values] ?? span.dataset.plain;
  }
}

/** Marks the reader's release in the strips. */
function markRelease(part: HTMLElement, k0s: string, here: string): void {
  for (const mark of all('[data-release]', part)) {
    const yes = mark.dataset.release === k0s;
    if (yes) mark.setAttribute('aria-current', 'true');
    else mark.removeAttribute('aria-current');
    const note = mark.querySelector('.here');
    if (!yes) note?.remove();
    else if (!note) {
      const added = document.createElement('span');
      added.className = 'here';
      added.textContent = here;
      mark.append(' ', added);
    }
  }
}

/** Links that keep the choice, and the permalink itself. */
function updateLinks(k0s: string, distro: string): void {
  const query = queryOf(k0s || null, distro || null);
  for (const link of all<HTMLAnchorElement>('a[data-keep]')) {
    const url = new URL(link.href);
    url.search = query;
    link.href = url.href;
  }
  for (const link of all<HTMLAnchorElement>('a[data-permalink]')) {
    const url = new URL(location.pathname, location.href);
    url.search = query;
    link.href = url.href;
    link.textContent = url.href;
  }
}

/** Says out loud what of the address is not known, with the nearest known value as a link. */
function showMessages(
  form: HTMLFormElement,
  { words, distros }: Data,
  chosen: Readonly<Record<'k0s' | 'distro', Choice>>,
): void {
  const box = form.querySelector('[data-messages]');
  if (!box) return;
  box.replaceChildren();
  const nameOf = (id: string) => distros.find((one) => one.id === id)?.name ?? id;
  const offer = (blank: 'k0s' | 'distro', value: string) => {
    const url = new URL(location.href);
    url.searchParams.delete(blank);
    const rest = url.searchParams;
    const other = blank === 'k0s' ? 'distro' : 'k0s';
    const kept = rest.get(other);
    const link = document.createElement('a');
    link.href = `?${blank === 'k0s' ? queryOf(value, null) : queryOf(null, value)}${kept ? `&${other}=${encodeURIComponent(kept)}` : ''}${location.hash}`;
    link.textContent = nameOf(value);
    return link;
  };
  for (const blank of ['k0s', 'distro'] as const) {
    const choice = chosen[blank];
    if (choice.kind !== 'unknown' && choice.kind !== 'several') continue;
    const line = document.createElement('p');
    line.className = 'message';
    const text = document.createElement('strong');
    text.textContent = `“${choice.text.slice(0, 80)}”`;
    if (choice.kind === 'several') {
      line.append(text, ` ${words.unknown.several} `);
      for (const [i, candidate] of choice.candidates.slice(-12).entries()) {
        if (i > 0) line.append(', ');
        line.append(offer(blank, candidate));
      }
    } else {
      line.append(`${words.unknown[blank]} `, text, `. ${words.unknown.verdict} `);
      if (choice.nearest)
        line.append(`${words.unknown.nearest} `, offer(blank, choice.nearest), '.');
      else line.append(words.unknown.none);
    }
    box.append(line);
  }
}
