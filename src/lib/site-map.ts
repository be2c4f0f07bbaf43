/** One page of the site, written or planned. A planned page is shown as plain text, so no link is ever dead. */
export interface SitePage {
  /** Root-relative path with a slash at both ends. */
  readonly path: string;
  /** Name in navigation, short. */
  readonly title: string;
  /** Whether the page exists today. */
  readonly isPublished: boolean;
}

/** A named group of pages, in reading order. */
export interface SiteSection {
  readonly title: string;
  readonly pages: readonly SitePage[];
}

const page = (path: string, title: string): SitePage => ({ path, title, isPublished: true });
const planned = (path: string, title: string): SitePage => ({ path, title, isPublished: false });

/** The whole site in the order of its navigation. When a planned page is written, its flag is the only thing to change. */
export const siteSections: readonly SiteSection[] = [
  {
    title: 'Building blocks',
    pages: [
      page('/websockets/', 'WebSockets'),
      planned('/http-polling/', 'HTTP polling'),
      planned('/long-polling/', 'Long polling'),
      planned('/server-sent-events/', 'Server-sent events'),
      planned('/webhooks/', 'Webhooks'),
      planned('/webtransport/', 'WebTransport'),
      planned('/webrtc-data-channels/', 'WebRTC data channels'),
      planned('/web-push/', 'Web Push'),
      planned('/pub-sub/', 'Publish and subscribe'),
      planned('/compare/', 'Which one do I need?'),
    ],
  },
  {
    title: 'Course',
    pages: [
      page('/learn/', 'The course'),
      page('/learn/how-real-time-apps-work/', 'How real-time apps work'),
      page('/websockets/interview-questions/', 'Interview questions'),
    ],
  },
  {
    title: 'Laboratory',
    pages: [
      planned('/lab/', 'The full simulator'),
      planned('/troubleshooting/', 'Troubleshooting'),
      page('/troubleshooting/doctor/', 'Paste doctor'),
    ],
  },
  {
    title: 'Look it up',
    pages: [
      planned('/reference/', 'Reference'),
      page('/glossary/', 'Glossary'),
      page('/claims/', 'Claims and sources'),
      planned('/myths/', 'Myths'),
    ],
  },
];

/** Finds a page by its path; `undefined` when the site map does not know it. */
export function findPage(path: string): SitePage | undefined {
  return siteSections.flatMap((section) => section.pages).find((entry) => entry.path === path);
}

/** The published pages that a path lies below, outermost first: `/learn/` for `/learn/how-real-time-apps-work/`. */
export function findParents(path: string): readonly SitePage[] {
  return siteSections
    .flatMap((section) => section.pages)
    .filter((entry) => entry.isPublished && entry.path !== path && path.startsWith(entry.path))
    .toSorted((a, b) => a.path.length - b.path.length);
}

/** Finds the section a path belongs to; `undefined` for pages outside the map, such as the home page. */
export function findSection(path: string): SiteSection | undefined {
  return siteSections.find((section) => section.pages.some((entry) => entry.path === path));
}
