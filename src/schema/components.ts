/** What authors may write in articles: front matter, and the components with their props. */
import { z } from 'zod';
import { VALUE_NAMES } from './values.ts';
import { slug } from './text.ts';

/** The front matter of an article. */
export const FrontMatter = z.strictObject({
  title: z.string().min(1),
  description: z
    .string()
    .min(1)
    .max(160, { error: 'description must be one sentence of at most 160 characters.' }),
  translates: z
    .string()
    .regex(/^[0-9a-f]{8}$/, {
      error: 'translates must be the revision of the source, quoted: 8 hex digits.',
    })
    .optional()
    .describe('Revision of the source article that a translation was last compared with'),
});

const words = (allowed: readonly string[], what: string) =>
  z.string().refine((text) => text.split(' ').every((word) => allowed.includes(word)), {
    error: `${what} must be one or more of ${allowed.join(', ')}, separated by single spaces.`,
  });

const none = z.strictObject({});

/** Props of each component, all of them literal texts. Ranges, faces, distros and evidence are checked by the gate. */
export const COMPONENT_PROPS = {
  H2: z.strictObject({ id: slug }),
  H3: z.strictObject({ id: slug }),
  Value: z.strictObject({
    name: z.enum(VALUE_NAMES, { error: `name must be one of ${VALUE_NAMES.join(', ')}.` }),
  }),
  When: z
    .strictObject({
      verdict: words(['affected', 'fixed', 'not-affected', 'not-known'], 'verdict').optional(),
      face: z.string().optional(),
      release: z.string().optional(),
      distro: z.string().optional(),
    })
    .refine((props) => Object.keys(props).length > 0, {
      error: '<When> needs a condition: verdict, face, release or distro.',
    }),
  Cite: z.strictObject({ id: z.string() }),
  Ranges: none,
  ReleaseStrip: none,
  Faces: none,
  FaceTable: none,
  ImageTable: none,
  Remedies: none,
  Refused: none,
  Disputes: none,
} as const;
export type ComponentName = keyof typeof COMPONENT_PROPS;
