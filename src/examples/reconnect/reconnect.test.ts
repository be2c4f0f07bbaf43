import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect as connectTcp, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { startExample } from '../start-example';
import { connect } from './reconnect.js';

const quickly = { baseMs: 10, capMs: 40 };

afterEach(() => {
  vi.restoreAllMocks();
});

describe('The server that a reader starts', () => {
  test('it answers HTTP with the page and the program', async () => {
    const server = await start();
    const page = await fetch(server.url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<!doctype html>');

    const program = await fetch(`${server.url}reconnect.js`);
    expect(program.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await program.text()).toBe(await readFile(new URL('reconnect.js', import.meta.url), 'utf8'));
    expect((await fetch(`${server.url}server.js`)).status).toBe(404);
  });

  test('when it is stopped, its clients are told 1001, “going away”', async () => {
    const server = await start();
    const client = new globalThis.WebSocket(server.webSocketUrl);
    await once(client, 'message');
    const closed = once(client, 'close');
    await server.stop();
    const [event] = (await closed) as [CloseEvent];
    expect(event).toMatchObject({ code: 1001, wasClean: true });
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'after %s and a new start, the line is back and carries text',
    async (signal) => {
      const port = await takeFreePort();
      const first = await start(port);
      const { line, messages, statuses } = openLine(first.webSocketUrl, quickly);
      const firstGreeting = await messages.next();

      await first.stop(signal);
      await statuses.until('waiting');
      await start(port);

      const secondGreeting = await messages.next();
      expect(secondGreeting).toMatch(/^Hello from process \d+$/);
      expect(secondGreeting).not.toBe(firstGreeting);
      expect(line.send('still there?')).toBe(true);
      expect(await messages.next()).toBe('still there?');
    },
  );
});

describe('When the line is lost', () => {
  test('the limit of the delay doubles up to the cap, however often the server drops us at once', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const server = await startServer((_, webSocket) => webSocket.close(1001));
    const { statuses } = openLine(server.url, { baseMs: 2, capMs: 16, stableMs: 60_000 });
    expect(await statuses.delays(6)).toEqual([1, 2, 4, 8, 8, 8]);
  });

  test('the delay is drawn anew from zero up to the limit', async () => {
    const server = await startServer((_, webSocket) => webSocket.close(1001));
    const { statuses } = openLine(server.url, { baseMs: 8, capMs: 8 });
    const delays = await statuses.delays(10);
    expect(delays.every((delay) => delay >= 0 && delay < 8)).toBe(true);
    expect(new Set(delays).size).toBeGreaterThan(1);
  });

  test('the limit starts over once a connection has been stable', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const stableMs = 10;
    const refusals = 3;
    const server = await startServer(
      (_, webSocket) => webSocket.on('message', () => webSocket.close(1001)),
      (attempt) => attempt <= refusals,
    );
    const { line, statuses } = openLine(server.url, { baseMs: 2, capMs: 1000, stableMs });
    expect(await statuses.delays(refusals)).toEqual([1, 2, 4]);

    await statuses.until('open');
    // Timers of one length fire in the order they were set, and connect() set its own before it said 'open'.
    await wait(stableMs);
    line.send('drop me');
    expect(await statuses.delays(1)).toEqual([1]);
  });

  test('nothing can be sent until the line is open, and the sender is told', async () => {
    const server = await startServer((_, webSocket) =>
      webSocket.on('message', (data) => webSocket.send(data, { binary: false })),
    );
    const { line, messages, statuses } = openLine(server.url, quickly);
    expect(line.send('too early')).toBe(false);
    await statuses.until('open');
    expect(line.send('hello')).toBe(true);
    expect(await messages.next()).toBe('hello');
    line.close();
    expect(line.send('too late')).toBe(false);
  });
});

