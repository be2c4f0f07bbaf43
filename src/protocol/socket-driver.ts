/**
 * Runs an end of a connection over a socket of Node, which is all that connection.ts leaves to whoever holds the socket.
 * For tests, which alone have sockets here.
 */
import type { Server, Socket } from 'node:net';
import type { Connection, ConnectionEvent } from './connection';

/**
 * Passes on what comes from the socket, sends what the connection gives, and closes the socket when it is asked to.
 *
 * @param onEvent may send, ping, and close: what comes up is sent behind it
 * @returns a function that sends what has come up since; to be called after `send`, `ping`, and `close` elsewhere
 */
export function driveConnection(
  connection: Connection,
  socket: Socket,
  onEvent: (event: ConnectionEvent) => void,
): () => void {
  // A small frame is not to wait for the acknowledgement of the one before it.
  socket.setNoDelay(true);
  const flush = (): void => {
    for (const bytes of connection.takeOutput()) socket.write(bytes);
    if (connection.wantsTransportClosed) socket.end();
  };
  const end = (): void => {
    connection.receiveEnd().forEach(onEvent);
    flush();
  };
  socket.on('data', (bytes: Uint8Array) => {
    connection.receive(bytes, onEvent);
    flush();
  });
  socket.once('end', end);
  // A connection that was reset has no end: its error is followed by `close`.
  socket.on('error', () => {});
  socket.once('close', end);
  flush();
  return flush;
}

/** Lets a server listen on a free port of this machine. */
export function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

/** Resolves when all its sockets are closed too: one that was left open would make it wait for ever. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

/** The port on which a server listens. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return address.port;
}
