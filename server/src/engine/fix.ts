// The fix of a finding as edits of the text that was analysed.

import { editsFor } from '../fixes/edits.ts';
import type { Finding } from '../model/finding.ts';
import type { Edit } from '../text/snapshot.ts';
import type { Analysis } from './analyse.ts';

/**
 * In offsets of the finding's file, sorted and not overlapping; empty where everything is as it should be. Undefined where the finding
 * has no fix, and where none can be written safely.
 */
export function fixEdits(analysis: Analysis, finding: Finding): readonly Edit[] | undefined {
  const repairs = analysis.violations.get(finding)?.fix?.repairs() ?? [];
  const snapshot = analysis.snapshotOf(finding.file);
  if (repairs.length === 0 || !snapshot) return undefined;
  return editsFor(repairs, { language: analysis.unit.language, snapshot, locate: analysis.locate });
}
