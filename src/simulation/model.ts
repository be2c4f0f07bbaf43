/**
 * The words of the simulation. A scenario says what happens on the server, settings say how a page learns of it,
 * and `simulate` (simulate.ts) turns both into a timeline that never changes again.
 */

/** The ways a page can learn of news. */
export type TransportName = 'polling' | 'websocket';

/** The stories that the simulator can tell. */
export type ScenarioName = 'restaurant' | 'chat' | 'ai-answer' | 'nightly-report';

/** One piece of news that comes into being on the server. */
export interface Message {
  /** 1, 2, 3 … in order of `createdAtMs`. */
  readonly id: number;
  /** When it exists, in ms from the start of the run. */
  readonly createdAtMs: number;
  /** What the application sends, the same on every transport. */
  readonly text: string;
  /** Size of `text` in UTF-8 bytes. */
  readonly payloadBytes: number;
}

/** The smallest and the largest value of a setting. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A story: what happens on the server, for how long we watch, and what its reader can live with. */
export interface Scenario {
  readonly name: ScenarioName;
  readonly title: string;
  /** One line for the reader: who waits for what. */
  readonly story: string;
  /** Seed of the run shown first. */
  readonly seed: number;
  /** How long the run lasts, in ms. No poll starts at or after it. */
  readonly horizonMs: number;
  /** When the page opens its connection or asks for the first time, in ms. */
  readonly clientStartsAtMs: number;
  /** The poll interval shown first, in ms. */
  readonly intervalMs: number;
  readonly intervalBoundsMs: Bounds;
  /** How late news may be without harm to anybody in this story, in ms. Decides the verdict. */
  readonly toleratedDelayMs: number;
  /** Creates the messages of one run; the same random source gives the same messages. */
  readonly createMessages: (random: () => number) => readonly Message[];
}

/** What the reader can set. */
export interface Settings {
  readonly scenario: ScenarioName;
  /** The lanes to run, each at most once, in the order they are shown. */
  readonly lanes: readonly TransportName[];
  /** Pause between an answer and the next poll, in ms. */
  readonly intervalMs: number;
  /** Network round trip, in ms; one way takes half of it. */
  readonly roundTripMs: number;
  /** Whole number, 0 to 2³² − 1. */
  readonly seed: number;
}

/** What a transmission is. The first word of its lane's vocabulary; `describeTransmission` says it in a sentence. */
export type TransmissionType =
  'poll' | 'empty-answer' | 'answer' | 'opening-request' | 'opening-response' | 'message' | 'ping' | 'pong';

/** One thing that travels between the two ends. */
export interface Transmission {
  readonly type: TransmissionType;
  readonly from: 'client' | 'server';
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
  /** All bytes the application layer writes: HTTP head and body, or the whole frame. */
  readonly wireBytes: number;
  /** The part of `wireBytes` that is the messages themselves. */
  readonly payloadBytes: number;
  /** The messages it carries. */
  readonly messages: readonly Message[];
  /** Transmissions that belong together (a poll and its answer, a ping and its pong) share this number. */
  readonly exchange: number;
}

/** What one transport made of the run, in order of `sentAtMs`. */
export interface Lane {
  readonly transport: TransportName;
  readonly transmissions: readonly Transmission[];
}

/** A finished run. */
export interface Timeline {
  readonly settings: Settings;
  readonly scenario: Scenario;
  readonly messages: readonly Message[];
  readonly lanes: readonly Lane[];
  /** When the last transmission has arrived, and at least the scenario's horizon. */
  readonly endMs: number;
}

/** What a transport needs to know to carry a run. */
export interface Conditions {
  readonly messages: readonly Message[];
  readonly clientStartsAtMs: number;
  readonly horizonMs: number;
  readonly intervalMs: number;
  readonly roundTripMs: number;
}

/** A transport: the conditions of a run in, everything that travels out, in order of `sentAtMs`. Pure. */
export type Transport = (conditions: Conditions) => readonly Transmission[];
