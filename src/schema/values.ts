/** Names of the values that texts and commands may hold. All are plain words that a shell leaves alone. */
export const VALUE_NAMES = [
  'release',
  'releaseUrl',
  'line',
  'distro',
  'image',
  'imageTag',
  'fixed',
  'fixedUrl',
  'fixedImage',
  'fixedTag',
  'better',
  'betterUrl',
  'latest',
  'latestUrl',
] as const;
export type ValueName = (typeof VALUE_NAMES)[number];
