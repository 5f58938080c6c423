// Writes down one simple command, the commands that it runs in turn, and the script that it gets in a string.

import { hole } from '../../model/value.ts';
import { type Span, spanOf } from '../../text/span.ts';
import { placedIn } from './placed.ts';
import type { Assignment, Nesting, Pipeline, Redirect, ShellCommand, ShellScript, Word } from './reading.ts';
import { commandName, commandRunBy, scriptRunBy } from './runners.ts';

/** Where a reading is written down. */
export interface Sink {
  readonly commands: ShellCommand[];
  readonly pipelines: Pipeline[];
  readonly comments: Span[];
  /** Reads a script inside this one. */
  readScript(text: string): ShellScript;
}

/** A command as it is written. */
export interface SimpleCommand {
  /** The name is the first. */
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  readonly nesting: readonly Nesting[];
  readonly operator?: ShellCommand['operator'];
}

// More than anybody writes by hand would cost the square of the words.
const mostPrefixes = 8;

/** The index of the innermost command that was written: of `sudo env sh`, that of `sh`. */
export function emitCommand(simple: SimpleCommand, sink: Sink): number {
  const { redirects, nesting, operator } = simple;
  const prefixes: Word[] = [];
  let { words, assignments }: Pick<SimpleCommand, 'words' | 'assignments'> = simple;
  for (;;) {
    const name = words[0] && commandName(words[0]);
    const index = sink.commands.length;
    sink.commands.push({
      ...(name && { name }),
      words: words.slice(1),
      prefixes: [...prefixes],
      assignments,
      redirects,
      nesting,
      ...(operator && { operator }),
      ...extent([...assignments, ...words, ...redirects]),
    });
    const run = prefixes.length < mostPrefixes ? commandRunBy(words) : undefined;
    if (!name || !run) {
      emitInnerScript(words, simple, sink);
      return index;
    }
    prefixes.push(name);
    ({ words, assignments } = run);
  }
}

function extent(parts: readonly Span[]): Span {
  let { start, end } = parts[0] ?? spanOf(0, 0);
  for (const part of parts) {
    start = Math.min(start, part.start);
    end = Math.max(end, part.end);
  }
  return spanOf(start, end);
}

function emitInnerScript(words: readonly Word[], { redirects, nesting }: SimpleCommand, sink: Sink): void {
  const script = scriptRunBy(words, redirects);
  if (!script?.shell || script.text === hole) return;
  const inner = placedIn(script, sink.readScript(script.text));
  const first = sink.commands.length;
  for (const command of inner.commands) {
    sink.commands.push({ ...command, nesting: [...nesting, 'script', ...command.nesting] });
  }
  sink.comments.push(...inner.comments);
  for (const pipeline of inner.pipelines) {
    sink.pipelines.push({
      ...script.shell,
      ...pipeline,
      elements: pipeline.elements.map((element) => element.map((index) => index + first)),
    });
  }
}
