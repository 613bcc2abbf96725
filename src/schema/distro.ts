import { z } from 'zod';
import { EvidenceId } from './evidence.ts';
import { factOf, NOT_KNOWN } from './image.ts';
import { isoDate, Localised } from './text.ts';

export const BACKENDS = ['nft', 'legacy', 'none-installed'] as const;
export const LEGACY_MODULES = [
  'built-in',
  'auto-loaded',
  'loadable',
  'extra-package',
  'removed',
] as const;
export const LEGACY_IN_POD = ['fails', 'works'] as const;
export const CGROUPS = ['v1', 'v2'] as const;
export const SELINUX_MODES = ['enforcing', 'permissive', 'none'] as const;
export const YES_NO = ['yes', 'no'] as const;
export const NETFILTER_MODULES = ['base', 'extra-package'] as const;
export const FAMILIES = [
  'el',
  'fedora',
  'debian',
  'suse',
  'alpine',
  'arch',
  'amazon',
  'flatcar',
  'photon',
  'openeuler',
  'nixos',
  'void',
  'wsl',
] as const;

/** One distro release: how it names itself, and the host facts that verdicts depend on. */
export const Distro = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9.]+)*$/, {
    error: (issue) =>
      `"${String(issue.input)}" must be lower case with hyphens, such as "rocky-9.5": it becomes the page address.`,
  }),
  name: z.string().min(1).describe('As the vendor writes it, with the version'),
  family: z.enum(FAMILIES, { error: `family must be one of ${FAMILIES.join(', ')}.` }),
  aliases: z.array(z.string().min(1)).optional().describe('Other ways people write it'),
  osRelease: z
    .union(
      [
        z.literal(NOT_KNOWN),
        z.strictObject({
          ID: z.string().min(1),
          VERSION_ID: z.string().min(1).nullable(),
          ID_LIKE: z.string().nullable(),
          PRETTY_NAME: z.string().nullable(),
          VARIANT_ID: z.string().nullable(),
          confidence: z.enum(['documented', 'derived']),
          evidence: z
            .array(EvidenceId)
            .min(1, { error: 'osRelease needs at least one evidence id.' }),
        }),
      ],
      {
        error:
          'osRelease must be not-known, or hold ID, VERSION_ID, ID_LIKE, PRETTY_NAME, VARIANT_ID, confidence and evidence.',
      },
    )
    .describe('Identity in /etc/os-release'),
  facts: z.strictObject({
    kernel: factOf(z.string().min(1)).describe('Kernel line or version seen'),
    iptables: factOf(z.string().min(1)).describe('Version of the iptables package'),
    backend: factOf(
      z.enum(BACKENDS, { error: `backend must be one of ${BACKENDS.join(', ')}.` }),
    ).describe('What the iptables command of a default install talks to'),
    legacyModules: factOf(
      z.enum(LEGACY_MODULES, {
        error: `legacyModules must be one of ${LEGACY_MODULES.join(', ')}.`,
      }),
    ).describe('State of ip_tables and iptable_* after a plain boot'),
    legacyInPod: factOf(
      z.enum(LEGACY_IN_POD, { error: 'legacyInPod must be fails or works.' }),
    ).describe(
      'What a legacy iptables binary does in a privileged hostNetwork pod after a plain boot',
    ),
    cgroup: factOf(z.enum(CGROUPS, { error: 'cgroup must be v1 or v2.' }))
      .default(NOT_KNOWN)
      .describe('Control group hierarchy that a default install boots with'),
    selinux: factOf(
      z.enum(SELINUX_MODES, { error: `selinux must be one of ${SELINUX_MODES.join(', ')}.` }),
    )
      .default(NOT_KNOWN)
      .describe('SELinux mode of a default install'),
    networkd: factOf(z.enum(YES_NO, { error: 'networkd must be yes or no.' }))
      .default(NOT_KNOWN)
      .describe('Whether systemd-networkd manages the network of a default server install'),
    netfilterModules: factOf(
      z.enum(NETFILTER_MODULES, {
        error: `netfilterModules must be one of ${NETFILTER_MODULES.join(', ')}.`,
      }),
    )
      .default(NOT_KNOWN)
      .describe(
        'Whether the modules behind iptables-nft, ip sets and bridges (nft_compat, xt_*, ip_set, br_netfilter) come with the base kernel package',
      ),
    nft: factOf(z.string().min(1)).default(NOT_KNOWN).describe('Version of the nftables package'),
    firewall: factOf(z.string().min(1)).describe('Firewall manager of a default install'),
    released: factOf(isoDate),
    eol: factOf(isoDate).describe("End of the vendor's free security support"),
  }),
  note: Localised.optional(),
});
export type Distro = z.infer<typeof Distro>;
