import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startExample, type RunningExample } from '../start-example';

const foreignOrigin = 'https://app.example';
let server: RunningExample;
let serverForOthers: RunningExample;

beforeAll(async () => {
  server = await startExample('origin-check');
  serverForOthers = await startExample('origin-check', { ALLOWED_ORIGIN: `${foreignOrigin},https://www.example` });
});

afterAll(async () => {
  await server.stop();
  await serverForOthers.stop();
});

describe('What a browser asks for first', () => {
  test('the address answers HTTP with the page', async () => {
    const response = await fetch(server.url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain('<!doctype html>');
  });

  test('a query changes nothing, and other paths are not found', async () => {
    expect((await fetch(`${server.url}?to=ws://localhost`)).status).toBe(200);
    expect((await fetch(`${server.url}other`)).status).toBe(404);
  });
});

describe('Who may connect (RFC 6455 §10.2)', () => {
  test('the server’s own page may', async () => {
    expect(await statusFor(server, `http://localhost:${server.port}`)).toBe(101);
    expect(await statusFor(server, `http://127.0.0.1:${server.port}`)).toBe(101);
  });

  test.each([
    ['another site', 'https://evil.test'],
    ['a page of no site, such as a sandboxed frame', 'null'],
    ['a client that names no origin', undefined],
    ['another port of the same machine', 'http://localhost:1'],
    ['another scheme', 'https://localhost:PORT'],
    ['a name that only begins like ours', 'http://localhost:PORT.evil.test'],
    ['a name that only ends like ours', 'http://evil-localhost:PORT'],
    ['our name with a slash, which no browser sends', 'http://localhost:PORT/'],
  ])('%s is refused with 403 before the upgrade', async (_, origin) => {
    expect(await statusFor(server, origin?.replace('PORT', String(server.port)))).toBe(403);
  });

  test('the origins in ALLOWED_ORIGIN may, and take the place of its own', async () => {
    expect(await statusFor(serverForOthers, foreignOrigin)).toBe(101);
    expect(await statusFor(serverForOthers, 'https://www.example')).toBe(101);
    expect(await statusFor(serverForOthers, `${foreignOrigin},https://www.example`)).toBe(403);
    expect(await statusFor(serverForOthers, `http://localhost:${serverForOthers.port}`)).toBe(403);
  });

  test('after a refusal the server closes the connection, even if the client does not', async () => {
    const socket = connect({ port: server.port, host: 'localhost', allowHalfOpen: true });
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.write(
      'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: https://evil.test\r\n\r\n',
    );
    await once(socket, 'end');

    // Only a socket that is closed at the other side as well, and not just half, makes writing to it fail.
    const failed = new Promise((resolve) => socket.once('error', resolve));
    const writing = setInterval(() => socket.write('still here'), 1);
    await failed;
    clearInterval(writing);
    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
  });
});

describe('What an open connection does', () => {
  test('text comes back as text', async () => {
    const client = await open();
    client.send('Grüße 😀');
    const [data, isBinary] = (await once(client, 'message')) as [Buffer, boolean];
    expect(isBinary).toBe(false);
    expect(data.toString()).toBe('Grüße 😀');
    await close(client);
  });

  test('binary comes back as binary', async () => {
    const client = await open();
    client.send(Uint8Array.of(0, 255));
    const [data, isBinary] = (await once(client, 'message')) as [Buffer, boolean];
    expect(isBinary).toBe(true);
    expect([...data]).toEqual([0, 255]);
    await close(client);
  });

  test('64 KiB may be sent; one byte more ends that connection with 1009 and leaves the server running', async () => {
    const client = await open();
    client.send('x'.repeat(64 * 1024));
    const [data] = (await once(client, 'message')) as [Buffer];
    expect(data).toHaveLength(64 * 1024);

    client.send('x'.repeat(64 * 1024 + 1));
    const [code] = (await once(client, 'close')) as [number];
    expect(code).toBe(1009);
    await close(await open());
  });

  test('a client that breaks off leaves the server running', async () => {
    const client = await open();
    client.terminate();
    await once(client, 'close');
    await close(await open());
  });
});

/** The HTTP status of the answer to an opening request; the connection is closed again. */
async function statusFor({ webSocketUrl }: RunningExample, origin: string | undefined): Promise<number | undefined> {
  const client = new WebSocket(webSocketUrl, origin === undefined ? {} : { origin });
  const refused = new Promise<number | undefined>((resolve) => {
    client.once('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode);
    });
  });
  const accepted = once(client, 'open').then(async () => {
    await close(client);
    return 101;
  });
  return Promise.race([refused, accepted]);
}

async function open(): Promise<WebSocket> {
  const client = new WebSocket(server.webSocketUrl, { origin: `http://localhost:${server.port}` });
  await once(client, 'open');
  return client;
}

async function close(client: WebSocket): Promise<void> {
  client.close();
  await once(client, 'close');
}
