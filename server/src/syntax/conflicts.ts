// Texts with conflicts of version control in them, as they stand in an editor until somebody decides.

import type { Problem } from '../model/file.ts';
import { spanOf } from '../text/span.ts';

/** The first side is kept, the rest is set aside, line for line. */
export function withoutConflicts(text: string): { readonly text: string; readonly problems: Problem[] } {
  if (!text.includes('<<<<<<<') || !/^<{7}/m.test(text)) return { text, problems: [] };
  const problems: Problem[] = [];
  let side: 'none' | 'first' | 'other' = 'none';
  let offset = 0;
  const lines = text.split('\n').map((line) => {
    const start = offset;
    offset += line.length + 1;
    const marker = /^(<{7}|\|{7}|={7}|>{7})(?=\s|$)/.exec(line)?.[0];
    if (marker?.startsWith('<')) {
      side = 'first';
      const span = spanOf(start, start + line.trimEnd().length);
      problems.push({ span, message: 'a merge conflict: only its first side is analysed' });
    } else if (side === 'none' || (side === 'first' && !marker)) return line;
    else side = marker?.startsWith('>') ? 'none' : 'other';
    return line.replace(/[^\r]/g, ' ');
  });
  return { text: lines.join('\n'), problems };
}
