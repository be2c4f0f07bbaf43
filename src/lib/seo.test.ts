import { describe, expect, test } from 'vitest';
import {
  createRobotsText,
  describeArticle,
  describeBreadcrumbs,
  describeCourse,
  describeModule,
  describeSite,
  documentTitle,
  serializeStructuredData,
} from './seo';
import { site } from './site';

const meta = { title: 'WebSockets', description: 'What they are.', path: '/websockets/' };
const lesson = { title: 'First lesson', description: 'What it holds.', path: '/learn/first/' };
const course = { title: 'The course', description: 'What it teaches.', url: 'https://example.com/learn/' };
const facts = { updated: '2026-11-22', wordCount: 1_200 };

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
      author: { '@type': 'Organization', name: site.author },
      publisher: { '@type': 'Organization', name: site.name },
    });
  });

  test('of an explainer says nothing of an address that the build does not know', () => {
    expect(describeArticle(meta, facts, undefined)).not.toHaveProperty('url');
    expect(serializeStructuredData(describeArticle(meta, facts, undefined))).not.toContain('undefined');
  });

  test('of a module is a lesson for beginners that is part of the course', () => {
    const moduleFacts = { updated: '2026-11-22', order: 1, minutes: 7 };
    expect(describeModule(lesson, moduleFacts, 'https://example.com/learn/first/', course)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'LearningResource',
      name: 'First lesson',
      description: 'What it holds.',
      url: 'https://example.com/learn/first/',
      learningResourceType: 'Lesson',
      educationalLevel: 'Beginner',
      inLanguage: 'en',
      isAccessibleForFree: true,
      dateModified: '2026-11-22',
      timeRequired: 'PT7M',
      position: 1,
      isPartOf: {
        '@type': 'Course',
        name: 'The course',
        description: 'What it teaches.',
        url: 'https://example.com/learn/',
      },
      author: { '@type': 'Organization', name: site.author },
      publisher: { '@type': 'Organization', name: site.name },
    });
  });

  test('of the course lists its modules in their order', () => {
    const pages = [lesson, meta].map((page) => ({ ...page, url: `https://example.com${page.path}` }));
    expect(describeCourse(course, pages)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Course',
      name: 'The course',
      description: 'What it teaches.',
      url: 'https://example.com/learn/',
      educationalLevel: 'Beginner',
      inLanguage: 'en',
      isAccessibleForFree: true,
      provider: { '@type': 'Organization', name: site.name },
      hasPart: [
        {
          '@type': 'LearningResource',
          name: 'First lesson',
          description: 'What it holds.',
          url: 'https://example.com/learn/first/',
        },
        {
          '@type': 'LearningResource',
          name: 'WebSockets',
          description: 'What they are.',
          url: 'https://example.com/websockets/',
        },
      ],
    });
  });

  test('of the course and its modules says nothing of addresses that the build does not know', () => {
    const nowhere = { ...course, url: undefined };
    const described = [
      describeModule(lesson, { updated: '2026-11-22', order: 1, minutes: 7 }, undefined, nowhere),
      describeCourse(nowhere, [{ ...lesson, url: undefined }]),
    ];
    for (const data of described) expect(serializeStructuredData(data)).not.toMatch(/undefined|"url"/);
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

test('crawlers are told of the sitemap, where there is one', () => {
  expect(createRobotsText(undefined)).toBe('User-agent: *\nAllow: /\n');
  expect(createRobotsText('https://example.com/sitemap-index.xml')).toBe(
    'User-agent: *\nAllow: /\nSitemap: https://example.com/sitemap-index.xml\n',
  );
});
