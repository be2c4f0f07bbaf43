// node scripts/with-setup.mjs <command> [arguments]: installs what is missing, then runs scripts/<command>.mjs.
// The machine's Node may be years old, so this file and what it imports are plain JavaScript and use no packages.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { chooseNode, projectNode, requiredNode } from './node-version.mjs';
import { runCommand } from './plain-error.mjs';
import { projectRoot } from './project.mjs';
import { run } from './run.mjs';

await runCommand(async () => {
  const [command, ...args] = process.argv.slice(2);
  const program = join(projectRoot, 'scripts', `${command}.mjs`);
  await ensureInstalled();
  const node = chooseNode({
    own: projectNode(),
    current: process.execPath,
    currentVersion: process.version,
    required: requiredNode(),
  });
  if (node !== process.execPath) return (await run(node, [program, ...args])).code;
  process.argv = [node, program, ...args];
  await import(pathToFileURL(program).href);
  return 0;
});
