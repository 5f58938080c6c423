// A changed setting is seen at once in what is already open.

import { closeEverything, fixture, open, set, shows } from './editor.ts';

const rule = 'aws/rds/public-access';

describe('settings', () => {
  afterEach(async () => {
    for (const name of ['disabled', 'rules', 'enable']) await set(name, undefined);
    await closeEverything();
  });

  const cases: readonly (readonly [string, string, unknown])[] = [
    ['a disabled rule', 'disabled', [rule]],
    ['a rule whose severity is off', 'rules', { [rule]: 'off' }],
    ['Lintel switched off', 'enable', false],
  ];
  for (const [what, name, value] of cases) {
    it(`show nothing of ${what}, and all again when it is taken back`, async () => {
      const { uri } = (await open(fixture('main.tf'))).document;
      await shows(uri, rule, '4:24-4:28');
      await set(name, value);
      await shows(uri, rule);
      await set(name, undefined);
      await shows(uri, rule, '4:24-4:28');
    });
  }
});
