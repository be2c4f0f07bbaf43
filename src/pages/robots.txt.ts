import { createRobotsText } from '../lib/seo';
import { canonicalUrl } from '../lib/site';

export function GET({ site }: { readonly site: URL | undefined }): Response {
  return new Response(createRobotsText(canonicalUrl('/sitemap-index.xml', site)));
}
