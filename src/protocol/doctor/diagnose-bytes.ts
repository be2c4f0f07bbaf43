/** Bytes that were pasted: whose frames they seem to be, and the rule that one of them breaks. */
import type { Endpoint } from '../conversation';
import { explainFrames, type ExplainedFrame, type Explanation } from '../explain';
import type { Diagnosis } from './diagnosis';
import { sortFindings, type PasteFinding } from './finding';

/** Judges bytes as frames, from the first one on. */
export function diagnoseBytes(bytes: Uint8Array): Diagnosis {
  const size = bytes.length === 1 ? '1 byte' : `${bytes.length} bytes`;
  const foreign = explainForeignBytes(bytes);
  if (foreign !== undefined) return { read: size, findings: [foreign] };
  // A client masks, a server does not (§5.1).
  const sender = (bytes[1] ?? 0) >= 0x80 ? 'client' : 'server';
  const explanation = explainFrames(bytes, sender);
  const last = explanation.frames.at(-1);
  const start = bytes.length - explanation.unreadSizeBytes - (last?.bytes.length ?? 0);
  const findings = [
    ...(last === undefined ? [] : judgeFrame(last, start, explanation.frames.length, sender)),
    ...describeEnd(explanation, bytes.length),
    describeSender(sender),
    ...(last?.finding.type === 'fine' ? [describeSuccess(explanation)] : []),
  ];
  return { read: `${size} of frames`, findings: sortFindings(findings), frames: { sender, explanation } };
}

/** The last frame is the only one with which something can be wrong: behind it nothing is read. */
function judgeFrame(frame: ExplainedFrame, start: number, count: number, sender: Endpoint): readonly PasteFinding[] {
  const { finding, fields, bytes } = frame;
  if (finding.type === 'fine') return [];
  const place = (byte: number): Pick<PasteFinding, 'where'> => ({ where: { type: 'byte', byte: start + byte + 1 } });
  if (finding.type !== 'violation') {
    return [
      {
        severity: 'note',
        title: 'The last frame is not whole.',
        ...place(0),
        why: `${finding.meaning} TCP may hand over a frame in any pieces.`,
        source: 'RFC 6455 §5.2',
        fix: 'Paste what came after it as well. A program keeps such bytes until the rest has come.',
      },
    ];
  }
  const { violation, detail } = finding;
  const startBit = fields.find(({ type }) => type === finding.field)?.startBit ?? 0;
  const common = {
    severity: 'wrong',
    ...place(Math.floor(startBit / 8)),
    source: `RFC 6455 §${violation.section}`,
  } as const;
  const why = `${violation.reason}${detail === undefined ? '' : ` ${detail}`} The other side ends the connection with ${violation.closeCode}.`;
  const [firstByte = 0] = bytes;
  if (violation.type === 'reserved bits') return [{ ...common, ...explainReservedBits(firstByte, why) }];
  const isMixed = count > 1 && (violation.type === 'missing mask' || violation.type === 'unexpected mask');
  return [
    {
      ...common,
      title: isMixed ? `Frame ${count} has another MASK bit than the first.` : `Frame ${count} breaks a rule.`,
      why,
      fix: isMixed
        ? 'If you pasted both directions, paste each alone. If one side sent all of it, that side is at fault.'
        : `Look into the program that wrote the frames of the ${sender}. If a library did, the bytes may not begin with a frame: paste them from the first byte of one.`,
    },
  ];
}

/** RSV1 alone, on the first frame of a message, is the mark of permessage-deflate (RFC 7692 §6). */
function explainReservedBits(firstByte: number, why: string): Pick<PasteFinding, 'title' | 'why' | 'fix'> {
  const isCompressed = (firstByte & 0x70) === 0x40 && [1, 2].includes(firstByte & 0x0f);
  if (isCompressed) {
    return {
      title: 'The frame says that it is compressed (RSV1), and here no compression is agreed on.',
      why,
      fix: 'Look at Sec-WebSocket-Extensions in the response. If permessage-deflate stands there, the frame is right, and its payload has to be inflated. If not, switch compression off in the program that sends.',
    };
  }
  return {
    title: 'A reserved bit is set.',
    why,
    fix: 'These bytes may be no frame at all: the middle of one, or a packet of TCP or TLS around it. Paste from the first byte of a frame.',
  };
}

function describeEnd({ isMessageOpen, unreadSizeBytes }: Explanation, sizeBytes: number): readonly PasteFinding[] {
  return [
    ...(isMessageOpen
      ? [
          {
            severity: 'note',
            title: 'A message has begun and is not finished.',
            why: 'Its last fragment, the one with FIN 1, has not come yet.',
            source: 'RFC 6455 §5.4',
            fix: 'Look whether the sender ends the message with a frame that has FIN 1.',
          } as const,
        ]
      : []),
    ...(unreadSizeBytes > 0
      ? [
          {
            severity: 'note',
            title: `${unreadSizeBytes} ${unreadSizeBytes === 1 ? 'byte' : 'bytes'} at the end are not read.`,
            where: { type: 'byte', byte: sizeBytes - unreadSizeBytes + 1 },
            why: 'Behind a close frame or a broken rule nobody reads on.',
            source: 'RFC 6455 §5.5.1, §7.1.7',
          } as const,
        ]
      : []),
  ];
}

function describeSender(sender: Endpoint): PasteFinding {
  return {
    severity: 'note',
    title: sender === 'client' ? 'Taken for frames of a client.' : 'Taken for frames of a server.',
    where: { type: 'byte', byte: 2 },
    why:
      sender === 'client'
        ? 'The first one is masked, as all frames of a client are. If a server sent it, that is the fault.'
        : 'The first one is not masked, and a server never masks. If a client sent it, that is the fault: it has to mask every frame, and the server ends the connection with 1002.',
    source: 'RFC 6455 §5.1',
  };
}

function describeSuccess({ frames }: Explanation): PasteFinding {
  return {
    severity: 'right',
    title: frames.length === 1 ? 'The frame keeps all rules.' : `All ${frames.length} frames keep the rules.`,
    why: 'The other side reads them without complaint. Below they stand field by field.',
    source: 'RFC 6455 §5',
  };
}

/** Bytes of the layers below, which a capture shows around the frames. */
function explainForeignBytes(bytes: Uint8Array): PasteFinding | undefined {
  const [first = 0, second = 0, third = 0] = bytes;
  const isTls = first >= 0x14 && first <= 0x17 && second === 3 && third <= 4 && bytes.length >= 5;
  const isIp = first === 0x45 && second === 0 && bytes.length >= 20;
  if (!isTls && !isIp) return undefined;
  return {
    severity: 'note',
    title: isTls ? 'This looks like a record of TLS.' : 'This looks like a packet of IP.',
    where: { type: 'byte', byte: 1 },
    why: isTls
      ? 'What travels inside is encrypted. The frames cannot be read from outside.'
      : 'The bytes begin with the headers of IP and TCP. The frames stand behind them.',
    ...(isTls ? { source: 'RFC 8446 §5.1' } : { source: 'RFC 791 §3.1' }),
    fix: isTls
      ? 'Look before the encryption: in the program, in the developer tools, or in Wireshark with the session’s keys.'
      : 'Paste the payload alone. In Wireshark: Follow, then TCP Stream, shown as a hex dump.',
  };
}
