// Moves what was read from a script into the text that the script stands in: a string of another script, or a document.

import { type Mapped, spanIn, through } from '../mapped.ts';
import type { Assignment, Redirect, ShellCommand, ShellScript, Word } from './reading.ts';

/** `outer` is the text that was read; the offsets of the answer are those that its pieces give. */
export function placedIn(outer: Mapped, script: ShellScript): ShellScript {
  return {
    commands: script.commands.map((command) => placedCommand(outer, command)),
    pipelines: script.pipelines.map((pipeline) => ({ ...pipeline, ...spanIn(outer, pipeline.start, pipeline.end) })),
    comments: script.comments.map(({ start, end }) => spanIn(outer, start, end)),
  };
}

function placedCommand(outer: Mapped, command: ShellCommand): ShellCommand {
  const word = (inner: Word): Word => {
    const { text, pieces } = through(inner, outer);
    const { start, end } = spanIn(outer, inner.start, inner.end);
    return { text, pieces, start, end };
  };
  const assignment = (inner: Assignment): Assignment => ({
    name: inner.name,
    value: word(inner.value),
    ...spanIn(outer, inner.start, inner.end),
  });
  const redirect = (inner: Redirect): Redirect => ({
    operator: inner.operator,
    target: word(inner.target),
    ...spanIn(outer, inner.start, inner.end),
  });
  return {
    ...command,
    ...(command.name && { name: word(command.name) }),
    words: command.words.map(word),
    prefixes: command.prefixes.map(word),
    assignments: command.assignments.map(assignment),
    redirects: command.redirects.map(redirect),
    ...spanIn(outer, command.start, command.end),
  };
}
