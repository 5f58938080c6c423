// The suite as the editor starts it: `run()` is called once the editor is up, in whichever extension host is under test.

import 'mocha/mocha.js';
import { createResults } from './results.ts';

export async function run(): Promise<void> {
  const { results, reporter } = createResults();
  const mocha = new BrowserMocha.Mocha({ ui: 'bdd', timeout: 150_000, reporter });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await loadTests();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  await results.end();
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** Mocha's browser build leaves its class on the global object, where the types of its build for Node do not look for it. */
const BrowserMocha = globalThis as unknown as { readonly Mocha: typeof Mocha };

/** A test file calls `describe` when it is loaded, so it is loaded only after mocha has defined that. */
async function loadTests(): Promise<void> {
  await import('./extension.test.ts');
  await import('./typing.test.ts');
  await import('./hover.test.ts');
  await import('./actions.test.ts');
  await import('./packages.test.ts');
  await import('./scan.test.ts');
  await import('./settings.test.ts');
}