// Each of these runs in a process of its own. It ends by itself only if no socket and no timer is left,
// so its end shows that no retry is to come, without waiting for one.
describe('When nobody should come back', () => {
  test.each([1008, 4000, 4001, 4999])('nothing is retried after %d', async (code) => {
    const server = await startServer((_, webSocket) => webSocket.close(code));
    expect(await runClient(server.url, '')).toEqual(['connecting', 'open', 'closed']);
    expect(server.attempts()).toBe(1);
  });

  test('nothing is retried after close() on an open line', async () => {
    const server = await startServer(() => {});
    const statuses = await runClient(server.url, `if (status === 'open') line.close();`);
    expect(statuses).toEqual(['connecting', 'open', 'closed']);
    expect(server.attempts()).toBe(1);
  });

  test('close() during a delay ends the waiting', async () => {
    const server = await startServer((_, webSocket) => webSocket.close(1001));
    const statuses = await runClient(server.url, `if (status === 'waiting') line.close();`);
    expect(statuses).toEqual(['connecting', 'open', 'waiting', 'closed']);
    expect(server.attempts()).toBe(1);
  });

  test('close() while connecting ends the attempt', async () => {
    const server = await startServer(() => {});
    const statuses = await runClient(server.url, `if (status === 'connecting') setImmediate(() => line.close());`);
    expect(statuses.at(-1)).toBe('closed');
    expect(statuses).not.toContain('waiting');
    expect(server.attempts()).toBeLessThanOrEqual(1);
  });

  test.each([1000, 1001, 1011, 1012, 1013])('but after %d the client does come back', async (code) => {
    const server = await startServer((attempt, webSocket) => webSocket.close(attempt === 1 ? code : 1008));
    const statuses = await runClient(server.url, '');
    expect(statuses).toEqual(['connecting', 'open', 'waiting', 'connecting', 'open', 'closed']);
    expect(server.attempts()).toBe(2);
  });
});

/** The example's own server, stopped when the test ends. */
async function start(port = 0) {
  const server = await startExample('reconnect', { PORT: String(port) });
  onTestFinished(() => server.stop('SIGKILL'));
  return server;
}

/** The example's client, closed when the test ends. */
function openLine(url: string, options: { baseMs: number; capMs: number; stableMs?: number }) {
  const messages = createInbox<string>();
  const statuses = createInbox<{ readonly status: string; readonly delayMs: number }>();
  const line = connect(url, {
    onMessage: messages.push,
    onStatus: (status: string, delayMs = 0) => statuses.push({ status, delayMs }),
    ...options,
  });
  onTestFinished(() => line.close());

  const until = async (wanted: string) => {
    for (;;) {
      const entry = await statuses.next();
      if (entry.status === wanted) return entry;
    }
  };
  const delays = async (count: number) => {
    const found: number[] = [];
    while (found.length < count) found.push((await until('waiting')).delayMs);
    return found;
  };
  return { line, messages, statuses: { until, delays } };
}

/** What has happened, to be taken in order; `next` waits if nothing is there yet. */
function createInbox<Item>() {
  const items: Item[] = [];
  let wake = () => {};
  return {
    push: (item: Item) => {
      items.push(item);
      wake();
    },
    next: async (): Promise<Item> => {
      for (;;) {
        const [item] = items.splice(0, 1);
        if (item !== undefined) return item;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

/** A server of the ws package that counts attempts, refuses some of them with 503, and is stopped when the test ends. */
async function startServer(
  onConnection: (attempt: number, webSocket: WebSocket) => void,
  isRefused: (attempt: number) => boolean = () => false,
) {
  const server = createServer();
  const webSocketServer = new WebSocketServer({ noServer: true });
  let attempts = 0;
  server.on('upgrade', (request, socket, head) => {
    attempts += 1;
    const attempt = attempts;
    if (isRefused(attempt)) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    webSocketServer.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => {});
      onConnection(attempt, webSocket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const webSocket of webSocketServer.clients) webSocket.terminate();
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return { url: `ws://127.0.0.1:${port}`, attempts: () => attempts };
}

/** Runs the example's client in its own process until that ends by itself; returns the statuses it went through. */
async function runClient(url: string, onStatus: string): Promise<readonly string[]> {
  const program = `
    import { connect } from './reconnect.js';
    const line = connect('${url}', {
      baseMs: 1,
      stableMs: 60_000,
      onMessage() {},
      onStatus(status) {
        console.log(status);
        ${onStatus}
      },
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: new URL('.', import.meta.url),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  expect(exitCode).toBe(0);
  return output.trim().split('\n');
}

/**
 * A port that nobody listens on, from below the range that systems hand out for outgoing connections:
 * a client that retries while the server is down must not be given this very port as its own.
 */
async function takeFreePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const socket = connectTcp({ port, host: 'localhost' });
    const isTaken = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (!isTaken) return port;
  }
}
