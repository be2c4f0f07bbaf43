// npm run bench:protocol: how fast the protocol engine writes and reads frames, beside the ws package, in one run.
// Times differ from machine to machine and from run to run; what counts is the ratio in the last column. Two differences
// are meant: the engine copies what it reads once, where ws gives parts of what came and unmasks it there; and it joins a
// short plain payload with its header, where ws never does.
import { createRequire, registerHooks } from 'node:module';
import { runCommand } from './plain-error.mjs';

const { Receiver, Sender } = createRequire(import.meta.url)('ws');

// Node runs TypeScript by leaving its types out, but wants the endings of file names, which our imports do not have.
registerHooks({
  resolve: (specifier, context, next) =>
    next(/^\.\.?\/[a-z0-9-/]+$/.test(specifier) ? `${specifier}.ts` : specifier, context),
});

const sizes = [
  { name: '20 B', sizeBytes: 20, count: 50_000 },
  { name: '1 KiB', sizeBytes: 1024, count: 16_384 },
  { name: '64 KiB', sizeBytes: 2 ** 16, count: 512 },
  { name: '1 MiB', sizeBytes: 2 ** 20, count: 32 },
];
const roundCount = 9;
/** What a socket of Node gives at a time at most. */
const chunkSizeBytes = 2 ** 16;
const maskingKey = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

/**
 * @typedef {object} Contestant
 * @property {() => () => number} prepare gives the work, which is timed and returns how many messages it did
 *
 * @typedef {object} Line
 * @property {string} kind what is done with which frames
 * @property {string} size of a payload, in words
 * @property {number} sizeBytes of a payload
 * @property {number} count of messages in a round
 * @property {Contestant} engine
 * @property {Contestant} ws
 */

await runCommand(async () => {
  const { encodeFrame, encodeFramePieces } = await import('../src/protocol/frame.ts');
  const { createMessageReader } = await import('../src/protocol/message-reader.ts');

  /** @type {Line[]} */
  const lines = [];
  for (const { name, sizeBytes, count } of sizes) {
    for (const isMasked of [false, true]) {
      const mask = isMasked ? 'masked' : 'plain';
      const payload = Buffer.from('x'.repeat(sizeBytes));
      const encoding = isMasked ? { maskingKey } : {};
      const optionsOfWs = {
        fin: true,
        opcode: 2,
        mask: isMasked,
        maskBuffer: Buffer.alloc(4),
        generateMask: (/** @type {Buffer} */ key) => key.set(maskingKey),
        readOnly: true,
        rsv1: false,
      };
      lines.push({
        kind: `encode binary ${mask}`,
        size: name,
        sizeBytes,
        count,
        engine: encoder(count, () => encodeFramePieces({ fin: true, opcode: 'binary', payload }, encoding).length),
        ws: encoder(count, () => Sender.frame(payload, optionsOfWs).length),
      });
      for (const opcode of /** @type {const} */ (['text', 'binary'])) {
        const frame = encodeFrame({ fin: true, opcode, payload }, encoding);
        const stream = Buffer.concat(Array(count).fill(frame));
        const receiver = isMasked ? 'server' : 'client';
        lines.push({
          kind: `decode ${opcode} ${mask}`,
          size: name,
          sizeBytes,
          count,
          engine: decoder(stream, () => {
            const reader = createMessageReader({ receiver, maxMessageSizeBytes: 2 ** 20 });
            return (chunk) => reader.read(chunk).filter(({ type }) => type === opcode).length;
          }),
          ws: decoder(stream, () => {
            let read = 0;
            const reader = new Receiver({ isServer: isMasked, maxPayload: 2 ** 20 });
            // The engine gives a text as a string, so that of ws is made one too.
            reader.on('message', (/** @type {Buffer} */ data, /** @type {boolean} */ isBinary) => {
              if (isBinary || data.toString().length === sizeBytes) read += 1;
            });
            return (chunk) => {
              const before = read;
              reader.write(chunk);
              return read - before;
            };
          }),
        });
      }
    }
  }

  console.log(`${'payloads'.padEnd(30)}${'engine'.padStart(24)}${'ws'.padStart(24)}  engine/ws`);
  for (const line of lines.sort((a, b) => a.kind.localeCompare(b.kind))) {
    const times = await measure(line);
    console.log(
      `${`${line.kind}, ${line.size}`.padEnd(30)}${describeSpeed(line, times.engine)}${describeSpeed(line, times.ws)}  ${(times.ws / times.engine).toFixed(2)}`,
    );
  }
});

/**
 * @param {number} count
 * @param {() => number} encode
 * @returns {Contestant}
 */
function encoder(count, encode) {
  return {
    prepare: () => () => {
      let done = 0;
      for (let index = 0; index < count; index += 1) done += encode() > 0 ? 1 : 0;
      return done;
    },
  };
}

/**
 * Reads a stream in chunks as they come from a socket. They are copied beforehand: ws takes the mask off where they stand.
 *
 * @param {Buffer} stream
 * @param {() => (chunk: Buffer) => number} createReader gives a function that says how many messages a chunk completed
 * @returns {Contestant}
 */
function decoder(stream, createReader) {
  return {
    prepare: () => {
      const chunks = Array.from({ length: Math.ceil(stream.length / chunkSizeBytes) }, (_, index) =>
        Buffer.from(stream.subarray(index * chunkSizeBytes, (index + 1) * chunkSizeBytes)),
      );
      const read = createReader();
      return () => chunks.reduce((done, chunk) => done + read(chunk), 0);
    },
  };
}

/**
 * Times both by turns; the first rounds, before the code is compiled, do not count.
 *
 * @param {Line} line
 * @returns {Promise<{ engine: number, ws: number }>} medians in milliseconds for a round
 */
async function measure({ kind, size, count, engine, ws }) {
  /** @type {{ engine: number[], ws: number[] }} */
  const times = { engine: [], ws: [] };
  for (let round = -2; round < roundCount; round += 1) {
    for (const [name, contestant] of /** @type {const} */ ([
      ['engine', engine],
      ['ws', ws],
    ])) {
      const work = contestant.prepare();
      const start = performance.now();
      const done = work();
      const timeMs = performance.now() - start;
      if (done !== count) throw new Error(`${kind}, ${size}: ${name} did ${done} messages of ${count}`);
      if (round >= 0) times[name].push(timeMs);
      // Streams tidy up behind themselves in a later turn.
      await new Promise(setImmediate);
    }
  }
  return { engine: medianOf(times.engine), ws: medianOf(times.ws) };
}

/** @param {number[]} numbers */
function medianOf(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/**
 * @param {Line} line
 * @param {number} timeMs
 */
function describeSpeed({ sizeBytes, count }, timeMs) {
  const perSecond = (count / timeMs) * 1000;
  const speed = (perSecond * sizeBytes) / 1e6;
  return `${speed.toFixed(0).padStart(10)} MB/s${Math.round(perSecond).toLocaleString('en').padStart(11)}/s`.padStart(
    26,
  );
}
