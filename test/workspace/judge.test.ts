// What is open is answered in time, however many units it is judged in.

import assert from 'node:assert/strict';
import { type JudgeTools, judgeAll, judgeInTime } from '../../server/src/workspace/judge.ts';

/** Units of which `slow` take so long that there is time for few of them. */
function units(
  count: number,
  {
    slow = false,
    fresh = [],
    concerned = [],
  }: { slow?: boolean; fresh?: readonly string[]; concerned?: readonly string[] },
) {
  const names = Array.from({ length: count }, (_, index) => `unit ${index}`);
  const done = new Set(fresh);
  const asked: string[] = [];
  const tools: JudgeTools = {
    project: {
      judgedIn: () => names,
      isFresh: (unit) => done.has(unit),
      concerns: (unit) => concerned.includes(unit),
    },
    async settle(unit) {
      asked.push(unit);
      done.add(unit);
      for (const started = performance.now(); slow && performance.now() - started < 4; );
      return undefined;
    },
  };
  return { tools, names, asked };
}

describe('the units of a file', () => {
  it('are all judged where they are few, however long it takes', async () => {
    const { tools, names } = units(5, { slow: true });
    assert.deepEqual(await judgeInTime('main.tf', tools), { units: names, isWhole: true });
  });

  it('are judged as far as there is time, and those that said something before come first', async () => {
    const { tools, names, asked } = units(40, { slow: true, concerned: ['unit 30', 'unit 20'] });
    const answer = await judgeInTime('main.tf', tools);
    assert.deepEqual(asked, ['unit 20', 'unit 30', ...names.slice(0, 6)]);
    assert.deepEqual(answer, { units: [...names.slice(0, 6), 'unit 20', 'unit 30'], isWhole: false });
  });

  it('count as judged where nothing changed', async () => {
    const { tools, names } = units(40, { slow: true, fresh: ['unit 39'] });
    assert.deepEqual(await judgeInTime('main.tf', tools), { units: [...names.slice(0, 8), 'unit 39'], isWhole: false });
  });

  it('are all judged when there is time, unless something comes between', async () => {
    const whole = units(40, {});
    assert.equal(await judgeAll('main.tf', whole.tools, () => false), true);
    assert.deepEqual(whole.asked, whole.names);
    const cancelled = units(40, {});
    assert.equal(await judgeAll('main.tf', cancelled.tools, () => cancelled.asked.length === 3), false);
    assert.deepEqual(cancelled.asked, cancelled.names.slice(0, 3));
  });
});
