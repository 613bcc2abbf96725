/**
 * Reads what a k0s release ships out of its own sources.
 *
 * Source  the Go constants in `pkg/constant/` and the variables in `embedded-bins/Makefile.variables`, as they stand in
 *         the stable tags v1.20.6+k0s.0 to v1.36.3+k0s.2. Names changed over time; each rule names them all.
 */
import { BINARIES, type Component, type Release } from '../../src/schema/index.ts';

/** For each component the constants that hold its image and its version, newest name first. */
const IMAGE_CONSTANTS: Readonly<Record<Component, { image: string[]; version: string[] }>> = {
  'kube-router': { image: ['KubeRouterCNIImage'], version: ['KubeRouterCNIImageVersion'] },
  'cni-node': {
    image: ['KubeRouterCNIInstallerImage'],
    version: ['KubeRouterCNIInstallerImageVersion'],
  },
  'kube-proxy': { image: ['KubeProxyImage'], version: ['KubeProxyImageVersion'] },
  'calico-node': {
    image: ['CalicoNodeImage'],
    version: ['CalicoNodeImageVersion', 'CalicoComponentImagesVersion'],
  },
  'calico-cni': {
    image: ['CalicoCNIImage', 'CalicoImage'],
    version: ['CalicoCNIImageVersion', 'CalicoImageVersion', 'CalicoComponentImagesVersion'],
  },
  'calico-kube-controllers': {
    image: ['CalicoKubeControllersImage', 'KubeControllerImage'],
    version: [
      'CalicoKubeControllersImageVersion',
      'KubeControllerImageVersion',
      'CalicoComponentImagesVersion',
    ],
  },
  coredns: { image: ['CoreDNSImage'], version: ['CoreDNSImageVersion'] },
  'konnectivity-agent': { image: ['KonnectivityImage'], version: ['KonnectivityImageVersion'] },
  pause: { image: ['KubePauseContainerImage'], version: ['KubePauseContainerImageVersion'] },
  'metrics-server': { image: ['MetricsImage'], version: ['MetricsImageVersion'] },
};

/**
 * The images that Go sources name: full references by component, in the order of the schema. A component without both
 * constants is left out. `sources` must not hold the files for Windows: they redefine the pause image.
 */
export function parseImages(sources: string): Release['images'] {
  const constants = new Map(
    [...sources.matchAll(/^\s*(\w+)\s*=\s*"([^"]*)"/gm)].map(([, name, value]) => [name, value]),
  );
  const first = (names: readonly string[]) =>
    names.map((name) => constants.get(name)).find((value) => value !== undefined);
  const images: Release['images'] = {};
  for (const [component, names] of Object.entries(IMAGE_CONSTANTS)) {
    const image = first(names.image);
    const version = first(names.version);
    if (image && version) images[component as Component] = `${image}:${version}`;
  }
  return images;
}

/**
 * The versions of the bundled binaries that a makefile sets, by binary. `null` where it sets none.
 * Understands plain values and the one computed form in use: `$(word N,$(subst @, ,$(other)))`.
 */
export function parseBundled(makefile: string): Release['bundled'] {
  const variables = new Map(
    [...makefile.matchAll(/^(\w+)\s*[:?]?=\s*(.*?)\s*$/gm)].map(([, name, value]) => [
      name,
      value ?? '',
    ]),
  );
  const resolve = (value: string): string | null => {
    if (!value.includes('$(')) return value === '' ? null : value;
    const word = /^\$\(word (\d+),\$\(subst (\S), ,\$\((\w+)\)\)\)$/.exec(value);
    const [, place, separator = '', other = ''] = word ?? [];
    const whole = variables.get(other);
    if (whole === undefined || whole.includes('$(')) return null;
    return whole.split(separator)[Number(place) - 1] ?? null;
  };
  return Object.fromEntries(
    BINARIES.map((binary) => {
      const value = variables.get(`${binary}_version`);
      return [binary, value === undefined ? null : resolve(value)];
    }),
  ) as Release['bundled'];
}
