import type { APIRoute } from 'astro';
import { createRobotsText } from '../lib/seo';
import { canonicalUrl } from '../lib/site';

export const GET: APIRoute = ({ site }) => new Response(createRobotsText(canonicalUrl('/sitemap-index.xml', site)));
