/** A small made-up knowledge base. Each test changes what it is about. */
import type {
  Confidence,
  Distro,
  ImageFacts,
  KnownIssue,
  Knowledge,
  Release,
} from '../../src/schema/index.ts';

const text = (en: string) => ({ en, 'zh-cn': en });
export const known = <T extends string>(value: T, confidence: Confidence = 'documented') => ({
  value,
  confidence,
  evidence: [`e-${value}`],
});

export function release(version: string, image: string | null): Release {
  return {
    version,
    line: version.slice(1).split('.').slice(0, 2).join('.'),
    date: '2026-01-01',
    commit: '0'.repeat(40),
    images: image === null ? {} : { 'kube-router': image },
    bundled: {
      kubernetes: null,
      containerd: null,
      runc: null,
      iptables: null,
      etcd: null,
      kine: null,
      konnectivity: null,
      keepalived: null,
      helm: null,
    },
  };
}

export function image(reference: string, wrapper: ImageFacts['wrapper']): ImageFacts {
  return {
    image: reference,
    component: 'kube-router',
    base: 'not-known',
    wrapper,
    runs: 'not-known',
    holds: 'not-known',
  };
}

export function distro(id: string, facts: Partial<Distro['facts']>): Distro {
  return {
    id,
    name: id,
    family: 'el',
    osRelease: {
      ID: id,
      VERSION_ID: null,
      ID_LIKE: null,
      PRETTY_NAME: null,
      VARIANT_ID: null,
      confidence: 'documented',
      evidence: ['e-os'],
    },
    facts: {
      kernel: 'not-known',
      iptables: 'not-known',
      backend: 'not-known',
      legacyModules: 'not-known',
      legacyInPod: 'not-known',
      cgroup: 'not-known',
      selinux: 'not-known',
      networkd: 'not-known',
      netfilterModules: 'not-known',
      nft: 'not-known',
      firewall: 'not-known',
      released: 'not-known',
      eol: 'not-known',
      ...facts,
    },
  };
}

const GOOD = 'quay.io/k/kube-router:v1';
const BAD = 'quay.io/k/kube-router:v2-0';
const MENDED = 'quay.io/k/kube-router:v2-1';
const UNREAD = 'quay.io/k/kube-router:v3';

export const issue: KnownIssue = {
  slug: 'made-up',
  component: 'kube-router',
  published: '2026-01-01',
  title: text('Made up'),
  summary: text('Made up'),
  carriedBy: {
    release: { fact: 'image.kube-router.wrapper', in: ['not-installed'] },
    evidence: ['e-carried'],
  },
  condition: {
    host: { fact: 'host.backend', in: ['nft', 'none-installed'] },
    evidence: ['e-condition'],
  },
  faces: [
    {
      id: 'crash',
      title: text('crash'),
      why: text('why'),
      when: { fact: 'host.legacyInPod', in: ['fails'] },
      check: { text: text('look'), code: 'true', expect: 'x' },
      evidence: ['e-crash'],
    },
    {
      id: 'split',
      title: text('split'),
      why: text('why'),
      when: { fact: 'host.legacyInPod', in: ['works'] },
      check: { text: text('look'), code: 'true', expect: 'x' },
      evidence: ['e-split'],
    },
  ],
  why: {
    affected: text('a'),
    fixed: text('f'),
    'not-affected-release': text('n'),
    'not-affected-host': text('n'),
    'not-known-release': text('u'),
    'not-known-host': text('u'),
  },
  fix: {
    evidence: ['e-fix'],
    better: [{ line: '1.31', from: 'v1.31.5+k0s.0', because: text('b'), evidence: ['e-better'] }],
  },
  remedies: [
    remedy('upgrade', { verdicts: ['affected'], needs: ['fixed'] }),
    remedy('only-crash', { verdicts: ['affected'], faces: ['crash'] }),
    remedy('clean', { verdicts: ['affected', 'fixed'], faces: ['split', 'not-known'] }),
  ],
  refused: [],
  disputes: [],
};

function remedy(
  id: string,
  target: KnownIssue['remedies'][number]['for'],
): KnownIssue['remedies'][number] {
  const check = { text: text('c'), code: 'true', expect: 'x' };
  return {
    id,
    kind: 'upgrade',
    title: text(id),
    summary: text(id),
    for: target,
    where: { place: 'controllers', text: text('w') },
    steps: [{ text: text('s') }],
    check: { before: check, after: check },
    undo: { possible: true, text: text('u') },
    survives: {
      restart: { answer: 'yes', text: text('y') },
      upgrade: { answer: 'yes', text: text('y') },
    },
    disruption: { level: 'low', text: text('d') },
    airgap: { text: text('a') },
    tested: text('t'),
    evidence: ['e-remedy'],
  };
}

export const knowledge: Knowledge = {
  releases: [
    release('v1.30.1+k0s.0', GOOD),
    release('v1.31.1+k0s.0', BAD),
    release('v1.31.1+k0s.1', BAD),
    release('v1.31.2+k0s.0', MENDED),
    release('v1.31.5+k0s.0', MENDED),
    release('v1.32.1+k0s.0', UNREAD),
    release('v1.33.1+k0s.0', BAD),
  ],
  images: new Map(
    [
      image(GOOD, known('script')),
      image(BAD, known('not-installed')),
      image(MENDED, known('go')),
    ].map((one) => [one.image, one]),
  ),
  changes: new Map(),
  distros: [
    distro('crashes-1', { backend: known('nft'), legacyInPod: known('fails') }),
    distro('splits-1', { backend: known('nft'), legacyInPod: known('works', 'derived') }),
    distro('unclear-1', { backend: known('nft') }),
    distro('legacy-1', { backend: known('legacy'), legacyInPod: known('works') }),
    distro('blank-1', {}),
  ],
  issues: [issue],
  evidence: new Map(),
};
