/** Facts about the site itself, said once. Everything that prints them imports them from here. */
export const site = {
  name: 'Open Line',
  tagline: 'A field guide to WebSockets and the real-time web',
  author: 'Open Line authors',
  language: 'en',
} as const;

/** Turns a root-relative path of the site (`/websockets/#quiz`) into one below the base path the site is built for. */
export function withBase(path: string, base: string): string {
  return base.replace(/\/+$/, '') + path;
}

/** The same for this build's base path (`BASE_PATH`): what a link's `href` is made of. */
export function sitePath(path: string): string {
  return withBase(path, import.meta.env.BASE_URL);
}

/** The absolute address of a page, or `undefined` when the build does not know its origin (no `SITE_URL`). */
export function canonicalUrl(path: string, origin: URL | undefined): string | undefined {
  return origin === undefined ? undefined : new URL(sitePath(path), origin).href;
}
