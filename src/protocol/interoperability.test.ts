import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { createRandom, pick, wholeBetween } from '../simulation/random';
import { closeCodes, isSendableCloseCode } from './close-code';
import { createConnection, type ClientSettings, type Connection, type ConnectionEvent } from './connection';
import { createFragments } from './fragments';
import { closeServer, driveConnection, listen, portOf } from './socket-driver';

/** The sizes where the length takes another form, and those of a mask's words. */
const sizes = [0, 1, 3, 4, 5, 125, 126, 127, 65_535, 65_536, 2 ** 20];
const sendableCodes = [...Object.keys(closeCodes).map(Number), 3000, 3999, 4000, 4999].filter(isSendableCloseCode);
const longestReason = `${'é'.repeat(60)}bye`;

describe.each(['server', 'client'] as const)('The engine as the %s, the ws package at the other end', (role) => {
  const line = createLine(role);
  beforeAll(line.listen);
  afterAll(line.close);

  test.each(sizes)('a message of %i bytes arrives as it was sent, both ways', async (sizeBytes) => {
    const { engine, ws } = await line.open();
    const binary = Uint8Array.from({ length: sizeBytes }, (_, index) => index * 7);
    const text = 'x'.repeat(sizeBytes);
    for (const [from, to] of [
      [engine, ws],
      [ws, engine],
    ] as const) {
      from.send({ data: text });
      from.send({ data: binary });
      expect(await to.hear(2)).toEqual([heard('text', text), heard('binary', binary)]);
    }
    await hangUp(engine, ws);
  });

  test('fragments are put together, a text also where it was cut inside a character', async () => {
    const { engine, ws } = await line.open();
    const texts = ['Grüße 😀 𝄞', '', '\ufeffa mark at the beginning'];
    for (const [from, to] of [
      [engine, ws],
      [ws, engine],
    ] as const) {
      for (const data of texts) from.send({ data, fragmentSizeBytes: 1 });
      from.send({ data: new Uint8Array(200_000).fill(7), fragmentSizeBytes: 65_536 });
      expect(await to.hear(4)).toEqual([
        ...texts.map((text) => heard('text', text)),
        heard('binary', new Uint8Array(200_000).fill(7)),
      ]);
    }
    await hangUp(engine, ws);
  });

  test('each ping is answered with its own payload', async () => {
    const { engine, ws } = await line.open();
    const payloads = [new Uint8Array(), Uint8Array.of(1, 2, 3), new Uint8Array(125).fill(255)];
    for (const [from, to] of [
      [engine, ws],
      [ws, engine],
    ] as const) {
      payloads.forEach(from.ping);
      expect(await to.hear(3)).toEqual(payloads.map((payload) => heard('ping', payload)));
      expect(await from.hearPongs(3)).toEqual(payloads.map((payload) => heard('pong', payload)));
    }
    await hangUp(engine, ws);
  });

  test.each(['engine', 'ws'] as const)(
    'every close code arrives, with a reason and without, from %s',
    async (closer) => {
      const farewells = [
        { closeCode: undefined, closeReason: '' },
        ...sendableCodes.flatMap((closeCode) =>
          ['', 'bye', longestReason].map((closeReason) => ({ closeCode, closeReason })),
        ),
      ];
      await inTurns(farewells, async ({ closeCode, closeReason }) => {
        const { engine, ws } = await line.open();
        const [from, to] = closer === 'engine' ? [engine, ws] : [ws, engine];
        from.close(closeCode, closeReason);
        expect(await to.closed).toEqual({ closeCode: closeCode ?? 1005, closeReason });
        // The engine answers with the code alone, and ws with the reason as well (§5.5.1 asks for neither).
        expect(await from.closed).toEqual({
          closeCode: closeCode ?? 1005,
          closeReason: closer === 'engine' ? closeReason : '',
        });
      });
    },
  );

  test('a socket that is gone without a close frame is reported as 1006', async () => {
    const { engine, ws } = await line.open();
    ws.cut();
    expect(await engine.closed).toEqual({ closeCode: 1006, closeReason: '' });
  });

  test('the ws package reports 1006 when the socket of the engine is gone', async () => {
    const { engine, ws } = await line.open();
    engine.cut();
    expect(await ws.closed).toEqual({ closeCode: 1006, closeReason: '' });
  });

  test.each([
    { asked: ['chat.v3', 'chat.v2', 'chat.v1'], agreed: 'chat.v2' },
    { asked: ['chat.v1'], agreed: 'chat.v1' },
    { asked: [], agreed: undefined },
  ])('of the subprotocols $asked both ends take $agreed', async ({ asked, agreed }) => {
    const { engine, ws } = await line.open(asked);
    expect([engine.protocol, ws.protocol]).toEqual([agreed, agreed]);
    await hangUp(engine, ws);
  });

  test('in 2,000 random conversations each end hears what the other said', { timeout: 60_000 }, async () => {
    const seeds = Array.from({ length: 2_000 }, (_, seed) => seed);
    await inTurns(seeds, async (seed) => {
      const { fromEngine, fromWs, closer, closeCode, closeReason } = createConversation(seed);
      const { engine, ws } = await line.open();
      const sides = [
        { from: engine, to: ws, said: fromEngine },
        { from: ws, to: engine, said: fromWs },
      ];
      for (const { from, said } of sides) said.forEach((saying) => say(from, saying));
      for (const { from, to, said } of sides) {
        const pings = said.flatMap(({ ping }) => ping ?? []);
        expect(await to.hear(said.length + pings.length), `seed ${seed}`).toEqual(said.flatMap(expectedOf));
        expect(await from.hearPongs(pings.length)).toEqual(pings.map((payload) => heard('pong', payload)));
      }
      const [from, to] = closer === 'engine' ? [engine, ws] : [ws, engine];
      from.close(closeCode, closeReason);
      expect((await to.closed).closeReason, `seed ${seed}`).toBe(closeReason);
      expect([await from.hear(0), await to.hear(0)]).toEqual([[], []]);
      expect([(await from.closed).closeCode, (await to.closed).closeCode]).toEqual([
        closeCode ?? 1005,
        closeCode ?? 1005,
      ]);
    });
  });
});

