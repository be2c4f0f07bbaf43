import { describe, expect, test } from 'vitest';
import { ensureTshark, findTshark } from './tshark.mjs';

/** @param {string[]} programs @param {Partial<import('./program.mjs').Machine>} [machine] */
function find(programs, machine) {
  return findTshark({
    env: { PATH: '/usr/bin:/opt/bin' },
    platform: 'linux',
    isProgram: (path) => programs.includes(path),
    runs: () => true,
    ...machine,
  });
}

describe('findTshark', () => {
  test('the one that OPEN_LINE_TSHARK names comes first', () => {
    const env = { OPEN_LINE_TSHARK: '/my/tshark', PATH: '/usr/bin' };
    expect(find(['/my/tshark', '/usr/bin/tshark'], { env })).toBe('/my/tshark');
  });

  test('a wrong OPEN_LINE_TSHARK is an error, not a reason to look further', () => {
    const env = { OPEN_LINE_TSHARK: '/my/tshark', PATH: '/usr/bin' };
    expect(() => find(['/usr/bin/tshark'], { env })).toThrow('OPEN_LINE_TSHARK is "/my/tshark"');
  });

  test('the PATH is searched in its order, and one that does not start is passed over', () => {
    const both = ['/opt/bin/tshark', '/usr/bin/tshark'];
    expect(find(both)).toBe('/usr/bin/tshark');
    expect(find(both, { runs: (path) => path !== '/usr/bin/tshark' })).toBe('/opt/bin/tshark');
  });

  test('macOS and Windows keep it with Wireshark', () => {
    const mac = '/Applications/Wireshark.app/Contents/MacOS/tshark';
    expect(find([mac], { platform: 'darwin' })).toBe(mac);
    const windows = 'C:\\Program Files\\Wireshark\\tshark.exe';
    expect(find([windows], { platform: 'win32', env: { PROGRAMFILES: 'C:\\Program Files' } })).toBe(windows);
  });

  test('none is none', () => {
    expect(find([])).toBeUndefined();
    expect(find([], { platform: 'win32', env: {} })).toBeUndefined();
  });
});

describe('ensureTshark', () => {
  /** @param {{ isThere?: boolean, isInstallable?: boolean, isRequired?: boolean }} machine */
  async function ensureOn({ isThere = false, isInstallable = false, isRequired = false }) {
    let isFound = isThere;
    /** @type {string[]} */
    const said = [];
    const packages = { title: 'packages', install: () => Promise.resolve((isFound ||= isInstallable)) };
    const path = await ensureTshark(
      () => (isFound ? '/found' : undefined),
      [packages],
      (line) => said.push(line),
      isRequired,
    );
    return { path, said: said.join('\n') };
  }

  test('where it is, nothing is tried or said', async () => {
    expect(await ensureOn({ isThere: true, isRequired: true })).toEqual({ path: '/found', said: '' });
  });

  test('where it is not, it is installed', async () => {
    const { path, said } = await ensureOn({ isInstallable: true });
    expect(path).toBe('/found');
    expect(said).toBe('No tshark for the tests yet. Trying packages …');
  });

  test('where that fails, a person is told that nothing was checked, and how to change it', async () => {
    const { path, said } = await ensureOn({});
    expect(path).toBeUndefined();
    expect(said).toMatch(/neither found nor installed, so no capture was checked\.\n.*apt-get install -y tshark/);
  });

  test('where it is required, that is a failure', async () => {
    await expect(ensureOn({ isRequired: true })).rejects.toThrow(/neither found nor installed\.\n.*OPEN_LINE_TSHARK/);
  });
});
