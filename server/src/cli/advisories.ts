// `lintel advisories`: its place is held until the database of advisories is there.

import { type ExitCode, type Shell, UsageError } from './shell.ts';

const subcommands = ['update', 'status', 'query'];

export async function advisories([subcommand]: readonly string[], _shell: Shell): Promise<ExitCode> {
  if (subcommand === undefined || !subcommands.includes(subcommand)) {
    throw new UsageError(`"lintel advisories" needs one of ${subcommands.join(', ')}`);
  }
  throw new UsageError(
    `"lintel advisories ${subcommand}" comes with a later version; "lintel scan" reads manifests without it`,
  );
}