describe('Refused openings (RFC 6455 §4)', () => {
  const policy = {
    isKnownPath: (path: string) => path === '/',
    isAllowedOrigin: (origin: string | undefined) => origin === undefined || origin === 'https://known.example',
  };
  const server = createServer((socket) => {
    driveConnection(createConnection({ role: 'server', policy }), socket, () => {});
  });
  beforeAll(() => listen(server));
  afterAll(() => closeServer(server));

  test.each<{ status: number; path?: string; options: WebSocket.ClientOptions }>([
    { status: 400, options: { finishRequest: (request) => request.setHeader('Sec-WebSocket-Key', 'short').end() } },
    { status: 403, options: { origin: 'https://unknown.example' } },
    { status: 404, path: '/nowhere', options: {} },
    { status: 405, options: { finishRequest: (request) => Object.assign(request, { method: 'POST' }).end() } },
    { status: 426, options: { protocolVersion: 8 } },
  ])('the ws package is told $status', async ({ status, path = '/', options }) => {
    const ws = new WebSocket(`ws://127.0.0.1:${portOf(server)}${path}`, options);
    const [request, response] = (await once(ws, 'unexpected-response')) as [
      { destroy: () => void },
      { statusCode: number },
    ];
    expect(response.statusCode).toBe(status);
    request.destroy();
  });

  test.each([400, 401, 403, 404, 503])('the engine tells of the status %i of the ws package', async (status) => {
    const refusing = createHttpServer();
    new WebSocketServer({ server: refusing, verifyClient: (_info, decide) => decide(false, status) });
    await listen(refusing);
    const socket = connect(portOf(refusing), '127.0.0.1');
    const events: ConnectionEvent[] = [];
    driveConnection(createConnection(clientSettings('/')), socket, (event) => events.push(event));
    await once(socket, 'close');
    expect(events).toMatchObject([
      { type: 'refused', status, section: '4.1' },
      { type: 'closed', closeCode: 1006, wasClean: false },
    ]);
    await closeServer(refusing);
  });
});

test('what comes in one piece with the opening request is read, however long it is', () => {
  const [request = new Uint8Array()] = createConnection(clientSettings('/')).takeOutput();
  const client = createConnection(clientSettings('/'));
  const server = createConnection({ role: 'server' });
  server.receive(request);
  for (const bytes of server.takeOutput()) client.receive(bytes);
  client.takeOutput();
  client.send('x'.repeat(2 ** 20));
  const received = createConnection({ role: 'server' }).receive(Buffer.concat([request, ...client.takeOutput()]));
  expect(received).toEqual([
    { type: 'open', path: '/', protocol: undefined },
    { type: 'text', text: 'x'.repeat(2 ** 20) },
  ]);
});

/** Something said: a message, with a ping behind its first fragment or behind the whole. */
interface Saying {
  readonly data: string | Uint8Array;
  readonly fragmentSizeBytes?: number;
  readonly ping?: Uint8Array;
  readonly isPingInside?: boolean;
}

