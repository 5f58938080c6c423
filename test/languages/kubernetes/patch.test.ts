// Patches: which objects are read as part of a whole one, so that what they lack is not known.

import { equal } from 'node:assert/strict';
import { kubernetes } from '../../../server/src/languages/kubernetes/language.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';

const language = kubernetes();

describe('patches', () => {
  const deployment = 'apiVersion: apps/v1\nkind: Deployment\n';
  const whole = `${deployment}spec:\n  selector: {}\n  template: {spec: {containers: [{name: a, image: b}]}}\n`;
  const cases: readonly (readonly [name: string, text: string, alone: boolean, kustomized: boolean])[] = [
    ['a whole object', whole, false, false],
    ['no selector', whole.replace('  selector: {}\n', ''), false, true],
    ['no image', whole.replace(', image: b', ''), false, true],
    ['no containers', whole.replace('containers: [{name: a, image: b}]', 'hostPID: true'), false, true],
    ['no image in a pod', 'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a}]}\n', false, true],
    ['no spec', `${deployment}metadata: {name: a}\n`, false, false],
    ['a directive', `${deployment}$patch: delete\n`, true, false],
    ['a template whose image may come from values', whole.replace(', image: b', ', {{ .x }}'), false, false],
    [
      'a container that an operator completes',
      'apiVersion: a/v1\nkind: Runner\nspec: {template: {spec: {containers: [{name: a}]}}}\n',
      true,
      true,
    ],
  ];
  for (const [name, text, alone, kustomized] of cases) {
    it(name, () => {
      equal(isOpen(text, []), alone);
      equal(isOpen(text, ['x/kustomization.yaml']), alone || kustomized);
    });
  }

  it('are open in all depths', () => {
    const text = 'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, securityContext: {runAsUser: 1}}]}\n';
    const container = evaluated(text, ['kustomization.yml'])[0]?.parts[0]?.parts[0];
    const context = container?.body.entries.get('securityContext')?.value;
    equal(context?.kind === 'map' && context.open, true);
  });
});

const isOpen = (text: string, others: readonly string[]): boolean => evaluated(text, others)[0]?.body.open === true;

function evaluated(text: string, others: readonly string[]) {
  const files = [language.parse(snapshotOf('a.yaml', text))];
  for (const file of others) {
    equal(language.recognises(file, 'resources: []\n'), true);
    files.push(language.parse(snapshotOf(file, 'resources: []\n')));
  }
  return language.evaluate(files).resources;
}
