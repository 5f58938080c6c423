// A fingerprint tells a finding again after lines have moved: it is made from the rule, the file's name, the resource and the text that
// is underlined, and from a running number where all of these are the same. The file's path is no part of it, so that a finding is also
// told again after its folder has moved.

import type { SourceFile } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import { fileNameOf } from '../text/path.ts';

/** One per finding, in their order: 16 hexadecimal digits. */
export function fingerprints(
  findings: readonly Omit<Finding, 'fingerprint'>[],
  files: ReadonlyMap<string, SourceFile>,
): readonly string[] {
  const times = new Map<string, number>();
  const inOrder = findings
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => a.finding.span.start - b.finding.span.start);
  const marks: string[] = [];
  for (const { finding, index } of inOrder) {
    const text = files.get(finding.file)?.snapshot.text.slice(finding.span.start, finding.span.end) ?? '';
    const key = [
      finding.rule,
      fileNameOf(finding.file),
      finding.resource?.address ?? '',
      text.replace(/\s+/g, ' '),
    ].join('\0');
    const time = times.get(key) ?? 0;
    times.set(key, time + 1);
    marks[index] = hash(`${key}\0${time}`);
  }
  return marks;
}

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
