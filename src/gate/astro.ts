/** Stops a build on bad content, before anything is rendered. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { ContentError, loadContent } from './index.ts';

export function contentGate(): AstroIntegration {
  return {
    name: 'content-gate',
    hooks: {
      'astro:config:setup': ({ config, command, logger, addWatchFile }) => {
        const folder = join(fileURLToPath(config.root), 'content');
        addWatchFile(folder);
        try {
          loadContent(folder);
        } catch (error) {
          if (!(error instanceof ContentError) || command === 'build') throw error;
          logger.error(error.message);
        }
      },
    },
  };
}
