import type { APIRoute, GetStaticPaths } from 'astro';
import { createExampleZip, exampleNames } from '../../lib/examples';

export const getStaticPaths: GetStaticPaths = () => exampleNames.map((example) => ({ params: { example } }));

/** A program of `src/examples`, to take home. */
export const GET: APIRoute = ({ params: { example = '' } }) =>
  new Response(createExampleZip(example), { headers: { 'Content-Type': 'application/zip' } });
