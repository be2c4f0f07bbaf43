import type { Endpoint, Transmission } from '../conversation';

/** What one end sends at once. */
export type SentBytes = Pick<Transmission, 'from' | 'bytes'>;

/** One TCP segment as a value (RFC 9293 §3.1); `encodePacket` writes it. */
export interface Segment {
  readonly from: Endpoint;
  /** When it passes by, counted from the first segment. */
  readonly timeMicroseconds: number;
  readonly sequenceNumber: number;
  /** The next sequence number that is expected from the other end; 0 without the flag ACK. */
  readonly acknowledgmentNumber: number;
  /** Some of `tcpFlags`, added up. */
  readonly flags: number;
  readonly payload: Uint8Array;
}

/** The flags that are used here, by their bits (RFC 9293 §3.1). */
export const tcpFlags = { fin: 0x01, syn: 0x02, psh: 0x08, ack: 0x10 } as const satisfies Record<string, number>;

/** The most payload that a segment carries: an Ethernet frame takes 1,500 bytes, and both headers need 40 of them. */
export const maxSegmentSizeBytes = 1_460;

/**
 * Creates the segments of a connection from the first SYN to the last ACK.
 *
 * The receiver acknowledges every second segment, as RFC 9293 §3.8.6.3 asks, and the last one of a transmission, so no
 * more than two are ever under way. The first sequence numbers are those of the RFC's own example, 100 and 300 (§3.5,
 * Figure 6). A transmission without bytes sends nothing.
 */
export function createSegments(transmissions: readonly SentBytes[]): readonly Segment[] {
  const { fin, syn, psh, ack } = tcpFlags;
  const segments: Segment[] = [];
  const nextNumber: Record<Endpoint, number> = { client: 100, server: 300 };
  let timeMicroseconds = 0;

  const send = (from: Endpoint, flags: number, payload: Uint8Array = new Uint8Array()): void => {
    const previous = segments.at(-1);
    if (previous !== undefined) timeMicroseconds += previous.from === from ? gapMicroseconds : turnMicroseconds;
    segments.push({
      from,
      timeMicroseconds,
      sequenceNumber: nextNumber[from],
      acknowledgmentNumber: (flags & ack) === 0 ? 0 : nextNumber[otherEnd(from)],
      flags,
      payload,
    });
    // SYN and FIN count like a byte each, so that they too can be acknowledged (RFC 9293 §3.4).
    nextNumber[from] += payload.length + ((flags & (syn | fin)) === 0 ? 0 : 1);
  };

  send('client', syn);
  send('server', syn | ack);
  send('client', ack);
  for (const { from, bytes } of transmissions) {
    for (let start = 0, count = 1; start < bytes.length; start += maxSegmentSizeBytes, count += 1) {
      const isLast = start + maxSegmentSizeBytes >= bytes.length;
      send(from, isLast ? psh | ack : ack, bytes.slice(start, start + maxSegmentSizeBytes));
      if (isLast || count % 2 === 0) send(otherEnd(from), ack);
    }
  }
  send('server', fin | ack);
  send('client', fin | ack);
  send('server', ack);
  return segments;
}

/** Half a round trip of 40 ms: the packets are seen halfway, so that an answer is a way to the end and back behind. */
const turnMicroseconds = 20_000;

/** Between two packets of the same end: what 1,500 bytes take at 100 Mbit/s. */
const gapMicroseconds = 120;

function otherEnd(from: Endpoint): Endpoint {
  return from === 'client' ? 'server' : 'client';
}
