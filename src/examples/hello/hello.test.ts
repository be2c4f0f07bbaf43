import { once, on } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { startExample, type RunningExample } from '../start-example';

const welcome = 'Welcome! The line is open.';
const mostBytes = 16 * 1024;

describe('What a browser fetches first', () => {
  test.each([
    ['', 'index.html', 'text/html'],
    ['?from=elsewhere', 'index.html', 'text/html'],
    ['client.js', 'client.js', 'text/javascript'],
  ])('at /%s the server answers with %s', async (path, file, type) => {
    const response = await fetch((await start()).url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe(await readFile(new URL(file, import.meta.url), 'utf8'));
  });

  test('nothing else is handed out', async () => {
    const { url } = await start();
    for (const path of ['server.js', 'package.json', 'elephant']) {
      expect((await fetch(url + path)).status).toBe(404);
    }
  });
});

describe('What an open line does', () => {
  test('the server speaks first: a welcome, and how many are connected', async () => {
    const client = await dial(await start());
    expect(await client.read()).toBe(welcome);
    expect(await client.read()).toBe('Connected now: 1');
  });

  test('text comes back as text, and binary as binary', async () => {
    const client = await dialAndListen(await start());
    for (const message of ['hello', '', 'Grüße 😀', '<b>no HTML</b>', 'x'.repeat(mostBytes), Buffer.of(0, 255)]) {
      client.socket.send(message);
      expect(await client.read()).toEqual(message);
    }
  });
});

describe('With two clients', () => {
  test('each hears its own echo, and both hear who comes and goes', async () => {
    const server = await start();
    const one = await dialAndListen(server);
    const other = await dial(server);
    expect(await one.read()).toBe('Connected now: 2');
    expect(await other.read()).toBe(welcome);
    expect(await other.read()).toBe('Connected now: 2');

    one.socket.send('I am one');
    other.socket.send('I am the other');
    expect(await one.read()).toBe('I am one');
    expect(await other.read()).toBe('I am the other');

    other.socket.close();
    expect(await one.read()).toBe('Connected now: 1');
  });

  test.each<readonly [string, number, (socket: WebSocket) => void]>([
    ['breaks off without a word', 1006, (socket) => socket.terminate()],
    ['sends a byte too many', 1009, (socket) => socket.send('x'.repeat(mostBytes + 1))],
    // RFC 6455 §5.1: a client has to mask what it sends.
    ['breaks the rules', 1002, (socket) => socket.send('hello', { mask: false })],
  ])('one that %s loses its line, and the other keeps its own', async (_, closeCode, act) => {
    const server = await start();
    const [one, other] = [await dialAndListen(server), await dialAndListen(server)];
    expect(await one.read()).toBe('Connected now: 2');
    act(other.socket);
    expect(await other.closeCode).toBe(closeCode);
    expect(await one.read()).toBe('Connected now: 1');
    one.socket.send('still here');
    expect(await one.read()).toBe('still here');
  });
});

describe('How the server ends', () => {
  test('when it is stopped, every client is told 1001, “going away”', async () => {
    const server = await start();
    const clients = [await dial(server), await dial(server)];
    await server.stop('SIGTERM');
    for (const client of clients) expect(await client.closeCode).toBe(1001);
  });

  test('a client that does not answer cannot keep it', async () => {
    const server = await start();
    const socket = connect({ port: server.port, host: 'localhost', allowHalfOpen: true });
    onTestFinished(() => void socket.destroy());
    socket.write(
      'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await once(socket, 'data');
    await server.stop('SIGTERM');
  });

  test('where the port is taken, it says so in plain words and ends with 1', async () => {
    const { port } = await start();
    await expect(start({ PORT: String(port) })).rejects.toThrow(
      `exit code 1:\nPort ${port} is taken. Set PORT to another one.\n`,
    );
  });
});

/** The example's server, stopped when the test ends. */
async function start(environment: Record<string, string> = {}): Promise<RunningExample> {
  const server = await startExample('hello', environment);
  onTestFinished(() => server.stop('SIGKILL'));
  return server;
}

/** A client on an open line. `read` gives what the server said, in order: a string for text, a Buffer for binary. */
async function dial({ webSocketUrl }: RunningExample) {
  const socket = new WebSocket(webSocketUrl);
  onTestFinished(() => socket.terminate());
  const messages = on(socket, 'message');
  const closeCode = once(socket, 'close').then(([code]) => code as number);
  await once(socket, 'open');
  const read = async () => {
    const [data, isBinary] = (await messages.next()).value as [Buffer, boolean];
    return isBinary ? data : data.toString();
  };
  return { socket, closeCode, read };
}

/** The same, with the welcome and the first count behind it. */
async function dialAndListen(server: RunningExample) {
  const client = await dial(server);
  expect(await client.read()).toBe(welcome);
  expect(await client.read()).toMatch(/^Connected now: \d+$/);
  return client;
}
