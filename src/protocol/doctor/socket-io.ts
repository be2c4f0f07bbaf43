/** Packets of Engine.IO 4 and Socket.IO 5: text that those libraries put into a WebSocket message. */

/** A packet by its names. */
export interface Packet {
  /** What Engine.IO calls it: `message`, `ping`. */
  readonly engineType: string;
  /** What Socket.IO calls the packet in a message: `event`. */
  readonly socketType?: string;
  /** Its namespace, where one is written: `/admin`. */
  readonly namespace?: string;
  /** The name of an event, where there is one. */
  readonly event?: string;
}

/** Reads one packet; `undefined` for any other text. */
export function readPacket(text: string): Packet | undefined {
  const [, digit = '', rest = ''] = /^([0-6])([\s\S]*)$/.exec(text) ?? [];
  const engineType = engineTypes[Number(digit)];
  if (digit === '' || engineType === undefined) return undefined;
  if (engineType === 'message') return readMessage(rest);
  const isWhole = {
    open: () => rest.startsWith('{') && parse(rest) !== undefined,
    ping: () => rest === '' || rest === 'probe',
    pong: () => rest === '' || rest === 'probe',
  };
  const check = Object.entries(isWhole).find(([name]) => name === engineType)?.[1];
  return (check === undefined ? rest === '' : check()) ? { engineType } : undefined;
}

const engineTypes = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'] as const;
const socketTypes = [
  'connect',
  'disconnect',
  'event',
  'acknowledgement',
  'connect error',
  'binary event',
  'binary acknowledgement',
] as const;

/** Type, number of attachments, namespace, number of the acknowledgement, JSON: all but the first may be missing. */
function readMessage(text: string): Packet | undefined {
  const [, digit = '', , namespace, , json = ''] = /^([0-6])(\d+-)?(\/[^,]*)?,?(\d+)?([\s\S]*)$/.exec(text) ?? [];
  const socketType = socketTypes[Number(digit)];
  if (digit === '' || socketType === undefined) return undefined;
  const data = json === '' ? undefined : parse(json);
  const needsList = !['connect', 'disconnect', 'connect error'].includes(socketType);
  if (needsList ? !Array.isArray(data) : json !== '' && !isObject(data)) return undefined;
  const [event] = Array.isArray(data) ? (data as readonly unknown[]) : [];
  return {
    engineType: 'message',
    socketType,
    ...(namespace === undefined ? {} : { namespace }),
    ...(socketType.endsWith('event') && typeof event === 'string' ? { event } : {}),
  };
}

const isObject = (data: unknown): boolean => typeof data === 'object' && data !== null && !Array.isArray(data);

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
