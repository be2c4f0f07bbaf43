import { createServer } from 'node:net';
import { PlainError } from './plain-error.mjs';

const HIGHEST_PORT = 65_535;
const PORTS_TRIED = 50;

/**
 * Reads a port from the environment.
 *
 * @param {string | undefined} value PORT; nothing means the fallback, 0 means any free port
 * @param {number} fallback
 * @returns {number}
 * @throws {PlainError} when it is not a port
 */
export function readPort(value, fallback) {
  const text = value?.trim() ?? '';
  if (text === '') return fallback;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= HIGHEST_PORT) return port;
  throw new PlainError(
    `PORT is "${text}". It has to be a whole number from 0 to ${HIGHEST_PORT}, for example PORT=8080.`,
  );
}

/**
 * Makes a server listen at a port, or at the next free one after it.
 *
 * @param {import('node:net').Server} server
 * @param {number} port
 * @param {(taken: number, next: number) => void} [onTaken] hears of every port that was not free
 * @returns {Promise<number>} the port it listens at
 * @throws {PlainError} when no port is free or the system forbids it
 */
export async function listenFrom(server, port, onTaken) {
  const last = port === 0 ? 0 : Math.min(port + PORTS_TRIED - 1, HIGHEST_PORT);
  for (let candidate = port; candidate <= last; candidate++) {
    const reason = (await whyNotFree(candidate)) ?? (await listen(server, candidate));
    if (reason === undefined) return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
    if (reason !== 'EADDRINUSE')
      throw new PlainError(`Port ${candidate} cannot be used (${reason}). Choose another: PORT=8080`);
    if (candidate < last) onTaken?.(candidate, candidate + 1);
  }
  throw new PlainError(`The ports ${port} to ${last} are all taken. Choose another: PORT=8080`);
}

/**
 * Asks the system for a port that nobody uses.
 *
 * @returns {Promise<number>}
 */
export async function findFreePort() {
  const server = createServer();
  const port = await listenFrom(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * macOS and Windows let a server listen on all addresses while another one has the same port on the loopback address,
 * and "localhost" then leads to the other one. So the loopback addresses are tried first.
 *
 * @param {number} port
 * @returns {Promise<string | undefined>}
 */
async function whyNotFree(port) {
  if (port === 0) return undefined;
  for (const host of ['127.0.0.1', '::1']) {
    const probe = createServer();
    const reason = await listen(probe, port, host);
    if (reason === undefined) await new Promise((resolve) => probe.close(resolve));
    // A machine without IPv6 answers EADDRNOTAVAIL, which says nothing about the port.
    else if (reason === 'EADDRINUSE') return reason;
  }
  return undefined;
}

/**
 * @param {import('node:net').Server} server
 * @param {number} port
 * @param {string} [host] all addresses when left out, so that a container or a projector's laptop can be reached too
 * @returns {Promise<string | undefined>} the error's code, or undefined when it listens
 */
function listen(server, port, host) {
  return new Promise((resolve) => {
    /** @param {NodeJS.ErrnoException} error */
    const onError = (error) => {
      server.removeListener('listening', onListening);
      resolve(error.code ?? error.message);
    };
    const onListening = () => {
      server.removeListener('error', onError);
      resolve(undefined);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen(port, host);
  });
}
