// Three-valued logic. What cannot be known is `unknown`, and unknown is never a finding.

export type Truth = 'true' | 'false' | 'unknown';

export const truth = (known: boolean): Truth => (known ? 'true' : 'false');

export function not(a: Truth): Truth {
  if (a === 'unknown') return a;
  return a === 'true' ? 'false' : 'true';
}

/** False as soon as one is false, and then no more are asked; true if there is none at all. */
export function every<T>(items: readonly T[], ask: (item: T) => Truth): Truth {
  let answer: Truth = 'true';
  for (const item of items) {
    const one = ask(item);
    if (one === 'false') return one;
    if (one === 'unknown') answer = one;
  }
  return answer;
}

/** True as soon as one is true, and then no more are asked; false if there is none at all. */
export function some<T>(items: readonly T[], ask: (item: T) => Truth): Truth {
  let answer: Truth = 'false';
  for (const item of items) {
    const one = ask(item);
    if (one === 'true') return one;
    if (one === 'unknown') answer = one;
  }
  return answer;
}
