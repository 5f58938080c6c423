// The two assertions that the tests need; Node's own do not exist in a web worker.

export function equal<T>(actual: T, expected: T): void {
  const [found, wanted] = [JSON.stringify(actual, null, 2), JSON.stringify(expected, null, 2)];
  if (found !== wanted) throw new Error(`Expected ${wanted}\nbut found ${found}`);
}

export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`There is no ${what}.`);
  return value;
}
