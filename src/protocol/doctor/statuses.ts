/** What it means that a server answers an opening request with a status other than 101, and what to do. */
import { headerValues, type HttpHead } from '../http-head';
import type { PasteFinding } from './finding';

type Advice = Pick<PasteFinding, 'title' | 'why' | 'source' | 'fix' | 'code'>;

/** The two headers of the change of protocol end at each machine on the way: a proxy has to be told to write them anew. */
export const proxyAdvice = {
  fix: 'If the program that dials did send it, a proxy on the way has dropped it. Tell the proxy to pass it on; for nginx:',
  code: 'proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection "upgrade";',
} as const;

/** Explains a status. @param response the head that carries it, for what else it says */
export function explainStatus(status: string, response: HttpHead): Advice {
  const [versions] = headerValues(response, 'Sec-WebSocket-Version');
  if (versions !== undefined && status.startsWith('4')) return wrongVersion(status, versions);
  if (/^30[12378]$/.test(status)) return redirect(status, headerValues(response, 'Location')[0]);
  const known = advice[status] ?? advice[`${status.charAt(0)}xx`];
  return { title: `The status is ${status} instead of 101.`, source: 'RFC 6455 §4.1', ...(known ?? otherStatus) };
}

const otherStatus = {
  why: 'Only 101 opens a WebSocket. Any other status is an answer of ordinary HTTP.',
  fix: 'Look into the server’s log for this request: it knows why it refused.',
} as const;

const gateway = {
  why: 'A proxy answered in the server’s place, because it got no good answer from it. The request may never have reached the program.',
  source: 'RFC 9110 §15.6.3',
  fix: 'Look whether the program behind the proxy runs, and whether the proxy has its right address and port. Then try without the proxy.',
} as const;

const advice: Readonly<Record<string, Omit<Advice, 'title'>>> = {
  '200': {
    why: 'The server took the request for an ordinary one and sent a page. Either nobody listens for WebSockets at this path, or a proxy dropped the Upgrade header before the server saw it.',
    fix: `Check the path first. ${proxyAdvice.fix}`,
    code: proxyAdvice.code,
  },
  '400': {
    why: 'The server found something missing or wrong in the request. Often it is a header that a proxy dropped.',
    source: 'RFC 6455 §4.2.1',
    fix: `Compare what the server got with what was sent. ${proxyAdvice.fix}`,
    code: proxyAdvice.code,
  },
  '401': {
    why: 'The server wants to know who asks. A page cannot add an Authorization header to a WebSocket.',
    fix: 'From a page, use a cookie, or a ticket of one use in the address or in the first message.',
  },
  '403': {
    why: 'The server understood and refuses. With WebSockets that is most often the Origin: the site that the page came from is not on the server’s list.',
    source: 'RFC 6455 §4.2.2, §10.2',
    fix: 'Compare the Origin header of the request with the server’s list, letter by letter: scheme, host, and port. If it is there, look at cookies and tokens.',
  },
  '404': {
    why: 'There is nothing at this path for a WebSocket.',
    source: 'RFC 6455 §4.2.2',
    fix: 'Check the path, also for a slash at its end and for what a proxy adds to it or takes away.',
  },
  '405': {
    why: 'The server does not take this method here. An opening request is a GET.',
    source: 'RFC 6455 §4.1',
    fix: 'Check the method and the path.',
  },
  '426': {
    why: 'The server wants the protocol changed and did not see the wish: no Upgrade header reached it.',
    source: 'RFC 9110 §15.5.22',
    fix: proxyAdvice.fix,
    code: proxyAdvice.code,
  },
  '429': {
    why: 'The server counts attempts, and there were too many.',
    fix: 'Wait longer between attempts: each time longer, and by a random part.',
  },
  '500': {
    why: 'The server’s program failed while it answered.',
    fix: 'Look into its log: the cause stands there and not in the answer.',
  },
  '502': gateway,
  '503': {
    why: 'The server, or a proxy in its place, takes nobody at the moment.',
    fix: 'Try again later: each time after a longer pause, with a random part in it.',
  },
  '504': { ...gateway, source: 'RFC 9110 §15.6.5' },
};

function wrongVersion(status: string, versions: string): Advice {
  return {
    title: `The status is ${status}: the server speaks other versions.`,
    why: `It names the versions that it speaks: ${versions}. Everybody uses 13, so the request named another or none.`,
    source: 'RFC 6455 §4.2.2',
    fix: 'Send this header, once:',
    code: 'Sec-WebSocket-Version: 13',
  };
}

function redirect(status: string, location: string | undefined): Advice {
  const target = location?.replace(/^http(?=s?:\/\/)/i, 'ws');
  return {
    title: `The status is ${status}: the server sends the client to another address.`,
    why: 'Browsers do not follow a redirect when they open a WebSocket. Often it leads from http to https, or to the same path with a slash at its end.',
    source: 'WHATWG WebSockets, opening handshake',
    fix: target === undefined ? 'Dial the final address at once.' : 'Dial the address that it names at once:',
    ...(target === undefined ? {} : { code: target }),
  };
}
