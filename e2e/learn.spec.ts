import { firstModule } from './pages/course-page';
import { expect, test } from './test';

const parts = [
  'Two ways to talk',
  'The apps you use every day depend on this',
  'One call, four steps',
  'Now in code',
  'Check what you know',
  'What comes next',
  'Sources',
];
const toCome = ['Build a chat', 'Stay connected', 'Stream AI answers', 'Lock the door', 'Scale out', 'Debug and test'];

test.describe('the course', () => {
  test.beforeEach(({ course }) => course.open('./learn/'));

  test('names its modules in order, each with what it promises', async ({ course }) => {
    await expect(course.stations.getByRole('heading')).toHaveText([
      'How real-time apps work',
      ...toCome.map((title) => `${title} planned`),
    ]);
    for (const station of await course.stations.all())
      expect((await station.getByRole('paragraph').first().innerText()).length).toBeGreaterThan(20);
    await expect(course.stations.first()).toContainText(/\d+ minutes/);
  });

  test('a module that is planned is text, and the line to it is dashed', async ({ course }) => {
    for (const station of await course.stations.filter({ hasText: 'planned' }).all()) {
      await expect(station.getByRole('link')).toHaveCount(0);
      expect(await course.readLine(station)).toBe('dashed');
    }
    expect(await course.readLine(course.stations.first())).toBe('solid');
  });

  test('its head leads to the first module, by keyboard too', async ({ course, page }) => {
    await course.start('Start with the first module').press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'How real-time apps work' })).toBeVisible();
    await course.main.getByRole('link', { name: 'the course' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Learn to build real-time apps' })).toBeVisible();
  });

  test('it says where else to go', async ({ course, page }) => {
    await course.main.getByRole('link', { name: 'The simulator' }).click();
    await expect(page.locator('#simulator')).toBeInViewport();
  });
});

test.describe('the first module', () => {
  test.beforeEach(({ course }) => course.open(firstModule));

  test('begins with its kind, its title, its promise, and how long it takes', async ({ course }) => {
    const head = course.main.locator('header').first();
    await expect(head).toContainText('Tools & infrastructure · Module 1 of the course');
    await expect(head.getByRole('heading', { level: 1, name: 'How real-time apps work' })).toBeVisible();
    await expect(head).toContainText('How a message reaches your screen');
    await expect(head).toContainText(/\d+ minutes to read/);
  });

  for (const width of [360, 1440]) {
    test(`its cue leads to the first section, at ${width} px`, async ({ course, page }) => {
      await page.setViewportSize({ width, height: 800 });
      await expect(course.start('Start reading')).toBeInViewport();
      await course.start('Start reading').press('Enter');
      await expect(page.locator(':target')).toHaveText('Two ways to talk');
      await expect(page.locator(':target')).toBeInViewport();
    });
  }

  test('has every part in its order', async ({ course }) => {
    await expect(course.main.getByRole('heading', { level: 2 })).toHaveText(parts);
    const insight = course.main.getByRole('complementary', { name: 'Key insight' });
    const before = course.main.locator('h2', { hasText: 'depend on this' }).locator('~ aside');
    await expect(insight).toBeVisible();
    await expect(before).toHaveCount(1);
  });

  test('its table of contents leads to each part', async ({ course, page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(course.contents.getByRole('link')).toHaveText(parts);
    for (const link of await course.contents.getByRole('link').all()) {
      await link.click();
      await expect(page.locator(':target')).toHaveText(await link.innerText());
      await expect(page.locator(':target')).toBeInViewport();
    }
  });

  for (const width of [320, 1440]) {
    test(`with letters one speaks at a time, on the phone both may, at ${width} px`, async ({ course, page }) => {
      await page.setViewportSize({ width, height: 800 });
      const [letters = [], phone = []] = await Promise.all(
        (await course.talks.all()).map((talk) => course.readRows(talk)),
      );
      expect(letters.every((said) => said.length === 1)).toBe(true);
      expect(phone.filter((said) => said.length === 2)).toEqual([
        ['You (at once) Tell me!', 'Friend (at once) Good news!'],
      ]);
    });
  }

  test('the ledger knows that its claims are used here', async ({ course, page }) => {
    await course.main.getByRole('link', { name: 'Source', exact: true }).first().click();
    await expect(page.locator(':target')).toContainText('used in');
    await page.locator(':target').getByRole('link', { name: 'How real-time apps work' }).click();
    await expect(page).toHaveURL(/\/learn\/how-real-time-apps-work\/$/);
  });

  test('what comes next is planned, and text; meanwhile there is more to see', async ({ course }) => {
    await expect(course.stations.getByRole('heading')).toHaveText('Build a chat planned');
    await expect(course.stations.getByRole('link')).toHaveCount(0);
    for (const name of ['WebSockets', 'The simulator', 'Interview questions'])
      await expect(course.main.getByRole('link', { name, exact: true })).toBeVisible();
  });

  test('tells machines that it is a lesson of the course, and the way home', async ({ page }) => {
    const data = (await page.locator('script[type="application/ld+json"]').allTextContents()).map(
      (text) => JSON.parse(text) as Readonly<Record<string, unknown>>,
    );
    expect(data[0]).toMatchObject({ '@type': 'LearningResource', position: 1, isPartOf: { '@type': 'Course' } });
    const trail = data.find((entry) => entry['@type'] === 'BreadcrumbList');
    const names = ['Open Line', 'The course', 'How real-time apps work'].map((name) => ({ name }));
    // An address is absolute or missing.
    if (process.env.SITE_URL) expect(trail).toMatchObject({ itemListElement: names });
    else expect(trail).toBeUndefined();
  });
});

test.describe('the ways to the course', () => {
  test('from the home page', async ({ course, page }) => {
    await course.open('./');
    await course.main.getByRole('link', { name: 'Learn it step by step' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'How real-time apps work' })).toBeVisible();
  });

  test('from the explainer', async ({ course, page }) => {
    await course.open('./websockets/');
    await expect(course.main.getByRole('link', { name: 'How real-time apps work' })).toBeVisible();
    await course.main.getByRole('link', { name: 'The course' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Learn to build real-time apps' })).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the lesson is whole, and each question has its answer', async ({ course, page }) => {
    await course.open(firstModule);
    await course.start('Start reading').click();
    await expect(page.getByRole('heading', { name: 'Two ways to talk' })).toBeInViewport();
    await expect(course.main.getByRole('heading', { level: 2 })).toHaveText(parts);
    await expect(course.main.getByText('Show the answer')).toHaveCount(3);
    await course.main.getByText('Show the answer').first().click();
    await expect(course.main.getByText('so the server can send news')).toBeVisible();
  });
});
