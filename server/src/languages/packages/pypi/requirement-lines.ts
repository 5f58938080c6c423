// The lines of a requirements file as pip sees them (pip/_internal/req/req_file.py): a `\` at the end of a line continues it, then
// comments are taken away, then options are told apart from the requirement before them. Each keeps where its characters stand.

import { join, type Mapped, mappedAt, slice, trimmed } from '../../../syntax/mapped.ts';
import { lineSpan, type Snapshot } from '../../../text/snapshot.ts';

export interface RequirementLine {
  /** Without the comment and the white space around; may be empty. */
  readonly code: Mapped;
  /** From its `#` on. */
  readonly comment?: Mapped;
}

export function requirementLines(snapshot: Snapshot): RequirementLine[] {
  const lines: RequirementLine[] = [];
  let pending: Mapped[] = [];
  for (let number = 0; number < snapshot.lines.length; number++) {
    const { start, end } = lineSpan(snapshot, number);
    // A byte order mark is not a part of the first line.
    const from = number === 0 && snapshot.text.startsWith('\uFEFF') ? 1 : start;
    const written = snapshot.text.slice(from, end);
    const isComment = written.trimStart().startsWith('#');
    if (written.endsWith('\\') && !isComment) {
      pending.push(mappedAt(withoutContinuation(written), from));
      continue;
    }
    // A line that is a comment as a whole ends the line before it, and is set apart from its words.
    if (isComment && pending.length > 0) pending.push({ text: ' ', pieces: [] });
    lines.push(lineOf(join([...pending, mappedAt(written, from)])));
    pending = [];
  }
  if (pending.length > 0) lines.push(lineOf(join(pending)));
  return lines;
}

function withoutContinuation(written: string): string {
  let end = written.length;
  while (written[end - 1] === '\\') end--;
  return written.slice(0, end);
}

function lineOf(line: Mapped): RequirementLine {
  const hash = commentStart(line.text);
  const code = trimmed(slice(line, 0, hash ?? line.text.length));
  return hash === undefined ? { code } : { code, comment: trimmed(slice(line, hash, line.text.length)) };
}

/** A `#` begins a comment at the start of a line or after white space; elsewhere it belongs to a URL. */
function commentStart(text: string): number | undefined {
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    if (at === 0 || /\s/.test(text[at - 1] ?? '')) return at;
  }
  return undefined;
}
