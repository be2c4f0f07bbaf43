import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { findFreePort, listenFrom, readPort } from './port.mjs';

/** @type {import('node:net').Server[]} */
const servers = [];

function createTrackedServer() {
  const server = createServer();
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

describe('readPort', () => {
  test.each([
    [undefined, 4321],
    ['', 4321],
    ['8080', 8080],
    [' 8080 ', 8080],
    ['0', 0],
    ['65535', 65_535],
  ])('PORT=%s gives %i', (value, port) => {
    expect(readPort(value, 4321)).toBe(port);
  });

  test.each(['abc', '-1', '65536', '80.5', '0x50', '1e3', '80 81'])('PORT=%s is refused by name', (value) => {
    expect(() => readPort(value, 4321)).toThrow(`PORT is "${value}"`);
  });
});

describe('listenFrom', () => {
  test('takes the port that it was given', async () => {
    const port = await findFreePort();
    expect(await listenFrom(createTrackedServer(), port)).toBe(port);
  });

  test('moves on from a taken port and says so', async () => {
    const taken = await listenFrom(createTrackedServer(), 0);
    /** @type {number[][]} */
    const heard = [];
    const port = await listenFrom(createTrackedServer(), taken, (...ports) => heard.push(ports));
    expect(port).toBeGreaterThan(taken);
    expect(heard[0]).toEqual([taken, taken + 1]);
    expect(heard).toHaveLength(port - taken);
  });

  test.each(['127.0.0.1', '::1'])('a server on %s alone counts too', async (host) => {
    const other = createTrackedServer();
    const taken = await findFreePort();
    const hasHost = await new Promise((resolve) => {
      other.once('error', () => resolve(false)).listen(taken, host, () => resolve(true));
    });
    // Some machines have no IPv6.
    if (!hasHost) return;
    expect(await listenFrom(createTrackedServer(), taken)).not.toBe(taken);
  });

  test('port 0 means any free one', async () => {
    expect(await listenFrom(createTrackedServer(), 0)).toBeGreaterThan(0);
  });

  test('stops at the last port there is', async () => {
    const last = createTrackedServer();
    await new Promise((resolve) => last.once('error', resolve).listen(65_535, () => resolve(undefined)));
    await expect(listenFrom(createTrackedServer(), 65_535)).rejects.toThrow('The ports 65535 to 65535 are all taken');
  });
});
