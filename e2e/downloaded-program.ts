import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { distFolder } from './dist';

const installedPackages = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** Where the built site has the zip of a program. */
export function zipOf(name: string): string {
  return join(distFolder, 'examples', `${name}.zip`);
}

/** A program of the site as a reader uses it: unpacked from its zip, with its packages, and started by its own command. */
export class DownloadedProgram {
  readonly #running: ChildProcess[] = [];

  private constructor(
    private readonly temporaryFolder: string,
    private readonly name: string,
  ) {}

  /** Unpacks a zip into a folder of its own. What `npm install` would fetch is linked: tests need no network. */
  static async unpack(name: string, zip = zipOf(name)): Promise<DownloadedProgram> {
    const program = new DownloadedProgram(await mkdtemp(join(tmpdir(), `open-line-${name}-`)), name);
    for (const [path, bytes] of Object.entries(unzipSync(await readFile(zip)))) {
      const file = join(program.temporaryFolder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
    const { dependencies } = await program.#readPackage();
    await mkdir(join(program.folder, 'node_modules'));
    for (const dependency of Object.keys(dependencies)) {
      const target = join(program.folder, 'node_modules', dependency);
      await symlink(join(installedPackages, dependency), target, 'junction');
    }
    return program;
  }

  /** The folder that came out of the zip. */
  get folder(): string {
    return join(this.temporaryFolder, this.name);
  }

  /**
   * Runs the start command, which is expected to be `node` with a file, and waits for the address that it prints.
   *
   * @param port a free one without it
   * @throws Error with the exit code and what was written to stderr, when the program ends before that
   */
  async start(port = 0): Promise<string> {
    const [, ...args] = (await this.#readPackage()).scripts.start.split(' ');
    const child = spawn(process.execPath, args, {
      cwd: this.folder,
      env: { ...process.env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#running.push(child);
    let output = '';
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    return new Promise((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        output += String(chunk);
        const address = /http:\/\/localhost:\d+\//.exec(output)?.[0];
        if (address !== undefined) resolve(address);
      });
      child.once('close', (code) => reject(new Error(`exit code ${String(code)}: ${errors}`)));
    });
  }

  /** Ends all that was started, as Ctrl+C or a crash would. */
  async stop(signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    for (const child of this.#running.splice(0)) {
      const closed = once(child, 'close');
      if (child.kill(signal)) await closed;
    }
  }

  /** Ends what runs and leaves nothing on the disk. */
  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    await rm(this.temporaryFolder, { recursive: true });
  }

  async #readPackage(): Promise<PackageFile> {
    return JSON.parse(await readFile(join(this.folder, 'package.json'), 'utf8')) as PackageFile;
  }
}

interface PackageFile {
  readonly scripts: { readonly start: string };
  readonly dependencies: Readonly<Record<string, string>>;
}
