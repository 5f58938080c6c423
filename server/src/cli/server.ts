// `lintel server --stdio`: the language server, for any editor. It is the same bundle that VS Code starts, beside this one.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readArguments } from './arguments.ts';
import { type ExitCode, type Shell, UsageError } from './shell.ts';

/** Stays until the client ends it; the server reads `--stdio` from the process itself. */
export async function server(args: readonly string[], { assets }: Shell): Promise<ExitCode> {
  const given = readArguments(args, 'server', { stdio: 'flag' });
  if (!given.has('stdio') || given.rest.length > 0) {
    throw new UsageError('start it as "lintel server --stdio"; it speaks over standard input and output');
  }
  await import(pathToFileURL(join(assets, 'server', 'node.js')).href);
  return new Promise<ExitCode>(() => {});
}