/** An end of either kind, as its program sees it. */
interface End {
  readonly protocol: string | undefined;
  readonly send: (saying: Saying) => void;
  readonly ping: (payload: Uint8Array) => void;
  readonly close: (closeCode?: number, closeReason?: string) => void;
  /** Ends the socket without a close frame. */
  readonly cut: () => void;
  /** Resolves to the messages and pings since the last call, when there are as many of them. */
  readonly hear: (count: number) => Promise<readonly Heard[]>;
  readonly hearPongs: (count: number) => Promise<readonly Heard[]>;
  readonly closed: Promise<{ readonly closeCode: number; readonly closeReason: string }>;
}

interface Heard {
  readonly type: 'text' | 'binary' | 'ping' | 'pong';
  /** Text, or bytes in hex digits: strings are compared and shown faster than arrays. */
  readonly data: string;
}

function heard(type: Heard['type'], data: string | Uint8Array): Heard {
  return { type, data: typeof data === 'string' ? data : Buffer.from(data).toString('hex') };
}

function say(end: End, saying: Saying): void {
  end.send(saying);
  if (saying.ping !== undefined && saying.isPingInside !== true) end.ping(saying.ping);
}

function expectedOf({ data, ping, isPingInside = false }: Saying): readonly Heard[] {
  const message = heard(typeof data === 'string' ? 'text' : 'binary', data);
  if (ping === undefined) return [message];
  return isPingInside ? [heard('ping', ping), message] : [message, heard('ping', ping)];
}

interface Conversation {
  readonly fromEngine: readonly Saying[];
  readonly fromWs: readonly Saying[];
  readonly closer: 'engine' | 'ws';
  readonly closeCode: number | undefined;
  readonly closeReason: string;
}

function createConversation(seed: number): Conversation {
  const random = createRandom(seed);
  const createBytes = (mostBytes: number): Uint8Array =>
    Uint8Array.from({ length: wholeBetween(random, 0, mostBytes) }, () => wholeBetween(random, 0, 255));
  const createText = (mostCharacters: number): string =>
    Array.from({ length: wholeBetween(random, 0, mostCharacters) }, () =>
      pick(random, Array.from('aZ0 é߿ࠀ€￿😀𐀀\n\0\ufeff')),
    ).join('');
  const createSaying = (mayInterrupt: boolean): Saying => {
    const most = random() < 0.02 ? 70_000 : random() < 0.3 ? 400 : 20;
    const data = random() < 0.5 ? createText(most) : createBytes(most);
    const isFragmented = random() < 0.5;
    return {
      data,
      ...(isFragmented ? { fragmentSizeBytes: wholeBetween(random, 1, most) + (most > 400 ? 1_000 : 0) } : {}),
      ...(random() < 0.3
        ? { ping: createBytes(125), isPingInside: mayInterrupt && isFragmented && data.length > most }
        : {}),
    };
  };
  const createSayings = (mayInterrupt: boolean): readonly Saying[] =>
    Array.from({ length: wholeBetween(random, 0, 5) }, () => createSaying(mayInterrupt));
  const closeCode =
    random() < 0.1 ? undefined : random() < 0.5 ? pick(random, sendableCodes) : wholeBetween(random, 3000, 4999);
  return {
    fromEngine: createSayings(false),
    fromWs: createSayings(true),
    closer: pick(random, ['engine', 'ws']),
    closeCode,
    closeReason: closeCode === undefined ? '' : createText(30),
  };
}

/** A place where the engine in a role meets the ws package in the other. */
interface Line {
  readonly listen: () => Promise<void>;
  readonly open: (protocols?: readonly string[]) => Promise<{ readonly engine: End; readonly ws: End }>;
  readonly close: () => Promise<void>;
}

const spoken = ['chat.v1', 'chat.v2'];

function createLine(role: 'server' | 'client'): Line {
  /** Which conversation an end that was accepted belongs to is told by its path. */
  const accepted = new Map<string, (end: End) => void>();
  let count = 0;
  const server = createServer((socket) => {
    const connection = createConnection({ role: 'server', policy: { protocols: spoken } });
    driveEngine(connection, socket, ({ path, end }) => accepted.get(path)?.(end));
  });
  const wsServer = new WebSocketServer({
    noServer: true,
    handleProtocols: (asked) => [...asked].find((protocol) => spoken.includes(protocol)) ?? false,
  });
  const httpServer = createHttpServer().on('upgrade', (request, socket, head) => {
    wsServer.handleUpgrade(request, socket, head, (ws) => accepted.get(request.url ?? '')?.(driveWs(ws)));
  });
  const listening = role === 'server' ? server : httpServer;

  return {
    listen: () => listen(listening),
    close: () => closeServer(listening),
    open: async (protocols = []) => {
      count += 1;
      const path = `/${count}`;
      const atServer = new Promise<End>((resolve) => accepted.set(path, resolve));
      if (role === 'server') {
        const ws = new WebSocket(`ws://127.0.0.1:${portOf(server)}${path}`, [...protocols]);
        const end = driveWs(ws);
        await once(ws, 'open');
        return { engine: await atServer, ws: end };
      }
      const socket = connect(portOf(httpServer), '127.0.0.1');
      const engine = new Promise<End>((resolve) => {
        driveEngine(createConnection(clientSettings(path, protocols)), socket, ({ end }) => resolve(end));
      });
      return { engine: await engine, ws: await atServer };
    },
  };
}

