/** A step as the picture names it. */
export interface StepWords {
  readonly title: string;
  /** What is written on its arrow. */
  readonly sign: string;
}

/** The four steps, in their order. What is said about them beside that is in describe.ts: the picture needs no more. */
export const stepWords: readonly StepWords[] = [
  { title: 'The browser dials', sign: 'GET, Upgrade: websocket' },
  { title: 'The server picks up', sign: '101 Switching Protocols' },
  { title: 'Both talk', sign: 'frames, for as long as you like' },
  { title: 'One hangs up', sign: 'close, and close in answer' },
];
