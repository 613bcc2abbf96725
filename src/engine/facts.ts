/**
 * Which facts hold for this release, and for this distro?
 *
 * Names   `host.<fact>` for a distro; `image.<component>.<fact>` for the image that a release ships.
 * Result  a release that ships an image nobody has described has no facts for it: they are not known.
 * Errors  none.
 */
import type { Distro, ImageFacts, Release } from '../schema/index.ts';
import type { FactValue, Facts } from './predicate.ts';

/** The host facts of a distro release, by name. */
export function hostFacts(distro: Distro): Facts {
  return new Map<string, FactValue>(
    Object.entries(distro.facts).map(([name, fact]) => [`host.${name}`, fact]),
  );
}

/** The facts of the images that a release ships, by name. `images` is keyed by full reference. */
export function releaseFacts(release: Release, images: ReadonlyMap<string, ImageFacts>): Facts {
  const facts = new Map<string, FactValue>();
  for (const [component, reference] of Object.entries(release.images)) {
    const image = reference === undefined ? undefined : images.get(reference);
    if (!image) continue;
    for (const name of ['wrapper', 'runs', 'holds', 'base'] as const) {
      facts.set(`image.${component}.${name}`, image[name]);
    }
  }
  return facts;
}
