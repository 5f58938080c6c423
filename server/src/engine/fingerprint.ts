// A fingerprint tells a finding again after lines have moved: it is made from the rule, the file's name, the resource and the text that
// is underlined, from a name of the finding's own if it has one, and from a running number where all of these are the same. The file's path is no part of it, so that a finding is also
// told again after its folder has moved.

import type { SourceFile } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import type { Violation } from '../rules/rule.ts';
import { fileNameOf } from '../text/path.ts';

/** What was made for a violation before; it still holds where the violation is told in the same words of the same file. */
export type Marks = WeakMap<Violation, Mark>;

interface Mark {
  readonly file: string;
  readonly address: string;
  readonly text: string;
  /** All but the running number. */
  readonly key: string;
  /** With the running number 0. */
  readonly first: string;
}

export interface Marked {
  readonly finding: Omit<Finding, 'fingerprint'>;
  readonly violation: Violation;
}

/** One per finding: 16 hexadecimal digits. The findings are in the order of their places. */
export function fingerprints(
  marked: readonly Marked[],
  files: ReadonlyMap<string, SourceFile>,
  marks: Marks,
): readonly string[] {
  const times = new Map<string, number>();
  return marked.map(({ finding, violation }) => {
    const before = marks.get(violation);
    const mark = markOf(finding, files.get(finding.file)?.snapshot.text ?? '', before);
    if (mark !== before) marks.set(violation, mark);
    const time = times.get(mark.key) ?? 0;
    times.set(mark.key, time + 1);
    return time === 0 ? mark.first : numbered(mark.key, time);
  });
}

function markOf(
  { rule, file, names, resource, span }: Marked['finding'],
  whole: string,
  before: Mark | undefined,
): Mark {
  const text = whole.slice(span.start, span.end);
  const address = resource?.address ?? '';
  if (before?.text === text && before.address === address && before.file === file) return before;
  const key = [rule, fileNameOf(file), address, text.replace(/\s+/g, ' '), ...(names?.slice(0, 1) ?? [])].join('\0');
  return { file, address, text, key, first: numbered(key, 0) };
}

const numbered = (key: string, time: number): string => hash(`${key}\0${time}`);

/** FNV-1a over UTF-16 units, twice with different offsets, which is ample to tell the findings of one file apart. */
function hash(text: string): string {
  let [first, second] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x01000193);
  }
  return digits(first) + digits(second);
}

const digits = (state: number): string => (state >>> 0).toString(16).padStart(8, '0');
