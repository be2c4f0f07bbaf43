/**
 * The part of an address that restores the diagram (`flow.step`, `flow.key` …). The names are a public contract: links
 * outlive us. What does not make sense falls back to the usual, and is said.
 */
import type { ConversationSettings } from '../../protocol/conversation';
import { toHex } from '../../protocol/hex';
import {
  defaultEntries,
  defaultSettings,
  readEditedBytes,
  readEntries,
  type EditedFrames,
  type Entries,
  type FieldName,
} from './input';

/** The step that is taken apart, 1 to 4; 0 shows all four. */
export type StepNumber = 0 | 1 | 2 | 3 | 4;

/** What an address asks for. */
export interface FlowView {
  readonly step: StepNumber;
  readonly entries: Entries;
  readonly settings: ConversationSettings;
  /** What the reader has written in place of a frame. */
  readonly edited?: EditedFrames;
}

/** Reads a view from an address's parameters; `problems` says in plain words what had to be replaced. */
export function readFlow(parameters: URLSearchParams): {
  readonly view: FlowView;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const hex = parameters.get('flow.hex');
  const message = parameters.get('flow.message');
  if (hex !== null && message !== null) {
    problems.push('The link holds a message both as text and in hex. You see the text.');
  }
  const isHex = hex !== null && message === null;
  const asked: Entries = {
    key: parameters.get('flow.key') ?? defaultEntries.key,
    message: (isHex ? hex : message) ?? defaultEntries.message,
    format: isHex ? 'hex' : 'text',
    mask: parameters.get('flow.mask') ?? defaultEntries.mask,
    code: parameters.get('flow.code') ?? defaultEntries.code,
    reason: parameters.get('flow.reason') ?? defaultEntries.reason,
  };
  const found = readEntries(asked, defaultSettings);
  const wrong = Object.entries(found.problems) as readonly (readonly [FieldName, string])[];
  for (const [name, reason] of wrong)
    problems.push(`${titles[name]} in the link will not do, so you see the usual one. ${reason}`);
  const usual = Object.fromEntries(wrong.map(([name]) => [name, defaultEntries[name]]));
  const entries: Entries = {
    ...asked,
    ...usual,
    ...(found.problems.message === undefined ? {} : { format: defaultEntries.format }),
  };
  const edited = readEdited(parameters, problems);
  // Frames are edited in step 3: a link to some leads there.
  const asksForFrames = edited !== undefined && !parameters.has('flow.step');
  const step = asksForFrames ? 3 : readStep(parameters.get('flow.step'), problems);
  // Read again: a reason that waited for a code that will not do stands beside the usual code now.
  const { settings } = readEntries(entries, defaultSettings);
  return { view: { step, entries, settings, ...(edited === undefined ? {} : { edited }) }, problems };
}

/** Writes a view into a copy of an address's parameters; what equals the default is left out, others' are kept. */
export function writeFlow(
  { step, settings, edited }: Omit<FlowView, 'entries'>,
  parameters: URLSearchParams,
): URLSearchParams {
  const written = new URLSearchParams([...parameters].filter(([name]) => !name.startsWith('flow.')));
  const set = (name: string, value: string, usual: string): void => {
    if (value !== usual) written.set(`flow.${name}`, value);
  };
  const { key, message, maskingKey, closeCode, closeReason } = settings;
  set('step', String(step), '0');
  set('key', key, defaultEntries.key);
  if (typeof message === 'string') set('message', message, defaultEntries.message);
  else written.set('flow.hex', compactHex(message));
  set('mask', compactHex(maskingKey), defaultEntries.mask);
  set('code', closeCode === undefined ? '' : String(closeCode), defaultEntries.code);
  set('reason', closeReason, defaultEntries.reason);
  // Where all four steps are shown, no frame is open to editing; a link to one leads to step 3.
  if (edited !== undefined && step !== 0) {
    written.set('flow.frame', compactHex(edited.bytes));
    set('from', edited.from, 'client');
  }
  return written;
}

/** Bytes as hex digits without spaces, as they stand in an address. */
export function compactHex(bytes: Uint8Array): string {
  return toHex(bytes).replaceAll(' ', '');
}

const titles: Readonly<Record<FieldName, string>> = {
  key: 'The key',
  message: 'The message',
  mask: 'The masking key',
  code: 'The close code',
  reason: 'The reason',
};

function readEdited(parameters: URLSearchParams, problems: string[]): EditedFrames | undefined {
  const text = parameters.get('flow.frame');
  if (text === null) return undefined;
  const bytes = readEditedBytes(text);
  if (!bytes.ok) {
    problems.push(`The frame in the link will not do, so you see the usual ones. ${bytes.reason}`);
    return undefined;
  }
  const from = parameters.get('flow.from') ?? 'client';
  if (from !== 'client' && from !== 'server') {
    problems.push('The link does not say who sends the frame. You see it as sent by the browser.');
  }
  return { from: from === 'server' ? 'server' : 'client', bytes: bytes.value };
}

function readStep(text: string | null, problems: string[]): StepNumber {
  const steps: readonly StepNumber[] = [1, 2, 3, 4];
  const step = steps.find((number) => String(number) === text);
  if (text !== null && step === undefined) {
    problems.push('The link names a step that does not exist. There are four. You see them all.');
  }
  return step ?? 0;
}
