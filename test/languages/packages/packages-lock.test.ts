// packages.lock.json: the packages of each target framework, where they stand, and who asks for whom.

import assert from 'node:assert/strict';
import { assertLockPlaces, readLock } from './read-lock.ts';

const file = 'src/packages.lock.json';

const lock = `{
  "version": 1,
  "dependencies": {
    "net6.0": {
      "«Web.Core»": {
        "type": "Direct",
        "requested": "[1.2.0, )",
        "resolved": "«1.2.0»",
        "contentHash": "«AAAA==»",
        "dependencies": { "deep": "1.0.0", "System.Text": "4.0.0" }
      },
      "«Deep»": { "type": "Transitive", "resolved": "«1.0.0»" },
      "«ours»": { "type": "Project", "dependencies": { "Deep": "[1.0.0, )" } }
    },
    "net8.0": {
      "«Web.Core»": { "type": "Direct", "requested": "[1.2.0, )", "resolved": "«1.2.0»", "dependencies": { "Deep": "1.1.0" } },
      "«Deep»": { "type": "CentralTransitive", "resolved": "«1.1.0»" }
    }
  }
}
`;

describe('packages.lock.json', () => {
  it('lists the packages of each framework and what they ask for', () => {
    const { packages, problems } = readLock(file, lock);
    assert.deepEqual(problems, []);
    assert.deepEqual(packages, [
      'Web.Core@1.2.0 registry AAAA== -> Deep@1.0.0',
      'Deep@1.0.0 registry',
      'ours@ workspace -> Deep@1.0.0',
      'Web.Core@1.2.0 registry -> Deep@1.1.0',
      'Deep@1.1.0 registry',
    ]);
  });

  it('knows where they stand', () => assertLockPlaces(file, lock.replace('"«ours»"', '"««ours»»"')));

  it('keeps what did not change', () => {
    const before = readLock(file, lock).lock;
    const after = readLock(
      file,
      lock.replace('«1.1.0»', '«1.1.1»').replace('"version": 1', '"version": 2 '),
      before,
    ).lock;
    const [old, now] = [before, after].map((one) => one.lock.content?.packages ?? []);
    assert.deepEqual(
      now?.map((one, index) => one === old?.[index]),
      [true, true, true, true, false],
    );
  });

  it('keeps of broken text what is not broken', () => {
    const { packages, problems } = readLock(
      file,
      '{ "dependencies": { "net8.0": { "A": { "resolved": "1.0" }, "B": { "resolved": "2.\n }, "C": 1, "D": { "resolved": "3.0" }',
    );
    assert.deepEqual(packages, ['A@1.0 registry', 'B@ registry', 'D@3.0 registry']);
    assert.deepEqual(problems, [
      '{: not valid JSON: this object is not closed',
      '{: not valid JSON: this object is not closed',
      '{: not valid JSON: this object is not closed',
      '"2.: not valid JSON: this text is not closed with a quote',
    ]);
  });
});