const createMaskingKey = (
  (random) => () =>
    Uint8Array.from({ length: 4 }, () => wholeBetween(random, 0, 255))
)(createRandom(6455));

function clientSettings(path: string, protocols: readonly string[] = []): ClientSettings {
  const request = { host: '127.0.0.1', path, key: 'dGhlIHNhbXBsZSBub25jZQ==', protocols };
  return { role: 'client', request, createMaskingKey };
}

/** Makes an end of a connection and its socket, which `onOpen` is given when it is open. */
function driveEngine(
  connection: Connection,
  socket: Socket,
  onOpen: (opened: { readonly path: string; readonly end: End }) => void,
): void {
  const ear = createEar();
  const flush = driveConnection(connection, socket, (event) => {
    if (event.type === 'open') onOpen({ path: event.path, end: endOf(event.protocol) });
    if (event.type === 'text') ear.take(heard('text', event.text));
    if (event.type === 'binary') ear.take(heard('binary', event.bytes));
    if (event.type === 'ping' || event.type === 'pong') ear.take(heard(event.type, event.payload));
    if (event.type === 'closed') ear.end(event.closeCode, event.closeReason);
  });
  const endOf = (protocol: string | undefined): End => ({
    ...ear,
    protocol,
    send: ({ data, fragmentSizeBytes }) => {
      connection.send(data, fragmentSizeBytes);
      flush();
    },
    ping: (payload) => {
      connection.ping(payload);
      flush();
    },
    close: (closeCode, closeReason) => {
      connection.close(closeCode, closeReason);
      flush();
    },
    cut: () => socket.destroy(),
  });
}

function driveWs(ws: WebSocket): End {
  const ear = createEar();
  ws.on('message', (data: Buffer, isBinary) => {
    ear.take(isBinary ? heard('binary', data) : heard('text', data.toString()));
  });
  ws.on('ping', (payload) => ear.take(heard('ping', payload)));
  ws.on('pong', (payload) => ear.take(heard('pong', payload)));
  ws.on('close', (closeCode, reason) => ear.end(closeCode, reason.toString()));
  return {
    ...ear,
    get protocol() {
      return ws.protocol === '' ? undefined : ws.protocol;
    },
    send: ({ data, fragmentSizeBytes = Infinity, ping, isPingInside = false }) => {
      createFragments(data, fragmentSizeBytes).forEach(({ payload, fin }, index) => {
        ws.send(payload, { fin, binary: typeof data !== 'string' });
        if (isPingInside && index === 0) ws.ping(ping);
      });
    },
    ping: (payload) => ws.ping(payload),
    close: (closeCode, closeReason) => ws.close(closeCode, closeReason),
    cut: () => ws.terminate(),
  };
}

interface Ear extends Pick<End, 'hear' | 'hearPongs' | 'closed'> {
  readonly take: (sound: Heard) => void;
  readonly end: (closeCode: number, closeReason: string) => void;
}

function createEar(): Ear {
  const sounds: Heard[] = [];
  const pongs: Heard[] = [];
  let check = (): void => {};
  const waitFor = (heardSoFar: Heard[], count: number): Promise<readonly Heard[]> =>
    new Promise((resolve) => {
      check = () => {
        if (heardSoFar.length >= count) resolve(heardSoFar.splice(0));
      };
      check();
    });
  const { promise: closed, resolve } = Promise.withResolvers<{ closeCode: number; closeReason: string }>();
  return {
    take: (sound) => {
      (sound.type === 'pong' ? pongs : sounds).push(sound);
      check();
    },
    end: (closeCode, closeReason) => resolve({ closeCode, closeReason }),
    hear: (count) => waitFor(sounds, count),
    hearPongs: (count) => waitFor(pongs, count),
    closed,
  };
}

async function hangUp(...ends: readonly End[]): Promise<void> {
  ends[0]?.close(1000);
  await Promise.all(ends.map(({ closed }) => closed));
}

/** Works on all items, some at a time. */
async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: 20 }, worker));
}
