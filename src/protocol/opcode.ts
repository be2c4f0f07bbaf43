/**
 * The six opcodes that RFC 6455 defines, by name (§5.2, §11.8).
 * The other ten values of the four bits are reserved: 0x3–0x7 for data frames, 0xb–0xf for control frames.
 */
export const opcodes = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const satisfies Record<string, number>;

/** The name of a defined opcode; `opcodes` gives its number. */
export type Opcode = keyof typeof opcodes;

const names: ReadonlyMap<number, Opcode> = new Map(
  Object.entries(opcodes).map(([name, number]) => [number, name as Opcode]),
);

/** The opcode with this number; `undefined` for the reserved ones. */
export function opcodeOf(number: number): Opcode | undefined {
  return names.get(number);
}

/**
 * Whether frames with this opcode are control frames: at most 125 bytes of payload, never fragmented (§5.5).
 * The highest of the opcode's four bits says so.
 */
export function isControlOpcode(opcode: Opcode): boolean {
  return (opcodes[opcode] & 0b1000) !== 0;
}
