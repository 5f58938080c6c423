// What is kept of a Dockerfile after parsing.

import type { SourceFile } from '../../model/file.ts';
import type { Source } from '../../model/place.ts';
import type { ShellScript } from '../../syntax/shell.ts';
import type { Instruction } from './instruction.ts';
import type { Escape } from './logical.ts';
import type { RunReading } from './scripts.ts';

export interface DockerfileFile extends SourceFile {
  readonly language: 'dockerfile';
  /** The file's only source. */
  readonly source: Source;
  readonly escaping: Escape;
  readonly instructions: readonly Instruction[];
  readonly readings: ReadonlyMap<Instruction, RunReading>;
  /** Readings by the text of the script, for the next parse. */
  readonly scripts: ReadonlyMap<string, ShellScript>;
}
