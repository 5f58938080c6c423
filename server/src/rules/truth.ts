// Three-valued logic. What cannot be known is `unknown`, and unknown is never a finding.

export type Truth = 'true' | 'false' | 'unknown';

export const truth = (known: boolean): Truth => (known ? 'true' : 'false');

export function not(a: Truth): Truth {
  if (a === 'unknown') return a;
  return a === 'true' ? 'false' : 'true';
}

/** False as soon as one is false; true if there is none at all. */
export function every(truths: readonly Truth[]): Truth {
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

/** True as soon as one is true; false if there is none at all. */
export function some(truths: readonly Truth[]): Truth {
  if (truths.includes('true')) return 'true';
  return truths.includes('unknown') ? 'unknown' : 'false';
}
