import { maxSegmentSizeBytes, tcpFlags, type Segment } from './tcp-segments';

/**
 * Writes a segment as the IPv4 packet that carries it, with both checksums (RFC 791 §3.1, RFC 9293 §3.1). A segment with
 * the flag SYN also tells the largest segment that its sender takes (RFC 9293 §3.7.1).
 */
export function encodePacket(segment: Segment): Uint8Array {
  //  0                   1                   2                   3
  //  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
  // +-------+-------+---------------+-------------------------------+  0
  // |Version|  IHL  |Type of Service|          Total Length         |
  // +-------+-------+---------------+-----+-------------------------+  4
  // |         Identification        |Flags|      Fragment Offset    |
  // +---------------+---------------+-----+-------------------------+  8
  // |  Time to Live |    Protocol   |         Header Checksum       |
  // +---------------+---------------+-------------------------------+ 12
  // |                       Source Address                          |
  // +---------------------------------------------------------------+ 16
  // |                    Destination Address                        |
  // +-------------------------------+-------------------------------+ 20
  // |          Source Port          |       Destination Port        |
  // +-------------------------------+-------------------------------+ 24
  // |                        Sequence Number                        |
  // +---------------------------------------------------------------+ 28
  // |                    Acknowledgment Number                      |
  // +-------+-------+---------------+-------------------------------+ 32
  // |Offset |  Rsrvd|     Flags     |            Window             |
  // +-------+-------+---------------+-------------------------------+ 36
  // |           Checksum            |         Urgent Pointer        |
  // +-------------------------------+-------------------------------+ 40
  // :            Options (with SYN: 4 bytes), then the data         :
  // +---------------------------------------------------------------+
  const { from, sequenceNumber, acknowledgmentNumber, flags, payload } = segment;
  const [source, destination] = from === 'client' ? [client, server] : [server, client];
  const isOpening = (flags & tcpFlags.syn) !== 0;
  const payloadStart = isOpening ? 44 : 40;
  const bytes = new Uint8Array(payloadStart + payload.length);
  const view = new DataView(bytes.buffer);

  // Version 4, a header of five words.
  view.setUint16(0, 0x4500);
  view.setUint16(2, bytes.length);
  // "Don't fragment", with which the identification means nothing and may be 0 (RFC 6864 §4.1).
  view.setUint16(6, 0x4000);
  view.setUint8(8, 64);
  view.setUint8(9, tcpProtocol);
  view.setUint32(12, source.address);
  view.setUint32(16, destination.address);
  view.setUint16(10, checksumOf(bytes.subarray(0, 20)));

  view.setUint16(20, source.port);
  view.setUint16(22, destination.port);
  view.setUint32(24, sequenceNumber);
  view.setUint32(28, acknowledgmentNumber);
  view.setUint16(32, (((payloadStart - 20) / 4) << 12) | flags);
  view.setUint16(34, 0xffff);
  if (isOpening) view.setUint32(40, 0x0204_0000 | maxSegmentSizeBytes);
  bytes.set(payload, payloadStart);
  // The pseudo header is both addresses, which stand right before, the protocol, and the segment's length.
  view.setUint16(36, checksumOf(bytes.subarray(12), tcpProtocol + bytes.length - 20));
  return bytes;
}

/**
 * The Internet checksum (RFC 1071): the complement of the sum of all 16-bit words, where a carry is added at the other
 * end. Bytes that hold their own checksum have the checksum 0.
 *
 * @param bytes at most 100,000; an odd one at the end counts as if a zero followed
 * @param sum what is to be added to the words
 */
export function checksumOf(bytes: Uint8Array, sum = 0): number {
  for (const [index, byte] of bytes.entries()) sum += index % 2 === 0 ? byte << 8 : byte;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

const tcpProtocol = 6;

/** 192.0.2.10 and 192.0.2.80, from TEST-NET-1 (RFC 5737 §3). */
const client = { address: 0xc000_020a, port: 50_000 };
const server = { address: 0xc000_0250, port: 80 };
