/** A conversation in which one end sends what the reader wrote, and the other answers as the protocol asks. */
import { createConnection, type Connection } from '../connection';
import type { Conversation } from '../conversation';
import { explainFrames } from '../explain';
import type { SentBytes } from './tcp-segments';

/**
 * Replays a conversation with edited frames in the place of its third step. The other end is an endpoint of our engine,
 * which sends each message back. It hangs up as usual, unless a rule was broken, a close frame came, or a frame is cut:
 * what followed would be read as the rest of it.
 *
 * @param createMaskingKey gives the keys for the frames that a client's end adds, 4 bytes each
 */
export function replayEdited(
  conversation: Conversation,
  edited: SentBytes,
  createMaskingKey: () => Uint8Array,
): readonly SentBytes[] {
  const [[request], [response], , hangUp] = conversation;
  const answerer = edited.from === 'client' ? 'server' : 'client';
  const end = edited.from === 'client' ? openServer(request.bytes) : openClient(conversation, createMaskingKey);
  const answers = answer(end, edited.bytes);
  const isCut = explainFrames(edited.bytes, edited.from).frames.at(-1)?.finding.type === 'cut';
  return [
    request,
    response,
    edited,
    ...answers.map((bytes) => ({ from: answerer, bytes }) as const),
    ...(end.state === 'OPEN' && !isCut ? hangUp : []),
  ];
}

function openServer(request: Uint8Array): Connection {
  const server = createConnection({ role: 'server' });
  server.receive(request);
  server.takeOutput();
  return server;
}

function openClient([[request], [response]]: Conversation, createMaskingKey: () => Uint8Array): Connection {
  const key = request.type === 'head' ? request.head.headers.find(([name]) => name === 'Sec-WebSocket-Key')?.[1] : '';
  const client = createConnection({
    role: 'client',
    request: { host: 'example.com', path: '/chat', key: key ?? '' },
    createMaskingKey,
  });
  client.receive(response.bytes);
  client.takeOutput();
  return client;
}

function answer(end: Connection, bytes: Uint8Array): readonly Uint8Array[] {
  end.receive(bytes, (event) => {
    if (event.type === 'text') end.send(event.text);
    if (event.type === 'binary') end.send(event.bytes);
  });
  return end.takeOutput();
}
