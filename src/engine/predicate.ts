/**
 * Is a predicate true of these facts? In three values: true, false, not known.
 *
 * Kleene's strong logic: `all` is false as soon as one part is false, `any` is true as soon as one part is true,
 * whatever the rest is; otherwise one part that is not known makes the whole not known.
 * Errors  none: a fact that is not there is not known, never false.
 */
import type { Confidence, Predicate } from '../schema/index.ts';
import { within } from './comparison.ts';

/** A fact as predicates see it. `not-known` where nobody has established it. */
export type FactValue =
  | {
      readonly value: string;
      readonly confidence: Confidence;
      readonly evidence: readonly string[];
    }
  | 'not-known';

/** Facts by their name in predicates: `host.backend`, `image.kube-router.wrapper`. */
export type Facts = ReadonlyMap<string, FactValue>;

export type Truth = true | false | 'not-known';

/** An answer and the facts that decided it: with them unchanged, no other fact could change the answer. */
export interface Answer {
  readonly truth: Truth;
  readonly uses: readonly string[];
}

/** Evaluates a predicate. `uses` names the facts that decided it, or for `not-known` the ones that are missing. */
export function evaluate(predicate: Predicate, facts: Facts): Answer {
  if ('notKnown' in predicate) return { truth: 'not-known', uses: [] };
  if ('always' in predicate) return { truth: true, uses: [] };
  if ('not' in predicate) {
    const { truth, uses } = evaluate(predicate.not, facts);
    return { truth: truth === 'not-known' ? truth : !truth, uses };
  }
  if ('fact' in predicate) {
    const fact = facts.get(predicate.fact);
    const uses = [predicate.fact];
    if (fact === undefined || fact === 'not-known') return { truth: 'not-known', uses };
    const truth =
      'in' in predicate ? predicate.in.includes(fact.value) : within(fact.value, predicate);
    return { truth, uses };
  }
  const [parts, decisive] =
    'all' in predicate ? ([predicate.all, false] as const) : ([predicate.any, true] as const);
  const answers = parts.map((part) => evaluate(part, facts));
  const decided = answers.filter(({ truth }) => truth === decisive);
  if (decided.length > 0) {
    // Any one of them decides alone; the best documented one is the one to show.
    return strongest(decided, facts);
  }
  const missing = answers.filter(({ truth }) => truth === 'not-known');
  return missing.length > 0
    ? { truth: 'not-known', uses: namesOf(missing) }
    : { truth: !decisive, uses: namesOf(answers) };
}

/** The weakest confidence among the facts that decided an answer. `derived` where there is none. */
export function confidenceOf(uses: readonly string[], facts: Facts): Confidence {
  const sure = uses.every((name) => {
    const fact = facts.get(name);
    return fact !== undefined && fact !== 'not-known' && fact.confidence === 'documented';
  });
  return sure && uses.length > 0 ? 'documented' : 'derived';
}

function strongest(answers: readonly Answer[], facts: Facts): Answer {
  return (
    answers.find(({ uses }) => confidenceOf(uses, facts) === 'documented') ?? (answers[0] as Answer)
  );
}

function namesOf(answers: readonly Answer[]): string[] {
  return [...new Set(answers.flatMap(({ uses }) => uses))];
}
