// What the engine remembers from one version of a unit to the next, under the same settings and on the same day. It only saves work, and
// its entries live as long as what they are about.

import type { Marks } from './fingerprint.ts';
import type { Answers } from './violations.ts';

export interface Memory {
  readonly answers: Answers;
  readonly marks: Marks;
}

export const emptyMemory = (): Memory => ({ answers: new WeakMap(), marks: new WeakMap() });
