// What is said of the dependencies of a manifest when advisories are known: each row a text with marks, and what the rules answer at each of them, with the
// text that the fix leaves there.

import assert from 'node:assert/strict';
import { fixEdits } from '../../../server/src/engine/fix.ts';
import { defaultSettings, type Settings } from '../../../server/src/engine/settings.ts';
import type { Language } from '../../../server/src/languages/language.ts';
import { rulesOf } from '../../../server/src/rules/catalogue.ts';
import { marked } from '../../../server/src/text/marked.ts';
import { fileNameOf } from '../../../server/src/text/path.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';
import { openProject } from '../../../server/src/workspace/project.ts';
import { languagesForTests } from '../../languages.ts';
import { packedRules } from '../../rules/folder.ts';

const lock = (packages: Readonly<Record<string, unknown>>) => ({ lockfileVersion: 3, packages });

describe('advisories on dependencies', () => {
  const { sources } = packedRules().catalogue;
  const rules = rulesOf({
    ...packedRules().catalogue,
    sources: sources.filter(({ subjects }) => /advisory|dependency/.test(JSON.stringify(subjects))),
  });
  let languages: readonly Language[] = [];
  before(async () => {
    languages = await languagesForTests();
  });

  const rows: readonly (readonly [
    what: string,
    file: string,
    text: string,
    expected: readonly string[],
    more?: { readonly settings?: Settings['rules']; readonly beside?: Readonly<Record<string, unknown>> },
  ])[] = [
    [
      'a version',
      'package.json',
      '{"dependencies": {"lodash": "«4.17.20»"}}',
      [
        'vulnerable high: `lodash` 4.17.20 has GHSA-35jh-r3h4-6jhm (CVE-2021-23337), high 7.2, fixed in 4.17.21. -> Upgrade to 4.17.21: clears 1 of 1, then run `npm install` [4.17.21]',
      ],
    ],
    [
      'two mistakes in one version, each by its name',
      'package.json',
      '{"dependencies": {"lodash": "««4.17.15»»"}}',
      [
        'vulnerable high: `lodash` 4.17.15 has GHSA-35jh-r3h4-6jhm (CVE-2021-23337), high 7.2, fixed in 4.17.21. -> Upgrade to 4.17.21: clears 2 of 2, then run `npm install` [4.17.21]',
        'vulnerable high: `lodash` 4.17.15 has GHSA-p6mc-m468-83gw (CVE-2020-8203), high 7.4, fixed in 4.17.19. -> Upgrade to 4.17.21: clears 2 of 2, then run `npm install` [4.17.21]',
      ],
    ],
    [
      'a range of which every version has it',
      'package.json',
      '{"dependencies": {"request": "«^2.88.0»"}}',
      [
        'vulnerable medium: Every version of `request` that `^2.88.0` admits has GHSA-p8p7-x288-28g6 (CVE-2023-28155), medium 6.1, and no release is known that fixes it.',
      ],
    ],
    [
      'a range that begins with it',
      'package.json',
      '{"dependencies": {"lodash": "«^4.17.15»"}}',
      [
        'vulnerable-minimum info: `^4.17.15` admits `lodash` 4.17.15, which has GHSA-p6mc-m468-83gw (CVE-2020-8203), high 7.4: without a lock file that chooses a later version it may be installed. -> Raise to ^4.17.21, then run `npm install` [^4.17.21]',
      ],
    ],
    ['a version that is half typed', 'package.json', '{"dependencies": {"lodash": "4.17."}}', []],
    ['a version that nobody knows', 'requirements.txt', 'jinja2==${JINJA}\n', []],
    ['no version', 'requirements.txt', 'jinja2\n', []],
    [
      'two databases, one mistake, another spelling of the name',
      'requirements.txt',
      'Jinja2 == «2.10»  # for the templates\n',
      [
        'vulnerable high: `Jinja2` 2.10 has GHSA-462w-v97r-4m45 (CVE-2019-10906), high 8.6, fixed in 2.10.1. -> Upgrade to 2.10.1: clears 1 of 1, then run `pip install -r requirements.txt` [2.10.1]',
      ],
    ],
    [
      'a version with a hash, which another version does not have',
      'requirements.txt',
      `jinja2==«2.10» --hash=sha256:${'0'.repeat(64)}\n`,
      ['vulnerable high: `jinja2` 2.10 has GHSA-462w-v97r-4m45 (CVE-2019-10906), high 8.6, fixed in 2.10.1.'],
    ],
    [
      'Go, whose advisories have no severity',
      'go.mod',
      'module a\nrequire golang.org/x/text «v0.3.7»\n',
      [
        'vulnerable medium: `golang.org/x/text` v0.3.7 has GO-2022-1059 (CVE-2022-32149), of unknown severity, fixed in v0.3.8. -> Upgrade to v0.3.8: clears 1 of 1, then run `go mod tidy` [v0.3.8]',
      ],
    ],
    [
      'a bare version of Cargo, which is a range',
      'Cargo.toml',
      '[package]\nname = "a"\n\n[dependencies]\ntime = "«0.1.42»"\n',
      [
        'vulnerable medium: Every version of `time` that `0.1.42` admits has RUSTSEC-2020-0071 (CVE-2020-26235), medium 6.2, fixed in 0.2.23. -> Upgrade to 0.2.23: clears 1 of 1, then run `cargo update -p time` [0.2.23]',
      ],
    ],
    [
      'Maven, by a property, and what attackers use',
      'pom.xml',
      '<project><properties><log4j>«2.14.1»</log4j></properties><dependencies><dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId><version>${log4j}</version></dependency></dependencies></project>\n',
      [
        'vulnerable critical: `org.apache.logging.log4j:log4j-core` 2.14.1 has GHSA-jfh8-c2jp-5v3q (CVE-2021-44228), critical 10.0, fixed in 2.15.0. Attackers are known to use it. -> Upgrade to 2.15.0: clears 1 of 1 [2.15.0] (pom.xml: `org.apache.logging.log4j:log4j-core` takes its version from `${log4j}`)',
      ],
    ],
    [
      'Composer, whose names have no case, beside its lock',
      'composer.json',
      '{"require": {"php": ">=8.1", "Twig/Twig": "«^2.4»"}}',
      [
        'vulnerable high: `twig/twig` v2.16.0, which composer.lock locks, has GHSA-5pq4-96q6-ww7h (CVE-2024-45411), high 8.6, fixed in 2.16.1. -> Upgrade to ^2.16.1: clears 1 of 1, then run `composer update Twig/Twig` [^2.16.1] (composer.lock: `twig/twig` v2.16.0 is locked here)',
      ],
      { beside: { 'composer.lock': { packages: [{ name: 'twig/twig', version: 'v2.16.0' }], 'packages-dev': [] } } },
    ],
    [
      'a version that stands in another file, told where the package is asked for',
      'a/Cargo.toml',
      '[package]\nname = "a"\n\n[dependencies]\n«time» = { workspace = true }\n',
      [
        'vulnerable medium: Every version of `time` that `0.1.42` admits has RUSTSEC-2020-0071 (CVE-2020-26235), medium 6.2, fixed in 0.2.23. (Cargo.toml: its version stands here)',
      ],
      { beside: { 'Cargo.toml': '[workspace]\nmembers = ["a"]\n\n[workspace.dependencies]\ntime = "0.1.42"\n' } },
    ],
    [
      'a malicious package',
      'package.json',
      '{"dependencies": {"flatmap-stream": "«0.1.1»"}}',
      ['malicious critical: `flatmap-stream` is known to be malicious (MAL-2025-20690): remove it.'],
    ],
    [
      'set off by its id',
      'package.json',
      '{"dependencies": {"lodash": "4.17.20"}}',
      [],
      { settings: { 'CVE-2021-23337': 'off' } },
    ],
    [
      'set to another severity by its id',
      'package.json',
      '{"dependencies": {"request": "«2.88.2»"}}',
      [
        'vulnerable low: `request` 2.88.2 has GHSA-p8p7-x288-28g6 (CVE-2023-28155), medium 6.1, and no release is known that fixes it.',
      ],
      { settings: { 'GHSA-p8p7-x288-28g6': 'low', 'packages/vulnerable': 'critical' } },
    ],
    ['ignored by its id', 'requirements.txt', 'jinja2==2.10 # lintel:ignore CVE-2019-10906 -- no sandbox here\n', []],
    [
      'ignored by the id of another',
      'requirements.txt',
      'jinja2==«2.10» # lintel:ignore CVE-2000-1\n',
      [
        'vulnerable high: `jinja2` 2.10 has GHSA-462w-v97r-4m45 (CVE-2019-10906), high 8.6, fixed in 2.10.1. -> Upgrade to 2.10.1: clears 1 of 1, then run `pip install -r requirements.txt` [2.10.1]',
      ],
    ],
    [
      'what a lock has chosen of a range',
      'package.json',
      '{"dependencies": {"lodash": "«^4.17.0»", "qs": "^6.5.0"}}',
      [
        'vulnerable high: `lodash` 4.17.20, which package-lock.json locks, has GHSA-35jh-r3h4-6jhm (CVE-2021-23337), high 7.2, fixed in 4.17.21. -> Upgrade to ^4.17.21: clears 1 of 1, then run `npm install` [^4.17.21] (package-lock.json: `lodash` 4.17.20 is locked here)',
      ],
      {
        beside: {
          'package-lock.json': lock({
            '': { dependencies: { lodash: '^4.17.0', qs: '^6.5.0' } },
            'node_modules/lodash': { version: '4.17.20' },
            'node_modules/qs': { version: '6.5.3' },
          }),
        },
      },
    ],
    [
      'a lock that is out of step',
      'package.json',
      '{"dependencies": {"lodash": "«4.17.21»"}}',
      [
        'lock-out-of-step info: The lock file has `lodash` in 4.17.20, which this does not admit: the next install chooses another version, or fails.',
      ],
      {
        beside: {
          'package-lock.json': lock({
            '': { dependencies: { lodash: '4.17.20' } },
            'node_modules/lodash': { version: '4.17.20' },
          }),
        },
      },
    ],
    [
      'what another one brings, once, where the way is the shortest',
      'package.json',
      '{"dependencies": {"a": "1", "express": "«^4.0.0»", "flatmap-stream": "file:../ours"}}',
      [
        'vulnerable high: `express` and 1 more bring `qs` 6.5.2 (by way of `body-parser`), which has GHSA-hrpp-h998-j3pp (CVE-2022-24999), high 7.5, fixed in 6.5.3. (package-lock.json: `qs` 6.5.2 is locked here, brought by express > body-parser)',
      ],
      {
        beside: {
          'package-lock.json': lock({
            '': { dependencies: { a: '1', express: '^4.0.0' } },
            'node_modules/a': { version: '1.0.0', dependencies: { express: '4' } },
            'node_modules/express': { version: '4.16.0', dependencies: { 'body-parser': '1' } },
            'node_modules/body-parser': { version: '1.18.0', dependencies: { qs: '6.5.2' } },
            'node_modules/qs': { version: '6.5.2' },
            'node_modules/lodash': { version: '4.17.1', extraneous: true },
          }),
        },
      },
    ],
  ];
  for (const [what, file, source, expected, { settings = {}, beside = {} } = {}] of rows) {
    it(`${what}: ${source.trim()}`, () => {
      const { text, marks } = marked(source);
      const project = openProject('/w', languages, {
        rules,
        settings: { ...defaultSettings, rules: settings },
        today: '2026-03-01',
      });
      for (const [name, content] of Object.entries({ ...beside, [file]: text }))
        project.update(
          snapshotOf(`/w/${name}`, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2)),
        );
      const analysis = project.analyseFile(`/w/${file}`);
      assert.ok(analysis);
      assert.deepEqual(analysis.failures, []);
      assert.deepEqual(
        analysis.findings.map(({ span }) => `${span.start}-${span.end}`),
        marks.map(({ start, end }) => `${start}-${end}`),
      );
      assert.deepEqual(
        analysis.findings.map((finding) => {
          const edits = fixEdits(analysis, finding);
          const fix = finding.fix && ` -> ${finding.fix.title} [${edits?.map((edit) => edit.text).join()}]`;
          const trail = finding.related.map(({ file: at, message }) => ` (${fileNameOf(at)}: ${message})`);
          const rule = finding.rule.replace('packages/', '');
          return `${rule} ${finding.severity}: ${finding.message}${fix ?? ''}${trail.join('')}`;
        }),
        expected,
      );
    });
  }
});
