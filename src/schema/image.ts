import { z } from 'zod';
import { EvidenceId } from './evidence.ts';
import { Component } from './release.ts';
import { Localised } from './text.ts';

/** How sure a fact is. `documented`: a source states it for exactly this thing. `derived`: concluded from one. */
export const CONFIDENCES = ['documented', 'derived'] as const;
export type Confidence = (typeof CONFIDENCES)[number];
export const Confidence = z.enum(CONFIDENCES, {
  error:
    'confidence must be documented or derived; if there is no evidence, write the whole fact as not-known.',
});

/** A fact nobody has established. The whole fact is this word; it has no value and no evidence. */
export const NOT_KNOWN = 'not-known';

/** A fact: a value with its confidence and at least one evidence id, or the word `not-known`. */
export function factOf<T extends z.ZodType>(value: T) {
  return z.union(
    [
      z.literal(NOT_KNOWN),
      z.strictObject({
        value,
        confidence: Confidence,
        evidence: z.array(EvidenceId).min(1, {
          error: 'a fact needs at least one evidence id; without evidence write not-known.',
        }),
        note: Localised.optional(),
      }),
    ],
    { error: 'must be not-known, or { value, confidence, evidence: [at least one id] }.' },
  );
}

export const WRAPPERS = ['none', 'not-installed', 'script', 'go'] as const;
export const IMAGE_BACKENDS = ['legacy', 'nft', 'by-rule-count', 'by-hint'] as const;
export const IMAGE_BINARIES = ['legacy', 'nft', 'both'] as const;

/** Facts about one container image build, keyed by its full reference as releases name it. */
export const ImageFacts = z.strictObject({
  image: z.string().regex(/^[a-z0-9.-]+(\/[a-z0-9._-]+)+:[\w.+-]+$/, {
    error:
      'image must be a full reference such as "quay.io/k0sproject/kube-router:v2.2.1-iptables1.8.9-0".',
  }),
  component: Component,
  base: factOf(z.string().min(1)).describe('Runtime base image'),
  wrapper: factOf(
    z.enum(WRAPPERS, { error: `wrapper must be one of ${WRAPPERS.join(', ')}.` }),
  ).describe(
    'iptables-wrapper: absent, in the image but never installed, shell script, or Go binary',
  ),
  runs: factOf(
    z.enum(IMAGE_BACKENDS, { error: `runs must be one of ${IMAGE_BACKENDS.join(', ')}.` }),
  ).describe('Which iptables the image runs: fixed, or chosen on the host by the wrapper'),
  holds: factOf(z.enum(IMAGE_BINARIES)).describe('Which iptables back ends are in the image'),
  note: Localised.optional(),
});
export type ImageFacts = z.infer<typeof ImageFacts>;

export const ImageFile = z.strictObject({ images: z.array(ImageFacts).min(1) });
