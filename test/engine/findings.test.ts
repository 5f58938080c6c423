// Findings that lie in another file than the resource they are about.

import assert from 'node:assert/strict';
import { defaultSettings } from '../../server/src/engine/settings.ts';
import type { Language } from '../../server/src/languages/language.ts';
import { rulesOf } from '../../server/src/rules/catalogue.ts';
import { packRules } from '../../server/src/rules/pack.ts';
import type { RuleSet } from '../../server/src/rules/ruleset.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { openProject } from '../../server/src/workspace/project.ts';
import { languagesForTests } from '../languages.ts';

const rule = `title: Everybody may act
severity: high
category: identity
terraform: iam-statement
forbid: { actions: "*" }
message: "{resource} allows everything."
why: "-"
help: "-"
examples:
  - bad: "«»"
  - good: ""
`;

const document = 'data "aws_iam_policy_document" "d" {\n  statement {\n    actions = ["*"]\n  }\n}\n';
const policy = (name: string) => `resource "aws_iam_policy" "${name}" {
  policy = data.aws_iam_policy_document.d.json
}
`;

describe('a finding in another file than its resources', () => {
  let languages: readonly Language[];
  let rules: RuleSet;
  before(async () => {
    languages = await languagesForTests();
    const { catalogue, problems } = packRules(new Map([['x/everything.yaml', rule]]), '');
    assert.deepEqual(problems, []);
    rules = rulesOf(catalogue);
  });

  const analysed = (main: string) => {
    const project = openProject('/w', languages, { rules, settings: defaultSettings, today: '2026-01-01' });
    project.update(snapshotOf('/w/documents.tf', document));
    project.update(snapshotOf('/w/main.tf', main));
    const analysis = project.analyseFile('/w/main.tf');
    project.close();
    assert.ok(analysis);
    return analysis;
  };

  it('is one finding that tells of each of them', () => {
    const { findings } = analysed(policy('a') + policy('b'));
    assert.deepEqual(
      findings.map(({ file, span, resource, related }) => ({
        text: `${file}: ${document.slice(span.start, span.end)}`,
        resource: `${resource?.file}: ${resource?.address}`,
        related: related.map(({ message }) => message),
      })),
      [
        {
          text: '/w/documents.tf: "*"',
          resource: '/w/main.tf: aws_iam_policy.a',
          related: ['this is about `aws_iam_policy.a`', 'this is about `aws_iam_policy.b`'],
        },
      ],
    );
  });

  const ignored = (name: string) => `# lintel:ignore x/everything\n${policy(name)}`;
  const rows: readonly (readonly [it: string, main: string, findings: number])[] = [
    ['is held back with its resource', ignored('a'), 0],
    ['is not held back with one of two resources', ignored('a') + policy('b'), 1],
    ['is held back with both', ignored('a') + ignored('b'), 0],
    ['is held back with the file of its resources', `# lintel:ignore-file x/*\n${policy('a')}${policy('b')}`, 0],
  ];
  for (const [title, main, count] of rows) {
    it(title, () => assert.equal(analysed(main).findings.length, count));
  }
});
