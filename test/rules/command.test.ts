// Shell commands as rules see them: each row is a command line with what is asked of it, and the flags and operands that are told apart.

import assert from 'node:assert/strict';
import { plain, type Value } from '../../server/src/model/value.ts';
import { commandView } from '../../server/src/rules/command.ts';
import type { CommandSubject } from '../../server/src/rules/rule.ts';
import { all, type Dockerfiles, lower, started } from '../languages/dockerfile/lowered.ts';

describe('commands that rules ask for', () => {
  let language: Dockerfiles;
  before(async () => {
    language = await started();
  });

  const rows: readonly [script: string, wanted: Partial<CommandSubject>, expected: Expected | undefined][] = [
    ['a b', {}, { flags: {}, args: ['b'] }],
    ['b c', {}, undefined],
    ['a -x install c', { subs: ['install'] }, { flags: { '-x': '-x' }, args: ['c'], sub: 'install' }],
    ['a install c', { subs: ['remove'] }, undefined],
    [
      'a -t x install c',
      { subs: ['install'], valued: ['-t'] },
      { flags: { '-t': '-t x' }, args: ['c'], sub: 'install' },
    ],
    ['a --long=v --other b', {}, { flags: { '--long': '--long=v', '--other': '--other' }, args: ['b'] }],
    ['a --long v b', { valued: ['--long'] }, { flags: { '--long': '--long v' }, args: ['b'] }],
    ['a -xy b', {}, { flags: { '-xy': '-xy', '-x': 'x', '-y': 'y' }, args: ['b'] }],
    ['a -xo f b', { valued: ['-o'] }, { flags: { '-xo': '-xo', '-x': 'x', '-o': 'o f' }, args: ['b'] }],
    ['a -xokey b', { valued: ['-o'] }, { flags: { '-xokey': '-xokey', '-x': 'x', '-o': 'o' }, args: ['b'] }],
    ['a b -- -c d', {}, { flags: {}, args: ['b'] }],
    ['a - b', {}, { flags: {}, args: ['-', 'b'] }],
    ['a $X b', {}, { flags: {}, args: ['b'], open: true }],
  ];
  for (const [script, wanted, expected] of rows) {
    it(`${script} asked for ${JSON.stringify(wanted)}`, () => {
      const text = `FROM x\nRUN ${script}`;
      const command = all(lower(language, text)).find(({ type }) => type === 'command');
      assert.ok(command);
      const view = commandView(command, { names: ['a'], subs: [], valued: [], ...wanted });
      assert.deepEqual(view && expectedOf(view.body.entries.get.bind(view.body.entries), text), expected);
    });
  }
});

interface Expected {
  /** By name, with the text that is taken away with the flag. */
  readonly flags: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly sub?: string;
  readonly open?: true;
}

function expectedOf(entry: (name: string) => { readonly value: Value } | undefined, text: string): Expected {
  const flags = entry('flags')?.value;
  const [args, sub] = [entry('args')?.value, entry('sub')?.value];
  assert.ok(flags?.kind === 'map' && args);
  const texts = [...flags.entries].map(([name, { place }]) => [name, text.slice(place.start, place.end)] as const);
  return {
    flags: Object.fromEntries(texts),
    args: (plain(args) as readonly (string | undefined)[]).filter((one) => one !== undefined),
    ...(sub?.kind === 'string' && { sub: sub.value }),
    ...(flags.open && { open: true }),
  };
}
