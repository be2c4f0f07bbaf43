import { HtmlValidate } from 'html-validate';
import { distFiles, fileOf, pagePaths, readDist } from './dist';
import { expect, test } from './test';

const htmlRules = new HtmlValidate({
  root: true,
  elements: ['html5'],
  extends: ['html-validate:recommended'],
  rules: {
    // Preact prints `<input/>`: the parser takes it as `<input>`, and nobody edits the output.
    'void-style': 'off',
    // What scrolls needs a role and a name for the keyboard (WCAG 2.1.1), but is no section of the document.
    'prefer-native-element': ['error', { exclude: ['region'] }],
  },
});

for (const path of pagePaths) {
  test.describe(`the page ${path}`, () => {
    test.beforeEach(({ troubles, article }) => {
      if (path.endsWith('404.html')) troubles.expect(/status of 404/);
      return article.open(path);
    });

    test('says in its head what it is', async ({ page }) => {
      await expect(page).toHaveTitle(/\S/);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /^.{70,160}$/);
      for (const data of await page.locator('script[type="application/ld+json"]').allTextContents()) JSON.parse(data);
      await expect(page.locator('link[rel=canonical]')).toHaveCount(process.env.SITE_URL ? 1 : 0);
    });

    test('has one main heading and the landmarks to find one’s way', async ({ page }) => {
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expect(page.getByRole('banner')).toHaveCount(1);
      await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(1);
      await expect(page.getByRole('main')).toHaveCount(1);
      await expect(page.getByRole('contentinfo')).toHaveCount(1);
    });

    test('lets the keyboard skip to the content', async ({ page }) => {
      await page.keyboard.press('Tab');
      await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeInViewport();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('main')).toBeFocused();
    });

    test('has a strict policy and nothing that it would forbid', async ({ newReader }) => {
      // Without scripts the document is what was served.
      const page = await newReader({ javaScriptEnabled: false });
      await page.goto(path);
      const policy = page.locator('meta[http-equiv=content-security-policy]');
      await expect(policy).toHaveAttribute('content', /default-src 'none'.*script-src 'self'/);
      await expect(policy).not.toHaveAttribute('content', /unsafe|\*|https?:/);
      await expect(page.locator('[style]')).toHaveCount(0);
      await expect(page.locator('style')).toHaveCount(1);
    });

    test('is valid HTML', async () => {
      const { results } = await htmlRules.validateString(readDist(path));
      const complaints = results.flatMap(({ messages }) => messages);
      expect(complaints.map(({ line, ruleId, message }) => `${line}: ${message} (${ruleId})`)).toEqual([]);
    });
  });
}

test('each link and each resource of the site exists, and so does the place it leads to', async ({
  page,
  baseURL,
  troubles,
}) => {
  troubles.expect(/status of 404/);
  const site = baseURL ?? '';
  const targets = new Map<string, { readonly ids: readonly string[]; readonly links: readonly string[] }>();
  for (const path of pagePaths) {
    await page.goto(path);
    targets.set(
      fileOf(path),
      await page.evaluate(() => ({
        ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
        links: [...document.querySelectorAll('[href], [src]')].map(
          (element) => new URL(element.getAttribute('href') ?? element.getAttribute('src') ?? '', location.href).href,
        ),
      })),
    );
  }
  const dead = [...targets].flatMap(([file, { links }]) =>
    links.filter((link) => link.startsWith(site) && !leads(link.slice(site.length))).map((link) => `${file} → ${link}`),
  );
  expect(dead).toEqual([]);

  function leads(link: string): boolean {
    const [path = '', id = ''] = link.split('#');
    const target = fileOf(path);
    return distFiles.includes(target) && (id === '' || targets.get(target)?.ids.includes(id) === true);
  }
});

test('each link to another site is encrypted', async ({ page }) => {
  await page.goto('./claims/');
  const addresses = await page
    .locator('main a[href*="//"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(addresses.filter((address) => address?.startsWith('http:'))).toEqual([]);
  expect(addresses.length).toBeGreaterThan(0);
});

test('no id stands twice on a page', async ({ page, troubles }) => {
  troubles.expect(/status of 404/);
  for (const path of pagePaths) {
    await page.goto(path);
    const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
    expect(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      path,
    ).toEqual([]);
  }
});

test('titles and descriptions tell the pages apart', () => {
  const heads = pagePaths.map((path) =>
    /<title>(.*?)<\/title>.*?name="description" content="(.*?)"/s.exec(readDist(path)),
  );
  expect(new Set(heads.map((head) => head?.[1])).size).toBe(pagePaths.length);
  expect(new Set(heads.map((head) => head?.[2])).size).toBe(pagePaths.length);
});

for (const path of ['./no-such-page/', './websockets/no-such-page', './no-such-file.js']) {
  test(`at ${path} a reader is told that there is no page, and how to go on`, async ({ page, troubles }) => {
    troubles.expect(/status of 404/);
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1, name: 'The line dropped' })).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'WebSockets' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'WebSockets' })).toBeVisible();
  });
}
