/** What search needs to recognise releases and distros in a query. Fetched when search is opened. */
import type { APIRoute } from 'astro';
import { knowledge } from '../knowledge.ts';

export const GET: APIRoute = () =>
  new Response(
    JSON.stringify({
      releases: knowledge.releases.map(({ version }) => version),
      distros: knowledge.distros.map(({ id, name, aliases }) => ({ id, name, aliases })),
    }),
  );
