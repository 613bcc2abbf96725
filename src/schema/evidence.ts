import { z } from 'zod';
import { evidenceUrl, isoDate, Localised } from './text.ts';

/**
 * How strong a piece of evidence is, strongest first.
 * `upstream-source`: code, tag, commit, package or Dockerfile that was read.
 * `maintainer`: somebody who maintains the project says so.
 * `documentation`: a vendor's or project's published documentation or package page.
 * `reproduction`: we ran it and keep the transcript.
 * `reporter`: a user's report.
 * `derived`: we concluded it from other evidence.
 */
export const EVIDENCE_LEVELS = [
  'upstream-source',
  'maintainer',
  'documentation',
  'reproduction',
  'reporter',
  'derived',
] as const;

export const EvidenceId = z.string().regex(/^[a-z0-9]+(-[a-z0-9.]+)*$/, {
  error: (issue) =>
    `"${String(issue.input)}" must be lower case with hyphens, such as "k0s-5328": it becomes a link target.`,
});

/** One reason to believe a fact: what it shows, where, and when it was read. */
export const Evidence = z.strictObject({
  id: EvidenceId,
  level: z.enum(EVIDENCE_LEVELS, {
    error: `level must be one of ${EVIDENCE_LEVELS.join(', ')}.`,
  }),
  claim: Localised.describe('What the source shows, in our own words'),
  url: evidenceUrl,
  read: isoDate.describe('The day somebody read the source'),
});
export type Evidence = z.infer<typeof Evidence>;

export const EvidenceFile = z.strictObject({
  evidence: z.array(Evidence).min(1),
});
