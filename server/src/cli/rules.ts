// `lintel rules`: the catalogue.

import { jsonRules } from '../reports/json.ts';
import { readArguments } from './arguments.ts';
import { readCatalogue } from './catalogue.ts';
import { type ExitCode, type Shell, UsageError } from './shell.ts';

export async function rules(args: readonly string[], shell: Shell): Promise<ExitCode> {
  const given = readArguments(args, 'rules', { format: ['text', 'json'] });
  if (given.rest.length > 0)
    throw new UsageError(`"lintel rules" takes no argument; "lintel explain ${given.rest[0]}" tells about one rule`);
  const { sources } = await readCatalogue(shell.runtime);
  if (given.value('format') === 'json') {
    shell.write(jsonRules(sources));
    return 0;
  }
  const width = Math.max(0, ...sources.map(({ id }) => id.length));
  for (const { id, severity, title, default: on } of sources) {
    shell.write(`${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}${on ? '' : ' (off by default)'}\n`);
  }
  return 0;
}
