import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { distFolder } from './dist';

/** What a page may weigh, in bytes as they travel (brotli, quality 11). The one table of these numbers. */
export const budgets = {
  /** A page arrives with the first answer: 10 packets of 1,460 bytes, less the headers of HTTP and TLS. */
  html: 13_300,
  /** A page with islands may go on; but its first screen is whole within the first `html` bytes (see the test). */
  htmlWithIslands: 20_000,
  /** Scripts that are fetched before an island is seen. */
  scriptOnLoad: 3_000,
  /** All scripts of a page whose islands are alive, before a mode is opened. */
  scriptAlive: 25_000,
  /** What a mode fetches when it is opened, but for libraries in files of their own: they change rarely, and are kept. */
  scriptOfMode: 10_000,
} as const;

const compress = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

/** The size of a built file as it travels. */
export function weigh(file: string): number {
  return compress(readFileSync(join(distFolder, file))).length;
}

/** What a browser can read of a page once its first `limit` bytes have arrived. */
export function readBeginning(file: string, limit: number): string {
  const arrived = compress(readFileSync(join(distFolder, file))).subarray(0, limit);
  return brotliDecompressSync(arrived, { finishFlush: constants.BROTLI_OPERATION_FLUSH }).toString('utf8');
}
