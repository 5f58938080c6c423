// A module may be judged in hundreds of units, which takes longer than a keystroke may. So what is open is answered by the units that
// can be judged in time, those first that had to say something of the file the last time, and the rest of them follow with pauses.

import type { Analysis } from '../engine/analyse.ts';
import { pauses } from './pauses.ts';
import type { Project } from './project.ts';

export interface JudgeTools {
  readonly project: Pick<Project, 'judgedIn' | 'isFresh' | 'concerns'>;
  settle(unit: string): Promise<Analysis | undefined>;
}

// Nearly all files are judged in a few units; those are always waited for.
const fewUnits = 8;
const patience = 15;

/** `units` are those that are judged now; the others would take too long. */
export async function judgeInTime(
  file: string,
  { project, settle }: JudgeTools,
): Promise<{ readonly units: readonly string[]; readonly isWhole: boolean }> {
  const started = performance.now();
  const all = project.judgedIn(file);
  const waiting = [...all].sort((a, b) => Number(project.concerns(b, file)) - Number(project.concerns(a, file)));
  for (const [done, unit] of waiting.entries()) {
    if (done >= fewUnits && performance.now() - started > patience) break;
    await settle(unit);
  }
  const units = all.filter((unit) => project.isFresh(unit));
  return { units, isWhole: units.length === all.length };
}

/** Judges all of them, with pauses; false if it was cancelled. */
export async function judgeAll(
  file: string,
  { project, settle }: JudgeTools,
  cancelled: () => boolean,
): Promise<boolean> {
  const pause = pauses();
  for (const unit of project.judgedIn(file)) {
    await settle(unit);
    await pause();
    if (cancelled()) return false;
  }
  return true;
}
