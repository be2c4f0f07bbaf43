import { describe, expect, test } from 'vitest';
import { describeArticle, describeBreadcrumbs, describeSite, documentTitle, serializeStructuredData } from './seo';
import { site } from './site';

const meta = { title: 'WebSockets', description: 'What they are.', path: '/websockets/' };
const facts = { updated: '2026-11-22', alsoKnownAs: ['ws', 'wss'], wordCount: 1_200 };

describe('The title of a document', () => {
  test('names the page and then the site; the home page names the site and what it is', () => {
    expect(documentTitle('WebSockets')).toBe(`WebSockets · ${site.name}`);
    expect(documentTitle(site.name)).toBe(`${site.name}: ${site.tagline}`);
  });
});

describe('Structured data', () => {
  test('of an explainer is a TechArticle with its facts', () => {
    expect(describeArticle(meta, facts, 'https://example.com/websockets/')).toEqual({
      '@context': 'https://schema.org',
      '@type': 'TechArticle',
      headline: 'WebSockets',
      description: 'What they are.',
      url: 'https://example.com/websockets/',
      inLanguage: 'en',
      dateModified: '2026-11-22',
      wordCount: 1_200,
      keywords: ['ws', 'wss'],
      author: { '@type': 'Organization', name: site.author },
      publisher: { '@type': 'Organization', name: site.name },
    });
  });

  test('of an explainer says nothing of an address that the build does not know', () => {
    expect(describeArticle(meta, facts, undefined)).not.toHaveProperty('url');
    expect(serializeStructuredData(describeArticle(meta, facts, undefined))).not.toContain('undefined');
  });

  test('of breadcrumbs counts from 1 and ends with the page itself', () => {
    const crumbs = [
      { title: 'Open Line', url: 'https://example.com/' },
      { title: 'WebSockets', url: 'https://example.com/websockets/' },
    ];
    expect(describeBreadcrumbs(crumbs)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'BreadcrumbList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, name: 'Open Line', item: 'https://example.com/' },
        { '@type': 'ListItem', position: 2, name: 'WebSockets', item: 'https://example.com/websockets/' },
      ],
    });
  });

  test('of the site names it and its address', () => {
    expect(describeSite('How live apps get their news.', 'https://example.com/')).toMatchObject({
      '@type': 'WebSite',
      name: site.name,
      url: 'https://example.com/',
      description: 'How live apps get their news.',
    });
  });

  test('cannot end its script element early, and is still the same JSON', () => {
    const evil = { ...meta, title: '</script><script>alert(1)</script><!--' };
    const data = describeArticle(evil, facts, undefined);
    const json = serializeStructuredData(data);
    expect(json).not.toContain('<');
    expect(JSON.parse(json)).toEqual(data);
  });
});
