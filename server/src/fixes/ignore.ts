// The edit that ignores a finding: a comment on a line of its own above what it lies in, or at the top of the file, in the comment syntax
// of the file. A file without comments, such as package.json, gets none.

import type { LanguageId } from '../model/resource.ts';
import { type Edit, lineAt, lineText, newlineOf, type Snapshot } from '../text/snapshot.ts';
import { isXml } from './xml.ts';

export interface IgnoreWish {
  readonly rule: string;
  readonly language: LanguageId;
  /** `line` covers what begins at `offset`, which lies in no text of several lines. */
  readonly extent: 'line' | 'file';
  readonly offset: number;
}

/** The reason is left for the user to write over. */
export function ignoreEdit(snapshot: Snapshot, { rule, language, extent, offset }: IgnoreWish): Edit | undefined {
  const comment = commentIn(snapshot.file, language);
  if (!comment) return undefined;
  const newline = newlineOf(snapshot.text);
  if (extent === 'file') {
    const top = topOf(snapshot, language);
    return { span: { start: top, end: top }, text: `${comment('lintel:ignore-file', rule)}${newline}` };
  }
  const line = firstLineOf(snapshot, offset, language);
  const start = snapshot.lines[line] ?? 0;
  const indent = /^[ \t]*/.exec(lineText(snapshot, line))?.[0] ?? '';
  return { span: { start, end: start }, text: `${indent}${comment('lintel:ignore', rule)}${newline}` };
}

type WriteComment = (directive: string, rule: string) => string;

function commentIn(file: string, language: LanguageId): WriteComment | undefined {
  if (/\.json$|(?:^|\/)Pipfile\.lock$/i.test(file)) return undefined;
  // Comments of XML may hold no `--`.
  if (language === 'packages' && isXml(file)) return (directive, rule) => `<!-- ${directive} ${rule} - reason -->`;
  const mark = language === 'packages' && /go\.mod$|\.gradle(?:\.kts)?$/.test(file) ? '//' : '#';
  return (directive, rule) => `${mark} ${directive} ${rule} -- reason`;
}

function topOf({ file, text }: Snapshot, language: LanguageId): number {
  if (language === 'dockerfile') return afterDirectives(text);
  return language === 'packages' && isXml(file) ? afterDeclaration(text) : 0;
}

/** Nothing may stand before it. */
const afterDeclaration = (text: string): number =>
  /^\uFEFF?(?:<\?xml\b[^>]*\?>[ \t]*(?:\r\n|\r|\n)?)?/.exec(text)?.[0].length ?? 0;

/** Parser directives count only before every other comment. */
const afterDirectives = (text: string): number =>
  /^(?:#[ \t]*(?:syntax|escape|check)[ \t]*=.*\r?\n)*/i.exec(text)?.[0].length ?? 0;

/** A comment cannot stand within a continued instruction, so it goes above the instruction. */
function firstLineOf(snapshot: Snapshot, offset: number, language: LanguageId): number {
  let line = lineAt(snapshot, offset);
  if (language !== 'dockerfile') return line;
  while (line > 0 && /[\\`][ \t]*$/.test(lineText(snapshot, line - 1))) line--;
  return line;
}
