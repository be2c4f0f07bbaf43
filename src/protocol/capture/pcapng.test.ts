import { describe, expect, test } from 'vitest';
import { createRandom, wholeBetween } from '../../simulation/random';
import { fromHex, toHex } from '../hex';
import { encodePcapng, type CapturedPacket } from './pcapng';

const sectionHeader = '0a 0d 0d 0a 1c 00 00 00 4d 3c 2b 1a 01 00 00 00 ff ff ff ff ff ff ff ff 1c 00 00 00';
const interfaceDescription = '01 00 00 00 14 00 00 00 65 00 00 00 00 00 00 00 14 00 00 00';

describe('A capture file (draft-ietf-opsawg-pcapng §4)', () => {
  test('without packets is the header of a section and the description of an interface', () => {
    expect(toHex(encodePcapng([]))).toBe(`${sectionHeader} ${interfaceDescription}`);
  });

  test.each([
    { bytes: '', block: '20 00 00 00 | 00 00 00 00 | 00 00 00 00 | 20 00 00 00' },
    { bytes: '45', block: '24 00 00 00 | 01 00 00 00 | 01 00 00 00 | 45 00 00 00 | 24 00 00 00' },
    { bytes: '45 00 00', block: '24 00 00 00 | 03 00 00 00 | 03 00 00 00 | 45 00 00 00 | 24 00 00 00' },
    { bytes: '45 00 00 1c', block: '24 00 00 00 | 04 00 00 00 | 04 00 00 00 | 45 00 00 1c | 24 00 00 00' },
  ])('a packet of “$bytes” fills up its last four bytes', ({ bytes, block }) => {
    const file = encodePcapng([{ timeMicroseconds: 2 ** 32 + 0x01020304, bytes: fromHex(bytes) }]);
    const [size, ...rest] = block.split(' | ');
    const expected = ['06 00 00 00', size, '00 00 00 00', '01 00 00 00', '04 03 02 01', ...rest].join(' ');
    expect(toHex(file.slice(48))).toBe(expected);
  });
});

describe('Any packets at all', () => {
  const captures = createAnyPackets({ seed: 4, count: 100 });

  test('every block tells its size at both ends, and the sizes are multiples of four that fill the file', () => {
    for (const packets of captures) {
      const blocks = readBlocks(encodePcapng(packets));
      expect(blocks).toHaveLength(2 + packets.length);
      for (const { sizeBefore, sizeBehind } of blocks) {
        expect(sizeBehind).toBe(sizeBefore);
        expect(sizeBefore % 4).toBe(0);
      }
    }
  });

  test('every packet comes back with its time and its bytes', () => {
    for (const packets of captures) {
      const read = readBlocks(encodePcapng(packets))
        .slice(2)
        .map(({ body }) => {
          const time = body.getUint32(4, true) * 2 ** 32 + body.getUint32(8, true);
          const sizes = [body.getUint32(12, true), body.getUint32(16, true)];
          const bytes = new Uint8Array(body.buffer.slice(body.byteOffset + 20, body.byteOffset + 20 + (sizes[0] ?? 0)));
          return { timeMicroseconds: time, bytes, sizes };
        });
      expect(read).toEqual(packets.map((packet) => ({ ...packet, sizes: [packet.bytes.length, packet.bytes.length] })));
    }
  });
});

interface Block {
  readonly sizeBefore: number;
  readonly sizeBehind: number;
  readonly body: DataView;
}

/** Walks through a file as a reader does, by the size at the start of each block; throws when one leaves the file. */
function readBlocks(file: Uint8Array<ArrayBuffer>): readonly Block[] {
  const view = new DataView(file.buffer);
  const blocks: Block[] = [];
  for (let start = 0; start < file.length;) {
    const size = view.getUint32(start + 4, true);
    const body = new DataView(file.buffer, start + 8, size - 12);
    blocks.push({ sizeBefore: size, sizeBehind: view.getUint32(start + size - 4, true), body });
    start += size;
  }
  return blocks;
}

function createAnyPackets({ seed, count }: { readonly seed: number; readonly count: number }): CapturedPacket[][] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () =>
    Array.from({ length: wholeBetween(random, 0, 6) }, () => ({
      timeMicroseconds: wholeBetween(random, 0, 2 ** 52),
      bytes: Uint8Array.from({ length: wholeBetween(random, 0, 50) }, () => wholeBetween(random, 0, 255)),
    })),
  );
}
