// Bundles the suite to one file that either extension host can load: only `vscode` comes from outside, and mocha is its browser build
// in both, so that there is one way through the code.

import { join } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../../scripts/editor/places.mjs';

/** Answers the path of the module whose `run()` the editor calls. */
export async function bundleSuite() {
  const outfile = join(repository, 'out', 'editor', 'suite.js');
  await build({
    entryPoints: [join(repository, 'test', 'editor', 'suite', 'index.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'es2022',
    external: ['vscode'],
    // Mocha's browser build would take the suite's own `module.exports` for its own; so it leaves itself on the global object.
    define: { exports: 'undefined', module: 'undefined' },
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
