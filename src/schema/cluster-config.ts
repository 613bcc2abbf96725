import { z } from 'zod';
import { VersionTag } from './release.ts';

/**
 * `content/k0s/cluster-config.json`, written by `npm run extract`: what k0s accepts as a ClusterConfig.
 *
 * Each entry is the OpenAPI schema of k0s's own CustomResourceDefinition, without descriptions, and holds from its
 * release until the next entry. Releases before the first entry have no such definition.
 */
export const ClusterConfigSchemas = z.strictObject({
  source: z.strictObject({ repository: z.string(), licence: z.string() }),
  apiVersion: z.string().min(1),
  schemas: z
    .array(z.strictObject({ from: VersionTag, schema: z.record(z.string(), z.unknown()) }))
    .min(1),
});
export type ClusterConfigSchemas = z.infer<typeof ClusterConfigSchemas>;
