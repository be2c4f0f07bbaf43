// npm run build: writes the site to dist/.
import { runCommand } from './plain-error.mjs';
import { buildSite, describeCanonicalLinks } from './site-build.mjs';

await runCommand(async () => {
  await buildSite({ output: 'show' });
  console.log(describeCanonicalLinks(process.env.SITE_URL));
});
