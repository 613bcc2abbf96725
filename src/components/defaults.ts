/** What a value says before the reader has chosen: the value itself where it can only be one, else a described blank. */
import type { ValueName, Values } from '../engine/index.ts';
import { wordsOf } from '../i18n/index.ts';
import { outcomesFor, knowledge } from '../knowledge.ts';
import type { KnownIssue, Language } from '../schema/index.ts';

const memo = new Map<string, Values>();

/** The values that are the same for every release that carries the issue. */
function settled(issue: KnownIssue): Values {
  const known = memo.get(issue.slug);
  if (known) return known;
  const { table } = outcomesFor(issue);
  const affected = table.cells.map((row) =>
    row.some((i) => table.outcomes[i]?.kind === 'affected'),
  );
  const sets = knowledge.releases
    .map((_, place) => place)
    .filter((place) => affected[table.rows[place] ?? -1])
    .map((place) => table.values[table.valuesOf[place] ?? -1] ?? {});
  const values = Object.fromEntries(
    Object.entries(sets[0] ?? {}).filter(([name, value]) =>
      sets.every((set) => set[name as ValueName] === value),
    ),
  );
  memo.set(issue.slug, values);
  return values;
}

export function defaultValue(name: ValueName, issue: KnownIssue, language: Language): string {
  return settled(issue)[name] ?? wordsOf(language).blank[name];
}
