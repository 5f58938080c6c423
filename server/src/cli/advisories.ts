// `lintel advisories`: the offline database of advisories.

import { resolve } from 'node:path';
import { ecosystems } from '../advisories/ecosystem.ts';
import { advisoriesIn } from '../node/data-folder.ts';
import { suggestion } from '../text/nearest.ts';
import { importAdvisories } from './advisories-import.ts';
import { queryAdvisories } from './advisories-query.ts';
import { advisoriesStatus } from './advisories-status.ts';
import { updateAdvisories } from './advisories-update.ts';
import { type Arguments, type Options, readArguments } from './arguments.ts';
import { type ExitCode, type Shell, UsageError } from './shell.ts';

interface Subcommand {
  readonly options: Options;
  run(given: Arguments, folder: string, shell: Shell): Promise<ExitCode>;
}

const ecosystem = { ecosystem: 'several' } as const;

const subcommands: Readonly<Record<string, Subcommand>> = {
  update: { options: { from: 'value', ...ecosystem }, run: updateAdvisories },
  import: { options: { ecosystem: ecosystems }, run: importAdvisories },
  status: { options: {}, run: advisoriesStatus },
  query: { options: { format: ['text', 'json'] }, run: queryAdvisories },
};

export async function advisories([name = '', ...args]: readonly string[], shell: Shell): Promise<ExitCode> {
  const subcommand = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
  if (!subcommand) {
    const near = suggestion(name, Object.keys(subcommands));
    throw new UsageError(`"lintel advisories" needs one of ${Object.keys(subcommands).join(', ')}${near}`);
  }
  const given = readArguments(args, `advisories ${name}`, { ...subcommand.options, db: 'value' });
  return subcommand.run(given, resolve(shell.folder, given.value('db') ?? advisoriesIn(shell.data)), shell);
}
