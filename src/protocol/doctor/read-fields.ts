/**
 * Headers without a start line, as a browser's developer tools show them: name and value on one line or on two, under
 * “General”, “Response Headers”, and “Request Headers”, or in no order at all.
 */
import { isToken, type Header } from '../http-head';
import type { PastedHead } from './pasted-head';

type Side = PastedHead['type'];

interface Field {
  readonly name: string;
  readonly value: string;
  /** The line of the value. */
  readonly line: number;
  /** Whose it is, where the paste or the name says so. */
  readonly side: Side | undefined;
}

/** Reads a request, a response, or both; none when no name is one that such headers have. */
export function readFields(lines: readonly string[]): readonly PastedHead[] {
  const fields = assignSides(listFields(lines));
  if (!fields.some(({ name }) => isKnown(name))) return [];
  const find = (...names: readonly string[]): Field | undefined =>
    fields.find(({ name }) => names.includes(name.toLowerCase()));
  const isVersion2 = find(':status', ':method', ':path', ':authority') !== undefined;
  const version = isVersion2 ? 'HTTP/2' : 'HTTP/1.1';
  const status = find('status code', 'status', ':status');
  const method = find('request method', ':method');
  const path = find(':path');
  const url = find('request url');
  const requestLine = `${method?.value ?? 'GET'} ${path?.value ?? pathOf(url?.value ?? '')} ${version}`;
  const statusLine = status === undefined ? 'HTTP/1.1 101 Switching Protocols' : `${version} ${status.value}`;
  return [
    ...createHead('request', requestLine, (path ?? method ?? url)?.line, fields),
    ...createHead('response', statusLine, status?.line, fields),
  ];
}

const requestNames =
  'host origin sec-websocket-key sec-websocket-version user-agent accept accept-encoding accept-language cookie pragma authorization referer x-forwarded-for x-forwarded-proto :method :path :authority :scheme :protocol';
const responseNames =
  'sec-websocket-accept server date content-type content-length transfer-encoding location set-cookie www-authenticate x-powered-by :status';
const eitherNames = 'upgrade connection sec-websocket-protocol sec-websocket-extensions cache-control via';
const sides: ReadonlyMap<string, Side | undefined> = new Map([
  ...requestNames.split(' ').map((name) => [name, 'request'] as const),
  ...responseNames.split(' ').map((name) => [name, 'response'] as const),
  ...eitherNames.split(' ').map((name) => [name, undefined] as const),
]);
/** What stands under “General”, and is no header. */
const generalNames: readonly string[] = [
  ...['request url', 'request method', 'status code', 'status', 'remote address', 'referrer policy'],
];

/** What stands over a block of headers. */
const titlePattern = /^(?:(request|response) headers|general)(?: \(.*\))?$/i;

const isKnown = (name: string): boolean => sides.has(name.toLowerCase()) || name.toLowerCase() === 'status code';
const isGeneral = (name: string): boolean => generalNames.includes(name.toLowerCase());

function listFields(lines: readonly string[]): readonly Field[] {
  const fields: Field[] = [];
  let block: Side | undefined;
  let isTaken = false;
  for (const [index, line] of lines.entries()) {
    if (isTaken) {
      isTaken = false;
      continue;
    }
    const title = titlePattern.exec(line);
    if (title !== null) {
      block = title[1] === undefined ? undefined : title[1].toLowerCase() === 'request' ? 'request' : 'response';
      continue;
    }
    const field = readField(line);
    if (field === undefined) continue;
    const next = lines[index + 1] ?? '';
    // A value may look like a name, as in Connection: Upgrade.
    const isNextValue = isKnown(next) || isGeneral(next) || readField(next) === undefined;
    isTaken = field.value === '' && next !== '' && isNextValue && !titlePattern.test(next);
    const side = isGeneral(field.name) ? undefined : (block ?? sides.get(field.name.toLowerCase()));
    fields.push({ name: field.name, value: isTaken ? next : field.value, line: index + (isTaken ? 2 : 1), side });
  }
  return fields;
}

/** Name and value of a line; the value is empty where it stands on the next one. */
function readField(line: string): { readonly name: string; readonly value: string } | undefined {
  if (isKnown(line) || isGeneral(line)) return { name: line, value: '' };
  const [, name = '', space = '', value = ''] = /^(:?[^:]+):(\s*)(.*)$/.exec(line) ?? [];
  const isName = isToken(name.replace(/^:/, '')) || isGeneral(name);
  // `http://example.com` and `localhost:3000` are values.
  return isName && (space !== '' || value === '' || isKnown(name)) ? { name, value: value.trim() } : undefined;
}

/** A header that both can have belongs to the one before it, or else to the one behind. */
function assignSides(fields: readonly Field[]): readonly Field[] {
  const hasStatus = fields.some(({ name }) => /^status/i.test(name));
  let side = fields.find((field) => field.side !== undefined)?.side ?? (hasStatus ? 'response' : 'request');
  return fields.map((field) => {
    if (isGeneral(field.name)) return field;
    side = field.side ?? side;
    return { ...field, side };
  });
}

function createHead(
  type: Side,
  startLine: string,
  startLineNumber: number | undefined,
  fields: readonly Field[],
): readonly PastedHead[] {
  const own = fields.filter(({ side, name }) => side === type && !isGeneral(name));
  const isNamed = type === 'response' && startLineNumber !== undefined;
  if (own.length === 0 && !isNamed) return [];
  const headers = own
    .map((field) => (field.name.toLowerCase() === ':authority' ? { ...field, name: 'Host' } : field))
    .filter(({ name }) => !name.startsWith(':') || name.toLowerCase() === ':protocol');
  return [
    {
      type,
      head: { startLine, headers: headers.map(({ name, value }): Header => [name, value]) },
      startLineNumber,
      headerLines: headers.map(({ line }) => line),
      strays: [],
    },
  ];
}

function pathOf(url: string): string {
  const path = /^[a-z]+:\/\/[^/?#\s]+([^#\s]*)/i.exec(url)?.[1] ?? '';
  return path.startsWith('/') ? path : `/${path}`;
}
