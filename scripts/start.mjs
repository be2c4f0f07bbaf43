// npm start: builds the site when its sources changed, then serves it.
import { runCommand } from './plain-error.mjs';
import { readServeSettings, serveSite } from './serve-site.mjs';
import { buildSite, isSiteCurrent } from './site-build.mjs';

await runCommand(async () => {
  const settings = readServeSettings();
  if (!isSiteCurrent()) {
    console.log('Building the site, which takes up to a minute …');
    await buildSite({ output: 'capture' });
  }
  await serveSite(settings);
  console.log('Press Ctrl-C to stop it.');
});
