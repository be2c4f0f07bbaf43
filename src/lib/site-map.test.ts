import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findPage, findParents, findSection, siteSections } from './site-map';

const pages = siteSections.flatMap((section) => section.pages);

describe('The map of the site', () => {
  test('has each path once', () => {
    const paths = pages.map(({ path }) => path);
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
  });

  test('has each title once within a section, and each section once', () => {
    for (const section of siteSections) {
      expect(new Set(section.pages.map(({ title }) => title)).size).toBe(section.pages.length);
    }
    expect(new Set(siteSections.map(({ title }) => title)).size).toBe(siteSections.length);
  });

  test.each(pages)('$path is written in lower case with a slash at both ends', ({ path, title }) => {
    expect(path).toMatch(/^\/([a-z0-9]+(-[a-z0-9]+)*\/)+$/);
    expect(title.trim()).toBe(title);
    expect(title).not.toBe('');
  });

  test.each(pages.filter(({ isPublished }) => isPublished))('$path is called published and exists', ({ path }) => {
    const name = path.slice(1, -1);
    const sources = [
      `pages/${name}.astro`,
      `pages/${name}/index.astro`,
      `content/explainers/${name}.mdx`,
      `content/${name.replace(/^learn\//, 'course/')}.mdx`,
    ];
    expect(sources.filter((source) => existsSync(new URL(`../${source}`, import.meta.url)))).toHaveLength(1);
  });

  test('a page and its section are found by the path, and only by the whole path', () => {
    for (const section of siteSections) {
      for (const page of section.pages) {
        expect(findPage(page.path)).toBe(page);
        expect(findSection(page.path)).toBe(section);
      }
    }
    for (const path of ['/', '/websockets', 'websockets/', '/nowhere/']) {
      expect(findPage(path)).toBeUndefined();
      expect(findSection(path)).toBeUndefined();
    }
  });

  test('the parents of a page are the published pages that it lies below', () => {
    const parentsOf = (path: string) => findParents(path).map((parent) => parent.path);
    expect(parentsOf('/learn/how-real-time-apps-work/')).toEqual(['/learn/']);
    expect(parentsOf('/websockets/interview-questions/')).toEqual(['/websockets/']);
    for (const path of ['/', '/learn/', '/learning/', '/troubleshooting/doctor/']) expect(parentsOf(path)).toEqual([]);
  });
});
