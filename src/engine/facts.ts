/**
 * Which facts hold for this release, and for this distro?
 *
 * Names   `host.<fact>` for a distro; for a release `image.<component>.<fact>` (the image that it ships),
 *         `bundled.<binary>` (a version) and `source.<change>` (`present` or `absent`).
 * Result  a release that ships an image nobody has described has no facts for it: they are not known.
 * Errors  none.
 */
import type { Distro, Release, Shipped } from '../schema/index.ts';
import type { FactValue, Facts } from './predicate.ts';

/** The evidence of everything that the release table says: the tags of k0s themselves. */
export const TABLE_EVIDENCE = 'k0s-release-table';

/** The host facts of a distro release, by name. */
export function hostFacts(distro: Distro): Facts {
  return new Map<string, FactValue>(
    Object.entries(distro.facts).map(([name, fact]) => [`host.${name}`, fact]),
  );
}

/** The facts of releases as last worked out: every issue asks for them on every distro. */
const known = new WeakMap<Release, Shipped & { readonly facts: Facts }>();

/** The facts of a release, by name: of its images, its bundled binaries and its history. */
export function releaseFacts(release: Release, { images, changes }: Shipped): Facts {
  const last = known.get(release);
  if (last?.images === images && last.changes === changes) return last.facts;
  const facts = workOut(release, { images, changes });
  known.set(release, { images, changes, facts });
  return facts;
}

function workOut(release: Release, { images, changes }: Shipped): Facts {
  const facts = new Map<string, FactValue>();
  for (const [component, reference] of Object.entries(release.images)) {
    if (reference === undefined) continue;
    facts.set(`image.${component}.tag`, documented(tagOf(reference), [TABLE_EVIDENCE]));
    const image = images.get(reference);
    if (!image) continue;
    for (const name of ['wrapper', 'runs', 'holds', 'base'] as const) {
      facts.set(`image.${component}.${name}`, image[name]);
    }
  }
  for (const [binary, version] of Object.entries(release.bundled)) {
    if (version !== null) facts.set(`bundled.${binary}`, documented(version, [TABLE_EVIDENCE]));
  }
  for (const { id, releases, evidence } of changes.values()) {
    const held = releases.has(release.version) ? 'present' : 'absent';
    facts.set(`source.${id}`, documented(held, evidence));
  }
  return facts;
}

/** The tag of an image's full reference. */
export function tagOf(reference: string): string {
  return reference.slice(reference.lastIndexOf(':') + 1);
}

function documented(value: string, evidence: readonly string[]): FactValue {
  return { value, confidence: 'documented', evidence };
}
