import { createServer as createHttpServer } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { createConnection, type Connection, type ConnectionEvent } from '../src/protocol/connection';
import { closeServer, driveConnection, listen, portOf } from '../src/protocol/socket-driver';

const html = '<!doctype html><html lang="en"><title>A page with a WebSocket</title><link rel="icon" href="data:,">';

/** The end of one browser's connection at the server. */
interface EngineEnd {
  readonly connection: Connection;
  readonly socket: Socket;
  readonly flush: () => void;
}

/**
 * The site's own protocol engine as a server on a socket, and a page that may connect to it. It gives back each message
 * that it gets. The site's pages connect nowhere, so this one is served beside them, by Node's HTTP.
 */
export class EngineServer {
  /** What happened at the server, in order. */
  readonly events: ConnectionEvent[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #pages = createHttpServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
  });
  readonly #server = createServer((socket) => this.#accept(socket));
  #end: EngineEnd | undefined;

  private constructor() {}

  static async start(): Promise<EngineServer> {
    const server = new EngineServer();
    await Promise.all([listen(server.#pages), listen(server.#server)]);
    return server;
  }

  /** A page of the origin that may connect. */
  get pageUrl(): string {
    return `http://127.0.0.1:${portOf(this.#pages)}/`;
  }

  /** The same page under another name: another origin, which may not connect. */
  get strangersPageUrl(): string {
    return `http://localhost:${portOf(this.#pages)}/`;
  }

  get webSocketUrl(): string {
    return `ws://127.0.0.1:${portOf(this.#server)}/`;
  }

  /** Does something with the latest connection, and sends what comes of it. */
  act(action: (connection: Connection) => void): void {
    if (this.#end === undefined) throw new Error('Nobody has connected');
    action(this.#end.connection);
    this.#end.flush();
  }

  /** Sends bytes that the engine itself would never send. */
  writeRaw(bytes: Uint8Array): void {
    this.#end?.socket.write(bytes);
  }

  /** Ends what runs. A page that is still connected is cut off. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#pages.closeAllConnections();
    await Promise.all([closeServer(this.#pages), closeServer(this.#server)]);
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    const isAllowedOrigin = (origin: string | undefined): boolean => `${origin ?? ''}/` === this.pageUrl;
    const policy = { isAllowedOrigin, protocols: ['chat.v2', 'chat.v1'] };
    const connection = createConnection({ role: 'server', policy });
    const flush = driveConnection(connection, socket, (event) => {
      this.events.push(event);
      if (event.type === 'text') connection.send(event.text);
      if (event.type === 'binary') connection.send(event.bytes);
    });
    this.#end = { connection, socket, flush };
  }
}
