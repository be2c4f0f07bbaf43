/** A rule of the protocol that bytes break, and what an endpoint does about it. */
export interface Violation {
  readonly type: ViolationType;
  /** What is wrong, as a sentence in plain words. */
  readonly reason: string;
  /** Where RFC 6455 says so: `5.2`. */
  readonly section: string;
  /** The code for the close frame that ends the connection (§7.1.7, §7.4.1). */
  readonly closeCode: 1002 | 1007 | 1009;
}

/** The name of a rule that can be broken. */
export type ViolationType = keyof typeof rules;

const rules = {
  'reserved bits': {
    section: '5.2',
    closeCode: 1002,
    reason: 'A reserved bit (RSV1, RSV2, RSV3) is set, but no extension was agreed on that gives it a meaning.',
  },
  'reserved opcode': {
    section: '5.2',
    closeCode: 1002,
    reason: 'The opcode is one of the ten that are reserved and mean nothing yet.',
  },
  'missing mask': {
    section: '5.1',
    closeCode: 1002,
    reason: 'A frame from the client is not masked. Every frame of a client has to be.',
  },
  'unexpected mask': {
    section: '5.1',
    closeCode: 1002,
    reason: 'A frame from the server is masked. A server never masks.',
  },
  'fragmented control frame': {
    section: '5.5',
    closeCode: 1002,
    reason: 'A control frame (close, ping, pong) is fragmented: its FIN bit is 0. It has to come in one piece.',
  },
  'long control frame': {
    section: '5.5',
    closeCode: 1002,
    reason: 'A control frame (close, ping, pong) is longer than 125 bytes.',
  },
  'longer length form': {
    section: '5.2',
    closeCode: 1002,
    reason: 'The length is written in a longer form than it needs. The shortest one is required.',
  },
  'negative length': {
    section: '5.2',
    closeCode: 1002,
    reason: 'The highest bit of the 64-bit length is 1. It has to be 0.',
  },
  'unexpected continuation': {
    section: '5.4',
    closeCode: 1002,
    reason: 'A continuation frame came, but no message has begun that it could continue.',
  },
  'interleaved message': {
    section: '5.4',
    closeCode: 1002,
    reason: 'A new message began before all fragments of the one before it had come.',
  },
  'invalid UTF-8': {
    section: '8.1',
    closeCode: 1007,
    reason: 'A text message holds bytes that are not UTF-8.',
  },
  'short close body': {
    section: '5.5.1',
    closeCode: 1002,
    reason: 'The body of a close frame has 1 byte. It is empty, or begins with a code of 2 bytes.',
  },
  'unsendable close code': {
    section: '7.4',
    closeCode: 1002,
    reason: 'The close frame carries a code that must never be sent.',
  },
  'invalid UTF-8 in reason': {
    section: '5.5.1',
    closeCode: 1007,
    reason: 'The reason in the close frame is not UTF-8.',
  },
  'message too big': {
    section: '10.4',
    closeCode: 1009,
    reason: 'The message is larger than this endpoint takes.',
  },
} as const satisfies Record<string, Omit<Violation, 'type'>>;

/** All rules by name, for tables and tests. */
export const violationTypes = Object.keys(rules) as readonly ViolationType[];

/** The violation of a rule. */
export function violationOf(type: ViolationType): Violation {
  return { type, ...rules[type] };
}
