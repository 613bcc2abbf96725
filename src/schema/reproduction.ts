import { z } from 'zod';
import { Localised, slug } from './text.ts';

/** `content/reproduction/reproduction.yaml`: what we ran ourselves. Section ids are link targets of evidence. */
export const Reproduction = z.strictObject({
  lead: Localised,
  sections: z.array(
    z.strictObject({
      id: slug,
      title: Localised,
      text: z.array(Localised).min(1),
      output: z.string().optional().describe('The lines that show it, as printed'),
      transcripts: z.array(z.string()).optional().describe('Files in public/about/reproduction/'),
    }),
  ),
});
export type Reproduction = z.infer<typeof Reproduction>;
