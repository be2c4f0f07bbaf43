import type { JSHandle, Page } from 'playwright/test';

/** What a page's WebSocket heard, and what it was told at the end. */
interface SocketInPage {
  readonly socket: WebSocket;
  readonly heard: Message[];
  readonly closed: Promise<{ readonly code: number; readonly reason: string; readonly wasClean: boolean }>;
  onHeard: () => void;
}

/** A message: text, or bytes as characters from U+0000 to U+00FF, which pass between Node and the page faster than numbers. */
export interface Message {
  readonly type: 'text' | 'binary';
  readonly data: string;
}

/** A page that holds a WebSocket of the browser. */
export class WebSocketPage {
  #handle: JSHandle<SocketInPage> | undefined;

  constructor(readonly page: Page) {}

  /** Begins to connect. Whether that succeeds is told by `protocol` or `closed`. */
  async connect(url: string, protocols: readonly string[] = []): Promise<void> {
    this.#handle = await this.page.evaluateHandle(
      ([address, names]): SocketInPage => {
        const socket = new WebSocket(address, [...names]);
        socket.binaryType = 'arraybuffer';
        const inPage: SocketInPage = {
          socket,
          heard: [],
          closed: new Promise((resolve) => {
            socket.addEventListener('close', ({ code, reason, wasClean }) => resolve({ code, reason, wasClean }));
          }),
          onHeard: () => {},
        };
        socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
          const characters = (bytes: ArrayBuffer): string =>
            Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
          inPage.heard.push(
            typeof data === 'string' ? { type: 'text', data } : { type: 'binary', data: characters(data) },
          );
          inPage.onHeard();
        });
        return inPage;
      },
      [url, protocols] as const,
    );
  }

  /** Resolves to the subprotocol when the connection is open; the empty string says that there is none. */
  protocol(): Promise<string> {
    return this.#socket.evaluate(
      ({ socket }) =>
        new Promise((resolve) => {
          if (socket.readyState === WebSocket.OPEN) resolve(socket.protocol);
          socket.addEventListener('open', () => resolve(socket.protocol));
        }),
    );
  }

  async send(message: Message): Promise<void> {
    await this.#socket.evaluate(({ socket }, { type, data }) => {
      socket.send(type === 'text' ? data : Uint8Array.from(data, (character) => character.charCodeAt(0)));
    }, message);
  }

  /** Resolves to the next message. */
  hear(): Promise<Message | undefined> {
    return this.#socket.evaluate(
      (inPage) =>
        new Promise((resolve) => {
          inPage.onHeard = () => {
            if (inPage.heard.length === 0) return;
            inPage.onHeard = () => {};
            resolve(inPage.heard.shift());
          };
          inPage.onHeard();
        }),
    );
  }

  async close(code?: number, reason?: string): Promise<void> {
    await this.#socket.evaluate(({ socket }, args) => socket.close(args.code, args.reason), { code, reason });
  }

  /** Resolves to what the CloseEvent says. */
  closed(): Promise<Awaited<SocketInPage['closed']>> {
    return this.#socket.evaluate(({ closed }) => closed);
  }

  get #socket(): JSHandle<SocketInPage> {
    if (this.#handle === undefined) throw new Error('Connect first');
    return this.#handle;
  }
}
