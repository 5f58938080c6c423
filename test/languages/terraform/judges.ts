// A table of workspaces with marks: all that is marked is underlined, and nothing else.

import assert from 'node:assert/strict';
import { judged, workspaceIn } from './judging.ts';

/** By title, a workspace with marks and its findings in the order of files and text. */
export function itJudges(
  cases: Readonly<Record<string, readonly [source: string, findings: readonly (readonly string[])[]]>>,
): void {
  for (const [title, [source, expected]] of Object.entries(cases)) {
    it(title, async () => {
      const { findings, shown, problems } = await judged(source);
      const places = findings.map(({ file, span }) => `${file} ${span.start}-${span.end}`);
      const marks = workspaceIn(source).marks.map(({ file, span }) => `${file} ${span.start}-${span.end}`);
      assert.deepEqual(
        { places: places.sort(), problems, findings: findings.map(shown) },
        { places: marks.sort(), problems: [], findings: expected },
      );
    });
  }
}
