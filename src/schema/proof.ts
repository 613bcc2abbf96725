import { z } from 'zod';
import { isoDate } from './text.ts';

/** `content/k0s/proof.json`, written by `npm run verify -- … --record`: the last run that found no contradiction. */
export const Proof = z.strictObject({
  date: isoDate,
  proved: z.number().int().positive(),
  notProved: z.number().int().nonnegative(),
  contradictions: z.literal(0),
});
export type Proof = z.infer<typeof Proof>;
