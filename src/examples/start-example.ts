import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

/** A program of one of the folders here, running as its own process. For tests. */
export interface RunningExample {
  /** The address that the program printed, ending in a slash: `http://localhost:3000/`. */
  readonly url: string;
  /** The same address for a WebSocket. */
  readonly webSocketUrl: string;
  readonly port: number;
  /** Sends the signal and resolves when the process has ended. Harmless when it has ended already. */
  readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

/**
 * Starts an example as `npm start` would, on a free port unless `PORT` is given, and waits until it prints its address.
 *
 * @param folder name of a folder beside this file
 * @throws Error with its exit code and what it wrote to stderr, when it ends before that
 */
export async function startExample(folder: string, environment: Record<string, string> = {}): Promise<RunningExample> {
  const directory = new URL(`${folder}/`, import.meta.url);
  const { scripts } = JSON.parse(await readFile(new URL('package.json', directory), 'utf8')) as PackageFile;
  const [command, ...args] = scripts.start.split(' ');
  if (command !== 'node') throw new Error(`${folder}: the start script is expected to run node, not ${command}`);

  const child = spawn(process.execPath, args, {
    cwd: directory,
    env: { ...process.env, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[exitCode: number | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      const address = /http:\/\/localhost:\d+\//.exec(output)?.[0];
      if (address !== undefined) resolve(address);
    });
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    void ended.then(
      ([exitCode]) => reject(new Error(`${folder} ended before it was ready, exit code ${exitCode}:\n${errors}`)),
      reject,
    );
  });

  return {
    url,
    webSocketUrl: url.replace(/^http/, 'ws'),
    port: Number(new URL(url).port),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    },
  };
}

interface PackageFile {
  readonly scripts: { readonly start: string };
}
