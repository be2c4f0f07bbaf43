/** An opening handshake, or the half of it that was pasted: what is wrong, what is worth knowing, what is right. */
import { headerValues } from '../http-head';
import type { Diagnosis } from './diagnosis';
import { atLine, sortFindings, type PasteFinding } from './finding';
import { judgeRequest } from './judge-request';
import { judgeResponse } from './judge-response';
import type { PastedHead, PastedLine } from './pasted-head';

/** Judges the last request and the last response of a paste: what is wrong first, then notes, then what is right. */
export function diagnoseHeads(heads: readonly PastedHead[]): Diagnosis {
  const request = heads.findLast(({ type }) => type === 'request');
  const response = heads.findLast(({ type }) => type === 'response');
  const findings = [
    ...(request === undefined ? [] : judgeRequest(request)),
    ...(response === undefined ? [] : judgeResponse(response, request)),
    ...[request, response].flatMap((head) => head?.strays.map(describeStray) ?? []),
    ...describeOthers(heads),
  ];
  const isWrong = findings.some(({ severity }) => severity === 'wrong');
  const all = isWrong ? findings : [...findings, describeSuccess(request, response)];
  return { read: describeHeads(heads), findings: sortFindings(all) };
}

/** What a paste of heads holds, in words. */
function describeHeads(heads: readonly PastedHead[]): string {
  const count = (type: PastedHead['type']): number => heads.filter((head) => head.type === type).length;
  const words = (['request', 'response'] as const).flatMap((type) => {
    const number = count(type);
    return number === 0 ? [] : [number === 1 ? `a ${type}` : `${number} ${type}s`];
  });
  return `${words.join(' and ')} of HTTP`;
}

function describeStray({ line, text }: PastedLine): PasteFinding {
  const hasSpace = /^\S+\s+:/.test(text);
  return {
    severity: 'wrong',
    title: hasSpace ? 'There is a space between a header’s name and its colon.' : 'A line among the headers is none.',
    ...atLine(line),
    why: 'A header is a name, a colon right behind it, and a value, all on one line.',
    source: 'RFC 9112 §5',
    fix: 'Mend the line, or take it out. If it is the body, an empty line has to stand before it.',
  };
}

function describeOthers(heads: readonly PastedHead[]): readonly PasteFinding[] {
  const responses = heads.filter(({ type }) => type === 'response').length;
  if (responses < 2) return [];
  return [
    {
      severity: 'note',
      title: `The paste holds ${responses} responses. The last one is judged.`,
      why: 'A proxy’s own answer, or a redirect that curl followed, comes before the one that counts.',
    },
  ];
}

function describeSuccess(request: PastedHead | undefined, response: PastedHead | undefined): PasteFinding {
  const source = 'RFC 6455 §4';
  if (request === undefined) {
    return {
      severity: 'right',
      title: 'The response opens a WebSocket, as far as it can be judged alone.',
      why: 'Status, Upgrade, and Connection are in order.',
      source,
    };
  }
  const path = request.head.startLine.split(' ')[1] ?? '/';
  if (response === undefined) {
    return {
      severity: 'right',
      title: `The request asks for a WebSocket at ${path}, and nothing is missing.`,
      why: 'A server that listens there can answer with 101. What it did answer is not in the paste.',
      source,
    };
  }
  const [protocol] = headerValues(response.head, 'Sec-WebSocket-Protocol');
  return {
    severity: 'right',
    title: `This opens a WebSocket at ${path}.`,
    why: `Request and response fit each other${protocol === undefined ? '' : `, and both speak ${protocol}`}. From here on the connection carries frames.`,
    source,
  };
}
