// The edit that ignores a finding: a comment on a line of its own above what it lies in, or at the top of the file, in the comment syntax
// of the file. A file without comments, such as package.json, gets none.

import type { LanguageId } from '../model/resource.ts';
import { type Edit, lineAt, lineSpan, type Snapshot } from '../text/snapshot.ts';

export interface IgnoreWish {
  readonly rule: string;
  readonly language: LanguageId;
  /** `line` covers what begins at `offset`, which lies in no text of several lines. */
  readonly extent: 'line' | 'file';
  readonly offset: number;
}

/** The reason is left for the user to write over. */
export function ignoreEdit(snapshot: Snapshot, { rule, language, extent, offset }: IgnoreWish): Edit | undefined {
  const mark = commentMark(snapshot.file, language);
  if (!mark) return undefined;
  const newLine = snapshot.text.includes('\r\n') ? '\r\n' : '\n';
  if (extent === 'file') {
    const top = language === 'dockerfile' ? afterDirectives(snapshot.text) : 0;
    return { span: { start: top, end: top }, text: `${mark} lintel:ignore-file ${rule} -- reason${newLine}` };
  }
  const line = firstLineOf(snapshot, offset, language);
  const { start } = lineSpan(snapshot, line);
  const indent = /^[ \t]*/.exec(snapshot.text.slice(start))?.[0] ?? '';
  return { span: { start, end: start }, text: `${indent}${mark} lintel:ignore ${rule} -- reason${newLine}` };
}

function commentMark(file: string, language: LanguageId): string | undefined {
  if (/\.json$/i.test(file)) return undefined;
  return language === 'packages' && /go\.mod$/.test(file) ? '//' : '#';
}

/** Parser directives count only before every other comment. */
const afterDirectives = (text: string): number =>
  /^(?:#[ \t]*(?:syntax|escape|check)[ \t]*=.*\r?\n)*/i.exec(text)?.[0].length ?? 0;

/** A comment cannot stand within a continued instruction, so it goes above the instruction. */
function firstLineOf(snapshot: Snapshot, offset: number, language: LanguageId): number {
  let line = lineAt(snapshot, offset);
  if (language !== 'dockerfile') return line;
  const continues = (above: number) =>
    /[\\`][ \t]*$/.test(snapshot.text.slice(...spanBounds(lineSpan(snapshot, above))));
  while (line > 0 && continues(line - 1)) line--;
  return line;
}

const spanBounds = ({ start, end }: { readonly start: number; readonly end: number }): [number, number] => [start, end];
