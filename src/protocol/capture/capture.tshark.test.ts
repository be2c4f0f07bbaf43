// Reads captures with tshark, Wireshark's own reader. `npm test` runs this as the step "capture", and tells its path.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConversation, type ConversationSettings, type Endpoint, type Transmission } from '../conversation';
import { fromHex } from '../hex';
import { opcodes } from '../opcode';
import { createCapture } from './create-capture';
import { replayEdited } from './replay';

const usual: ConversationSettings = {
  key: 'dGhlIHNhbXBsZSBub25jZQ==',
  message: 'Hello',
  maskingKey: fromHex('37 fa 21 3d'),
  closeCode: 1000,
  closeReason: '',
};

const conversations: Readonly<Record<string, Partial<ConversationSettings>>> = {
  'a word': {},
  'an empty text': { message: '' },
  'an empty binary message': { message: new Uint8Array() },
  'a text of 125 bytes': { message: 'x'.repeat(125) },
  'a text of 126 bytes': { message: 'x'.repeat(126) },
  'a text of 4,096 bytes': { message: 'abcdefgh'.repeat(512) },
  'an emoji of several code points': { message: '👩🏽‍💻' },
  'every byte there is': { message: Uint8Array.from({ length: 256 }, (_, byte) => byte) },
  '4,096 bytes': { message: Uint8Array.from({ length: 4_096 }, (_, index) => index * 7) },
  '65,536 bytes': { message: Uint8Array.from({ length: 65_536 }, (_, index) => index * 7) },
  'a masking key of zeros': { maskingKey: new Uint8Array(4) },
  'a close without a code': { closeCode: undefined },
  'a close with a code and a reason': { closeCode: 4_999, closeReason: 'Über und over' },
  'a close that the server begins': { closeCode: 1001, closeReason: 'restart' },
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-line-capture-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(Object.entries(conversations))('Of a conversation with %s', (_, part) => {
  const settings = { ...usual, ...part };
  const conversation = createConversation(settings).flat();
  let packets: readonly Packet[] = [];
  beforeAll(async () => {
    packets = await readWithTshark(createCapture(conversation));
  });

  test('tshark reads the request, the response, and every frame with its payload', () => {
    expect(listMessages(packets)).toEqual(conversation.map(describeTransmission));
  });

  test('tshark finds the key, the answer to it, the close code, and the reason', () => {
    expect(valuesOf(packets, 'http.sec_websocket_key')).toEqual([settings.key]);
    expect(valuesOf(packets, 'http.sec_websocket_accept')).toEqual(['s3pPLMBiTxaQ9kYGzzhZRbK+xOo=']);
    const { closeCode, closeReason } = settings;
    const codes = closeCode === undefined ? [] : [String(closeCode), String(closeCode)];
    expect(valuesOf(packets, 'websocket.payload.close.status_code')).toEqual(codes);
    expect(valuesOf(packets, 'websocket.payload.close.reason')).toEqual(closeReason === '' ? [] : [closeReason]);
  });

  test('tshark has nothing to object to', () => {
    expect(findComplaints(packets)).toEqual([]);
  });

  test('TCP is opened by the client and closed by the server first', () => {
    const marks = packets.map((packet) => `${sourceOf(packet)} ${String(valuesOf([packet], 'tcp.flags')[0])}`);
    expect(marks.slice(0, 3)).toEqual(['client 0x0002', 'server 0x0012', 'client 0x0010']);
    expect(marks.slice(-3)).toEqual(['server 0x0011', 'client 0x0011', 'server 0x0010']);
  });
});

describe('Of frames that a reader has edited', () => {
  const readEdited = (from: Endpoint, hex: string): Promise<readonly Packet[]> => {
    const sent = replayEdited(createConversation(usual), { from, bytes: fromHex(hex) }, () => fromHex('01 02 03 04'));
    return readWithTshark(createCapture(sent));
  };
  const opcodesOf = (packets: readonly Packet[]): readonly string[] =>
    packets.flatMap((packet) =>
      valuesOf(packet, 'websocket.opcode').map((opcode) => `${sourceOf(packet)} ${String(opcode)}`),
    );

  test('tshark reads fragments with a ping between them, and the answers', async () => {
    const packets = await readEdited('client', '01 80 00 00 00 00 89 81 00 00 00 00 61 80 81 00 00 00 00 62');
    expect(opcodesOf(packets)).toEqual([
      ...['client 1', 'client 9', 'client 0', 'server 10', 'server 1', 'client 8', 'server 8'],
    ]);
    expect(findComplaints(packets)).toEqual([]);
  });

  test('tshark reads what a broken rule earns', async () => {
    const packets = await readEdited('server', '81 80 00 00 00 00');
    expect(opcodesOf(packets)).toEqual(['server 1', 'client 8']);
    expect(valuesOf(packets, 'websocket.payload.close.status_code')).toEqual(['1002']);
  });
});

describe('What tshark would object to', () => {
  const capture = createCapture(createConversation(usual).flat());
  /** Where the blocks of packets begin. */
  const blocks: number[] = [];
  for (let start = 48; start < capture.length; start += sizeOfBlock(capture, start)) blocks.push(start);

  test.each([
    ['an address', 28 + 19, 'ip.checksum'],
    ['a sequence number', 28 + 27, 'tcp.checksum'],
  ])('%s with one bit changed does not fit its checksum', async (_, offset, checksum) => {
    const damaged = capture.slice();
    const position = (blocks[4] ?? 0) + offset;
    damaged[position] = (damaged[position] ?? 0) ^ 1;
    expect(findComplaints(await readWithTshark(damaged))).toContain(`${checksum} is bad`);
  });

  test.each(['request', 'message'])('a %s that is missing', async (name) => {
    const start = blocks[name === 'request' ? 3 : 7] ?? 0;
    const rest = capture.slice(start + sizeOfBlock(capture, start));
    const complaints = findComplaints(await readWithTshark(Buffer.concat([capture.slice(0, start), rest])));
    expect(complaints.join('\n')).toMatch(/unseen|not captured/);
  });
});

/** What tshark says of one packet: layers of fields, and with `-x` the bytes behind each, under `…_raw`. */
type Packet = Readonly<Record<string, unknown>>;

async function readWithTshark(capture: Uint8Array): Promise<readonly Packet[]> {
  const file = join(folder, 'conversation.pcapng');
  await writeFile(file, capture);
  const preferences = ['ip.check_checksum:TRUE', 'tcp.check_checksum:TRUE'].flatMap((line) => ['-o', line]);
  const { stdout } = await promisify(execFile)(
    process.env.OPEN_LINE_TSHARK ?? 'tshark',
    ['-r', file, ...preferences, '-T', 'json', '-x', '--no-duplicate-keys'],
    // An empty folder of settings: what a person has set does not count here.
    { maxBuffer: 2 ** 26, env: { ...process.env, WIRESHARK_CONFIG_DIR: folder } },
  );
  const packets = JSON.parse(stdout) as readonly { readonly _source: { readonly layers: Packet } }[];
  return packets.map(({ _source }) => _source.layers);
}

/** All values of a field, in the order of the packets, however deep they are. */
function valuesOf(value: unknown, field: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => valuesOf(item, field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === field ? [inner].flat() : valuesOf(inner, field),
  );
}

/** The bytes behind a field in hex; no bytes when the field is missing. */
function bytesOf(packet: Packet, field: string): string {
  const [bytes] = valuesOf(packet, `${field}_raw`);
  return typeof bytes === 'string' ? bytes : '';
}

function sourceOf(packet: Packet): string {
  const address = String(valuesOf([packet], 'ip.src')[0]);
  return { '192.0.2.10': 'client', '192.0.2.80': 'server' }[address] ?? address;
}

/** Requests, responses, and frames, as `describeTransmission` puts them. */
function listMessages(packets: readonly Packet[]): readonly string[] {
  return packets.flatMap((packet) => {
    const from = sourceOf(packet);
    const heads = [...valuesOf(packet, 'http.request.method'), ...valuesOf(packet, 'http.response.code')];
    const masks = valuesOf(packet, 'websocket.mask');
    return [
      ...heads.map((word) => `${from} ${String(word)} head`),
      ...valuesOf(packet, 'websocket.opcode').map((opcode, index) => {
        const payload = bytesOf(packet, 'websocket.payload');
        return `${from} opcode ${String(opcode)}, mask ${String(masks[index])}, payload ${payload}`;
      }),
    ];
  });
}

function describeTransmission(transmission: Transmission): string {
  const { from } = transmission;
  if (transmission.type === 'head') return `${from} ${from === 'client' ? 'GET' : '101'} head`;
  const { opcode, payload } = transmission.frame;
  const hex = Buffer.from(payload).toString('hex');
  return `${from} opcode ${opcodes[opcode]}, mask ${from === 'client' ? 1 : 0}, payload ${hex}`;
}

/** What is malformed, has a bad checksum or none that was checked, or looks lost, repeated, or out of order. */
function findComplaints(packets: readonly Packet[]): readonly string[] {
  return packets.flatMap((packet) => [
    ...['ip.checksum', 'tcp.checksum']
      .filter((field) => valuesOf(packet, `${field}.status`)[0] !== '1')
      .map((field) => `${field} is bad`),
    ...valuesOf(packet, '_ws.malformed').map(() => 'malformed'),
    ...valuesOf(packet, 'tcp.analysis.flags').map((flags) => JSON.stringify(flags)),
    ...valuesOf(packet, '_ws.expert.severity')
      .filter((severity) => Number(severity) >= warning)
      .map((severity) => `severity ${String(severity)}`),
  ]);
}

/** Wireshark's PI_WARN; chats and notes, such as "Connection finish (FIN)", are below it. */
const warning = 0x60_0000;

function sizeOfBlock(capture: Uint8Array, start: number): number {
  return new DataView(capture.buffer, capture.byteOffset).getUint32(start + 4, true);
}
