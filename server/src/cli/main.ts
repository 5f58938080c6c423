// The command line: finds the command and turns what goes wrong into one line and an exit code. A command's code is loaded when it is
// called, so that small ones start at once.

import { suggestion } from '../text/nearest.ts';
import { messageOf } from '../text/thrown.ts';
import { help, version } from './help.ts';
import { type ExitCode, type Shell, UsageError } from './shell.ts';

type Command = (args: readonly string[], shell: Shell) => Promise<ExitCode>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  scan: async () => (await import('./scan.ts')).scan,
  rules: async () => (await import('./rules.ts')).rules,
  explain: async () => (await import('./explain.ts')).explain,
  fix: async () => (await import('./fix.ts')).fix,
  baseline: async () => (await import('./baseline.ts')).baseline,
  sbom: async () => (await import('./sbom.ts')).sbom,
  advisories: async () => (await import('./advisories.ts')).advisories,
  server: async () => (await import('./server.ts')).server,
};

export async function main(args: readonly string[], shell: Shell): Promise<ExitCode> {
  const [name = '--help', ...rest] = args;
  try {
    switch (name) {
      case '--version':
      case '-v':
        shell.write(`${version}\n`);
        return 0;
      case '--help':
      case '-h':
      case 'help':
        shell.write(help);
        return 0;
    }
    const command = Object.hasOwn(commands, name) ? await commands[name]?.() : undefined;
    if (!command) throw new UsageError(unknownCommand(name));
    if (isHelpWanted(rest)) {
      shell.write(help);
      return 0;
    }
    return await command(rest, shell);
  } catch (error) {
    shell.progress('');
    shell.say(`lintel: ${messageOf(error)}`);
    return 2;
  }
}

function unknownCommand(name: string): string {
  if (name.startsWith('-')) return `${name} is no option without a command; see "lintel --help"`;
  return `there is no command "${name}"${suggestion(name, Object.keys(commands)) || '; see "lintel --help", or scan a folder with "lintel scan FOLDER"'}`;
}

function isHelpWanted(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? args.length : end).some((arg) => arg === '--help' || arg === '-h');
}
