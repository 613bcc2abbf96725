import { z } from 'zod';
import { Localised } from './text.ts';

/**
 * A question about facts, answered true, false or not known.
 *
 * `fact` is one of
 * - `host.<name>`: a distro's host fact;
 * - `image.<component>.<name>`: a fact of the image that the release ships; `tag` is the image's tag itself;
 * - `bundled.<binary>`: the version of a binary that the release carries inside;
 * - `source.<change>`: whether the release's history holds a change, `present` or `absent`.
 *
 * `atLeast` and `below` compare dotted numbers (`1.9` is below `1.10`). A fact that names several versions answers
 * only where all of them give the same answer. `always` holds without a fact; it says why.
 * `notKnown` never becomes true or false: it says that nobody has checked.
 */
export type Predicate =
  | { fact: string; in: string[] }
  | { fact: string; atLeast?: string | undefined; below?: string | undefined }
  | { always: z.infer<typeof Localised> }
  | { all: Predicate[] }
  | { any: Predicate[] }
  | { not: Predicate }
  | { notKnown: z.infer<typeof Localised> };

const factName = z
  .string()
  .regex(/^(host\.\w+|image\.[a-z-]+\.\w+|bundled\.\w+|source\.[a-z0-9-]+)$/);
const dotted = z.string().regex(/^\d+(\.\d+)*$/, {
  error: 'must be a quoted dotted number such as "6.2".',
});

export const Predicate: z.ZodType<Predicate> = z.lazy(() =>
  z.union(
    [
      z.strictObject({
        fact: factName,
        in: z.array(z.string()).min(1),
      }),
      z
        .strictObject({ fact: factName, atLeast: dotted.optional(), below: dotted.optional() })
        .refine(({ atLeast, below }) => atLeast !== undefined || below !== undefined),
      z.strictObject({ always: Localised }),
      z.strictObject({ all: z.array(Predicate).min(1) }),
      z.strictObject({ any: z.array(Predicate).min(1) }),
      z.strictObject({ not: Predicate }),
      z.strictObject({ notKnown: Localised }),
    ],
    {
      error:
        'must be { fact: host.…, image.<component>.…, bundled.<binary> or source.<change>, in: [values] }, the same with atLeast or below: "6.2", { all: […] }, { any: […] }, { not: … }, { always: { en, zh-cn } } or { notKnown: { en, zh-cn } }.',
    },
  ),
);
