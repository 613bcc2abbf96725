import { z } from 'zod';
import { Localised } from './text.ts';

/**
 * A question about facts, answered true, false or not known.
 *
 * `fact` is `host.<name>` (a distro's host fact) or `image.<component>.<name>` (a fact of the image
 * that the release ships). `notKnown` never becomes true or false: it says that nobody has checked.
 */
export type Predicate =
  | { fact: string; in: string[] }
  | { all: Predicate[] }
  | { any: Predicate[] }
  | { not: Predicate }
  | { notKnown: z.infer<typeof Localised> };

export const Predicate: z.ZodType<Predicate> = z.lazy(() =>
  z.union(
    [
      z.strictObject({
        fact: z.string().regex(/^(host\.\w+|image\.[a-z-]+\.\w+)$/),
        in: z.array(z.string()).min(1),
      }),
      z.strictObject({ all: z.array(Predicate).min(1) }),
      z.strictObject({ any: z.array(Predicate).min(1) }),
      z.strictObject({ not: Predicate }),
      z.strictObject({ notKnown: Localised }),
    ],
    {
      error:
        'must be { fact: host.… or image.<component>.…, in: [values] }, { all: […] }, { any: […] }, { not: … } or { notKnown: { en, zh-cn } }.',
    },
  ),
);
