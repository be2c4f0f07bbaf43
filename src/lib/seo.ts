import type { BreadcrumbList, Course, LearningResource, Thing, TechArticle, WebSite, WithContext } from 'schema-dts';
import { site } from './site';

/** What the head of any page says about it. */
export interface PageMeta {
  /** The page's own title, without the site's name. */
  readonly title: string;
  /** For search results, 70 to 160 characters. */
  readonly description: string;
  /** Root-relative path below the base, with a slash at both ends. */
  readonly path: string;
}

/** What is known about an article beside its meta data. Dates are ISO. */
export interface ArticleFacts {
  readonly updated: string;
  readonly wordCount: number;
}

/** What is known about a module of the course beside its meta data. */
export interface ModuleFacts {
  /** The day of the last change, ISO. */
  readonly updated: string;
  /** Its number in the course, from 1. */
  readonly order: number;
  /** Minutes it takes to read. */
  readonly minutes: number;
}

/** A page by name and address, as the description of another page mentions it. */
export interface PageMention {
  readonly title: string;
  readonly description: string;
  /** Absolute address; `undefined` when the build does not know its origin. */
  readonly url: string | undefined;
}

/** A step on the way from the home page to a page. */
export interface Crumb {
  readonly title: string;
  /** Absolute address. */
  readonly url: string;
}

/** The title of a page's tab and search result. The home page carries the tagline instead of its own name. */
export function documentTitle(title: string): string {
  return title === site.name ? `${site.name}: ${site.tagline}` : `${title} · ${site.name}`;
}

/** What the site tells crawlers: all may read everything. @param sitemapUrl absolute; `undefined` when there is none */
export function createRobotsText(sitemapUrl: string | undefined): string {
  return `User-agent: *\nAllow: /\n${sitemapUrl === undefined ? '' : `Sitemap: ${sitemapUrl}\n`}`;
}

/** Structured data for an explainer. Without an absolute address it says nothing of where the page is. */
export function describeArticle(
  meta: PageMeta,
  facts: ArticleFacts,
  url: string | undefined,
): WithContext<TechArticle> {
  return {
    '@context': 'https://schema.org',
    '@type': 'TechArticle',
    headline: meta.title,
    description: meta.description,
    ...(url === undefined ? {} : { url }),
    inLanguage: site.language,
    dateModified: facts.updated,
    wordCount: facts.wordCount,
    ...makers,
  };
}

/** Structured data for a module of the course: a lesson for beginners, free for all. */
export function describeModule(
  meta: PageMeta,
  facts: ModuleFacts,
  url: string | undefined,
  course: PageMention,
): WithContext<LearningResource> {
  return {
    '@context': 'https://schema.org',
    ...mentionPage('LearningResource', { ...meta, url }),
    learningResourceType: 'Lesson',
    educationalLevel: 'Beginner',
    inLanguage: site.language,
    isAccessibleForFree: true,
    dateModified: facts.updated,
    timeRequired: `PT${String(facts.minutes)}M`,
    position: facts.order,
    isPartOf: mentionPage('Course', course),
    ...makers,
  };
}

/** Structured data for the course with its written modules, in their order. */
export function describeCourse(course: PageMention, modules: readonly PageMention[]): WithContext<Course> {
  return {
    '@context': 'https://schema.org',
    ...mentionPage('Course', course),
    educationalLevel: 'Beginner',
    inLanguage: site.language,
    isAccessibleForFree: true,
    provider: makers.publisher,
    hasPart: modules.map((page) => mentionPage('LearningResource', page)),
  };
}

/** Structured data for where a page stands; the last crumb is the page itself. */
export function describeBreadcrumbs(crumbs: readonly Crumb[]): WithContext<BreadcrumbList> {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ title, url }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: title,
      item: url,
    })),
  };
}

/** Structured data for the site, on its home page. */
export function describeSite(description: string, url: string): WithContext<WebSite> {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: site.name,
    description,
    url,
    inLanguage: site.language,
  };
}

/** JSON for a `<script>` element: no `<` survives, so no text of ours can end the element early. */
export function serializeStructuredData(data: WithContext<Thing>): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

const makers = {
  author: { '@type': 'Organization', name: site.author },
  publisher: { '@type': 'Organization', name: site.name },
} as const;

/** A page by name, description, and, where it is known, address. */
function mentionPage<Type extends 'Course' | 'LearningResource'>(
  type: Type,
  { title, description, url }: PageMention,
): { '@type': Type; name: string; description: string; url?: string } {
  return { '@type': type, name: title, description, ...(url === undefined ? {} : { url }) };
}
