import { type ExitCode, type Shell, UsageError } from './shell.ts';
export async function baseline(_args: readonly string[], _shell: Shell): Promise<ExitCode> { throw new UsageError('being built'); }
