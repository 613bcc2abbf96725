import { z } from 'zod';
import { EvidenceId } from './evidence.ts';
import { Predicate } from './predicate.ts';
import { COMPONENTS, VersionTag } from './release.ts';
import { isoDate, Localised, slug } from './text.ts';

export const REMEDY_KINDS = ['upgrade', 'config', 'patch', 'host'] as const;
export const PLACES = [
  'controllers',
  'one-controller',
  'workers',
  'every-node',
  'anywhere-with-kubectl',
] as const;
export const DISRUPTIONS = ['none', 'low', 'medium', 'high'] as const;
export const SURVIVALS = ['yes', 'no', 'maybe'] as const;
export const CODE_LANGUAGES = ['sh', 'yaml', 'text'] as const;

/** What an issue is about: an image's component, or a part of k0s or of the host. */
export const ISSUE_COMPONENTS = [...COMPONENTS, 'k0s', 'kubelet', 'containerd', 'host'] as const;

const evidenceIds = z.array(EvidenceId).min(1, { error: 'needs at least one evidence id.' });

/** One step: what to do, and the code that does it. `code` may hold `{{value}}` placeholders. */
export const Step = z.strictObject({
  text: Localised,
  code: z.string().min(1).optional(),
  lang: z
    .enum(CODE_LANGUAGES, { error: `lang must be one of ${CODE_LANGUAGES.join(', ')}.` })
    .optional(),
  file: z.string().min(1).optional().describe('Name of the file that the code belongs in'),
});
export type Step = z.infer<typeof Step>;

/** A command and what it prints, before or after the remedy. */
export const Check = z.strictObject({
  text: Localised,
  code: z.string().min(1),
  expect: z.string().min(1).describe('Expected output, as printed'),
});
export type Check = z.infer<typeof Check>;

export const Survival = z.strictObject({
  answer: z.enum(SURVIVALS, { error: `answer must be one of ${SURVIVALS.join(', ')}.` }),
  text: Localised,
});

/** One way out of a known issue. Every field is something an operator asks before running a command. */
export const Remedy = z.strictObject({
  id: slug,
  kind: z.enum(REMEDY_KINDS, { error: `kind must be one of ${REMEDY_KINDS.join(', ')}.` }),
  title: Localised,
  summary: Localised,
  for: z
    .strictObject({
      verdicts: z.array(z.enum(['affected', 'fixed'])).min(1),
      faces: z
        .array(z.string())
        .min(1)
        .optional()
        .describe(
          'Only for these faces; `not-known` stands for an affected host whose face is not known',
        ),
      needs: z
        .array(z.enum(['fixed', 'fixedImage']))
        .optional()
        .describe('Offered only where these values exist in the line'),
      release: Predicate.optional().describe('Offered only where this holds for the release'),
    })
    .describe('Which verdicts it answers'),
  where: z.strictObject({
    place: z.enum(PLACES, { error: `place must be one of ${PLACES.join(', ')}.` }),
    text: Localised,
  }),
  steps: z.array(Step).min(1),
  check: z.strictObject({ before: Check, after: Check }),
  undo: z.strictObject(
    {
      possible: z.boolean(),
      text: Localised,
      code: z.string().min(1).optional(),
      lang: z.enum(CODE_LANGUAGES).optional(),
    },
    { error: 'every remedy says how to undo it: { possible, text: { en, zh-cn }, code? }.' },
  ),
  survives: z.strictObject({ restart: Survival, upgrade: Survival }),
  disruption: z.strictObject({
    level: z.enum(DISRUPTIONS, { error: `level must be one of ${DISRUPTIONS.join(', ')}.` }),
    text: Localised,
  }),
  airgap: z.strictObject({
    text: Localised,
    code: z.string().min(1).optional(),
    lang: z.enum(CODE_LANGUAGES).optional(),
  }),
  tested: Localised.describe('What of this was run by us, and what was only read'),
  evidence: evidenceIds,
});
export type Remedy = z.infer<typeof Remedy>;

/** One way the same defect shows itself. */
export const Face = z.strictObject({
  id: slug,
  title: Localised,
  why: Localised.describe('One line: why this host shows this face'),
  when: Predicate,
  check: Check.describe('How to see that it is this face'),
  evidence: evidenceIds,
});
export type Face = z.infer<typeof Face>;

/** A statement of a source that our evidence contradicts, shown beside what we found. */
export const Dispute = z.strictObject({
  id: slug,
  says: Localised,
  source: EvidenceId,
  finding: Localised,
  evidence: evidenceIds,
});

/** Advice that readers find elsewhere and that we do not give, with the reason. */
export const Refused = z.strictObject({
  id: slug,
  advice: Localised,
  code: z.string().min(1).optional(),
  reason: Localised,
  evidence: evidenceIds,
});

/** One known issue: what carries it, where it bites, and the ways out. No version list: ranges are derived. */
export const KnownIssue = z.strictObject({
  slug,
  component: z.enum(ISSUE_COMPONENTS, {
    error: `component must be one of ${ISSUE_COMPONENTS.join(', ')}.`,
  }),
  published: isoDate,
  title: Localised,
  summary: Localised,
  carriedBy: z.strictObject({
    release: Predicate.describe('Holds for releases that carry the defect'),
    evidence: evidenceIds,
  }),
  condition: z.strictObject({
    host: Predicate.describe('Holds for hosts on which it bites'),
    evidence: evidenceIds,
  }),
  requires: z
    .strictObject({ text: Localised, check: Check })
    .optional()
    .describe('A setting without which nobody meets it, and how to see whether it is on'),
  faces: z.array(Face),
  why: z
    .strictObject({
      affected: Localised.optional(),
      fixed: Localised.optional(),
      'not-affected-release': Localised.optional(),
      'not-affected-host': Localised.optional(),
      'not-known-release': Localised.optional(),
      'not-known-host': Localised.optional(),
    })
    .describe('The one-line reason, per kind of verdict that occurs'),
  fix: z.strictObject({
    evidence: evidenceIds,
    better: z
      .array(
        z.strictObject({
          line: z.string(),
          from: VersionTag,
          because: Localised,
          evidence: evidenceIds,
        }),
      )
      .describe('Releases that are a better target than the first fixed one'),
  }),
  remedies: z.array(Remedy).min(1),
  refused: z.array(Refused),
  disputes: z.array(Dispute),
});
export type KnownIssue = z.infer<typeof KnownIssue>;
