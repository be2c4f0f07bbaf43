/** What the diagram says of its steps and of what travels in them. */
import type { Endpoint, Transmission } from '../../protocol/conversation';
import { countOf } from '../../simulation/format';

/** One or two sentences under the title of each step, in their order. */
export const stepCaptions: readonly string[] = [
  'An ordinary HTTP request that asks to become something else.',
  'Its answer carries a value made from the key, which proves that it speaks WebSocket.',
  'A message in each direction, as bytes in hex: the browser’s frame is masked, the server’s is not. In between, a ping and its pong.',
  'A close frame with a code, answered by another. Then the connection is gone.',
];

/** Who speaks to whom: `browser → server`. */
export function describeDirection(from: Endpoint): string {
  return from === 'client' ? 'browser → server' : 'server → browser';
}

/** What travels, with its size: `text frame, masked, 11 bytes`. */
export function describeTransmission(transmission: Transmission): string {
  const size = countOf(transmission.bytes.length, 'byte');
  if (transmission.type === 'frame') {
    const { from, frame } = transmission;
    return `${frame.opcode} frame, ${from === 'client' ? 'masked' : 'not masked'}, ${size}`;
  }
  return `HTTP ${transmission.from === 'client' ? 'request' : 'response'}, ${size}`;
}
