// Reports each test's result into the workspace under test; `results.mjs` reads it there.

import { Uri, workspace } from 'vscode';
import { root } from './editor.ts';

interface Result {
  readonly title: string;
  readonly failure?: string;
}

export interface Results {
  /** Settles when the last result is written. */
  end(): Promise<void>;
}

export function createResults(): { results: Results; reporter: Mocha.ReporterConstructor } {
  const tests: Result[] = [];
  let written: Thenable<void> = Promise.resolve();
  const write = (ended: boolean) => {
    const content = new TextEncoder().encode(JSON.stringify({ tests, ended }));
    written = written.then(() => workspace.fs.writeFile(Uri.joinPath(root(), '.results', 'results.json'), content));
  };
  const add = (test: Mocha.Runnable, error?: Error) => {
    tests.push({ title: test.fullTitle(), ...(error && { failure: error.stack ?? String(error) }) });
    write(false);
  };
  class Reporter {
    constructor(runner: Mocha.Runner) {
      runner.on('pass', (test) => add(test));
      runner.on('fail', (test, error: Error) => add(test, error));
    }
  }
  const results = {
    async end() {
      write(true);
      await written;
    },
  };
  // Mocha's types ask for its base class, which it does not need itself and which would print as well.
  return { results, reporter: Reporter as unknown as Mocha.ReporterConstructor };
}
