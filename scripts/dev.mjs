// npm run dev: Astro's development server, which shows a change as soon as a file is saved.
import { runCommand } from './plain-error.mjs';
import { programOf } from './project.mjs';
import { run } from './run.mjs';
import { readServeSettings } from './serve-site.mjs';

await runCommand(async () => {
  const port = String(readServeSettings().port);
  const { code } = await run(process.execPath, [programOf('astro'), 'dev', '--port', port, ...process.argv.slice(2)]);
  return code;
});
