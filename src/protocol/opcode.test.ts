import { describe, expect, test } from 'vitest';
import { isControlOpcode, opcodes } from './opcode';

describe('Opcodes (RFC 6455 §5.2)', () => {
  test('the six defined opcodes have the numbers of the registry', () => {
    expect(opcodes).toEqual({ continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 });
  });
});

describe('Control frames (RFC 6455 §5.5)', () => {
  test.each(['close', 'ping', 'pong'] as const)('%s is a control opcode', (opcode) => {
    expect(isControlOpcode(opcode)).toBe(true);
  });

  test.each(['continuation', 'text', 'binary'] as const)('%s is a data opcode', (opcode) => {
    expect(isControlOpcode(opcode)).toBe(false);
  });
});
