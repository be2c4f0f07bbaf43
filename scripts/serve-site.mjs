import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { normalizeBasePath } from './base-path.mjs';
import { PlainError } from './plain-error.mjs';
import { listenFrom, readPort } from './port.mjs';
import { projectRoot } from './project.mjs';
import { createSiteServer } from './site-server.mjs';
import { onStop } from './stop-signals.mjs';

const DEFAULT_PORT = 4321;

/**
 * Reads what the environment says about serving. Call it before slow work, so that a slip shows at once.
 *
 * @param {NodeJS.ProcessEnv} [env] PORT and BASE_PATH
 * @returns {{ port: number, basePath: string }}
 * @throws {PlainError} when one of them makes no sense
 */
export function readServeSettings(env = process.env) {
  return { port: readPort(env.PORT, DEFAULT_PORT), basePath: normalizeBasePath(env.BASE_PATH) };
}

/**
 * Serves `dist/` until Ctrl-C or SIGTERM, and prints the address on a line of its own.
 *
 * @param {{ port: number, basePath: string }} settings
 * @param {string} [directory]
 * @returns {Promise<void>} when the server listens
 * @throws {PlainError} when there is no built site or no free port
 */
export async function serveSite({ port, basePath }, directory = join(projectRoot, 'dist')) {
  if (!existsSync(directory)) throw new PlainError('There is no built site in dist/. Build it first: npm run build');
  const server = createSiteServer({ directory, basePath });
  const actualPort = await listenFrom(server, port, (taken, next) => {
    console.log(`Port ${taken} is taken, trying ${next}.`);
  });
  onStop(() => {
    server.close();
    // Browsers keep connections open; waiting for them would make Ctrl-C seem to do nothing.
    server.closeAllConnections();
    process.exit(0);
  });
  console.log(`Open Line is at http://localhost:${actualPort}${basePath}`);
}
