import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { zipOf } from './downloaded-program';
import { HelloPage } from './pages/hello-page';
import { expect, test } from './test';

const sources = new URL('../src/examples/', import.meta.url);
const programs = readdirSync(sources).filter((name) => existsSync(new URL(`${name}/package.json`, sources)));

for (const name of programs) {
  test(`the files in ${name}.zip are those that were tested, byte for byte`, () => {
    const files = new Map(Object.entries(unzipSync(readFileSync(zipOf(name)))));
    expect(files.delete(`${name}/README.txt`)).toBe(true);
    expect(files.size).toBeGreaterThan(2);
    for (const [path, bytes] of files) expect(Buffer.from(bytes)).toEqual(readFileSync(new URL(path, sources)));
  });

  test(`${name}.zip is served as what it is`, async ({ request }) => {
    const response = await request.get(`./examples/${name}.zip`);
    expect(response.headers()['content-type']).toBe('application/zip');
    expect((await response.body()).equals(readFileSync(zipOf(name)))).toBe(true);
  });
}

test.describe('the program hello, as it is downloaded', () => {
  test('welcomes its reader and gives back what it hears', async ({ hello, helloPage, page }) => {
    await page.goto(await hello.start());
    await expect(helloPage.status).toHaveText('The line is open.');
    await helloPage.say('Grüße 😀');
    await expect(helloPage.lines.last()).toHaveText('Server: Grüße 😀');
    await helloPage.say('<img src="elephant.png">');
    await expect(helloPage.lines).toHaveText([
      'Server: Welcome! The line is open.',
      'Server: Connected now: 1',
      'You: Grüße 😀',
      'Server: Grüße 😀',
      'You: <img src="elephant.png">',
      'Server: <img src="elephant.png">',
    ]);
    await expect(helloPage.message).toHaveValue('');
    await expect(helloPage.openAgain).toBeDisabled();
  });

  test('tells two readers of each other, and keeps their words apart', async ({
    hello,
    helloPage,
    page,
    newReader,
  }) => {
    const address = await hello.start();
    const other = new HelloPage(await newReader());
    await page.goto(address);
    await expect(helloPage.lines).toHaveCount(2);
    await other.page.goto(address);
    await expect(other.lines.last()).toHaveText('Server: Connected now: 2');
    await expect(helloPage.lines.last()).toHaveText('Server: Connected now: 2');

    await other.say('only for me');
    await expect(other.lines.last()).toHaveText('Server: only for me');
    await other.page.close();
    await expect(helloPage.lines.last()).toHaveText('Server: Connected now: 1');
    await expect(helloPage.lines).toHaveCount(4);
  });

  for (const [signal, closeCode] of [
    ['SIGINT', 1001],
    ['SIGKILL', 1006],
  ] as const) {
    test(`says that the line is gone after ${signal}, and opens a new one when the server is back`, async ({
      hello,
      helloPage,
      page,
      troubles,
    }) => {
      troubles.expect(/WebSocket connection to .* failed/);
      const address = await hello.start();
      await page.goto(address);
      await expect(helloPage.status).toHaveText('The line is open.');

      await hello.stop(signal);
      await expect(helloPage.status).toContainText(`The line is gone (code ${closeCode}).`);
      await expect(helloPage.send).toBeDisabled();
      await helloPage.say('Is anybody there?');
      await expect(helloPage.message).toHaveValue('Is anybody there?');

      await helloPage.openAgain.click();
      await expect(helloPage.lines.last()).toHaveText('The connection failed.');
      await expect(helloPage.status).toContainText('The line is gone (code 1006).');

      await hello.start(Number(new URL(address).port));
      await helloPage.openAgain.press('Enter');
      await expect(helloPage.status).toHaveText('The line is open.');
      await expect(helloPage.message).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(helloPage.lines.last()).toHaveText('Server: Is anybody there?');
      await expect(helloPage.lines.filter({ hasText: 'Welcome!' })).toHaveCount(2);
    });
  }

  test('says in plain words that its port is taken', async ({ hello }) => {
    const { port } = new URL(await hello.start());
    await expect(hello.start(Number(port))).rejects.toThrow(
      `exit code 1: Port ${port} is taken. Set PORT to another one.`,
    );
  });
});
