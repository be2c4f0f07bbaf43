import { encodePacket } from './ipv4-packet';
import { encodePcapng } from './pcapng';
import { createSegments, type SentBytes } from './tcp-segments';

/**
 * Creates a capture file (pcapng) of a connection that carries the transmissions, for Wireshark and its kin: TCP is
 * opened, each transmission is sent and acknowledged, and the server closes TCP first, as RFC 6455 §7.1.1 asks.
 *
 * The client is 192.0.2.10, port 50000, the server 192.0.2.80, port 80: addresses for documentation (RFC 5737), and the
 * port by which readers of captures know HTTP. The packets pass by on 1 December 2011, the month of RFC 6455. There is
 * no clock and no chance: the same transmissions give the same bytes.
 *
 * @param transmissions in the order of the wire; all steps of a conversation, say
 * @returns the bytes of the file
 */
export function createCapture(transmissions: readonly SentBytes[]): Uint8Array<ArrayBuffer> {
  return encodePcapng(
    createSegments(transmissions).map((segment) => ({
      timeMicroseconds: startMicroseconds + segment.timeMicroseconds,
      bytes: encodePacket(segment),
    })),
  );
}

/** 2011-12-01T00:00:00Z. */
const startMicroseconds = 1_322_697_600_000_000;
