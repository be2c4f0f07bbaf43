/** A packet as it passed by: an IP packet with its header, and nothing of the link below. */
export interface CapturedPacket {
  /** Since 1 January 1970, UTC, without leap seconds. */
  readonly timeMicroseconds: number;
  readonly bytes: Uint8Array;
}

/**
 * Writes packets as a capture file: a section, one interface, and a block for each packet, low byte first
 * (draft-ietf-opsawg-pcapng §4.1 to §4.3). No option is needed: time stamps count microseconds unless one says otherwise.
 */
export function encodePcapng(packets: readonly CapturedPacket[]): Uint8Array<ArrayBuffer> {
  const blocks = [
    // The magic that shows the byte order, version 1.0, and a section whose length is not told (−1 in 64 bits).
    encodeBlock(0x0a0d0d0a, [0x1a2b3c4d, 1, 0xffffffff, 0xffffffff]),
    // The type of link, and no limit to what is kept of a packet.
    encodeBlock(1, [linkTypeRaw, 0]),
    ...packets.map(({ timeMicroseconds, bytes }) =>
      // The interface, both halves of the time, the size kept, and the size on the wire.
      encodeBlock(
        6,
        [0, Math.floor(timeMicroseconds / 2 ** 32), timeMicroseconds % 2 ** 32, bytes.length, bytes.length],
        bytes,
      ),
    ),
  ];
  const file = new Uint8Array(blocks.reduce((size, block) => size + block.length, 0));
  let offset = 0;
  for (const block of blocks) {
    file.set(block, offset);
    offset += block.length;
  }
  return file;
}

/** LINKTYPE_RAW: each packet begins with its IP header. */
const linkTypeRaw = 101;

function encodeBlock(type: number, words: readonly number[], data: Uint8Array = new Uint8Array()): Uint8Array {
  //  0               1               2               3
  // +---------------------------------------------------------------+
  // |                          Block Type                           |
  // +---------------------------------------------------------------+
  // |                      Block Total Length                       |
  // +---------------------------------------------------------------+
  // :            Block Body: words, data, padding to 4              :
  // +---------------------------------------------------------------+
  // |                      Block Total Length                       |
  // +---------------------------------------------------------------+
  const dataStart = 8 + words.length * 4;
  const sizeBytes = dataStart + Math.ceil(data.length / 4) * 4 + 4;
  const bytes = new Uint8Array(sizeBytes);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of [type, sizeBytes, ...words].entries()) view.setUint32(index * 4, word, true);
  bytes.set(data, dataStart);
  view.setUint32(sizeBytes - 4, sizeBytes, true);
  return bytes;
}
