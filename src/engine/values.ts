/**
 * What do `{{fixed}}`, `{{image}}` and the others stand for, with this release and distro?
 *
 * A value that does not exist (no fixed release in the line) is left out.
 */
import type { Distro, KnownIssue, Knowledge, Release } from '../schema/index.ts';
import { tagOf } from './facts.ts';
import { fixedRelease, type LineRange } from './ranges.ts';
import type { Values } from './template.ts';

/** The values that depend on the release alone. `range` is the issue's range of the release's line. */
export function releaseValues(
  issue: KnownIssue,
  release: Release,
  range: LineRange,
  releases: Knowledge['releases'],
): Values {
  const fixed = fixedRelease(range, release.version);
  const latest = range.releases.at(-1)?.version;
  const better = fixed ? issue.fix.better.find(({ line }) => line === release.line)?.from : null;
  const image = imageOf(release, issue);
  const fixedImage = imageOf(
    releases.find(({ version }) => version === fixed),
    issue,
  );
  return {
    release: release.version,
    releaseUrl: encodePlus(release.version),
    line: release.line,
    ...(image && { image, imageTag: tagOf(image) }),
    ...(fixed && { fixed, fixedUrl: encodePlus(fixed) }),
    ...(fixedImage && { fixedImage, fixedTag: tagOf(fixedImage) }),
    ...(better && { better, betterUrl: encodePlus(better) }),
    ...(latest && { latest, latestUrl: encodePlus(latest) }),
  };
}

/** All values of a selection. */
export function withDistro(values: Values, distro: Pick<Distro, 'name'>): Values {
  return { ...values, distro: distro.name };
}

/** A tag as it must be written in a URL: a bare `+` in a query decodes to a space. */
export function encodePlus(tag: string): string {
  return tag.replaceAll('+', '%2B');
}

/** The image of the issue's component that a release ships; none for an issue that is about no image. */
export function imageOf(
  release: Release | undefined,
  { component }: KnownIssue,
): string | undefined {
  const images: Readonly<Record<string, string | undefined>> = release?.images ?? {};
  return images[component];
}
