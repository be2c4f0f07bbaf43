// npm run serve: serves dist/ as it is, without building it.
import { runCommand } from './plain-error.mjs';
import { readServeSettings, serveSite } from './serve-site.mjs';

await runCommand(() => serveSite(readServeSettings()));
