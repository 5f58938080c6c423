// Every YAML and JSON file of the corpora that lie beside the checkout: none breaks the reader, none that holds an object is passed
// over, and every place lies in its text. It prints what it found.

import { deepEqual, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubernetes } from '../../server/src/languages/kubernetes/language.ts';
import type { Resource } from '../../server/src/model/resource.ts';
import type { Value } from '../../server/src/model/value.ts';
import { readYaml } from '../../server/src/syntax/yaml.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';

const archives = join(__dirname, '../../../shared/corpora');

describe('the Kubernetes files of the corpora', () => {
  let folder = '';
  let files: readonly string[] = [];

  before(() => {
    ok(existsSync(archives), `the corpora are not at ${archives}`);
    folder = mkdtempSync(join(tmpdir(), 'lintel-corpora-'));
    for (const archive of readdirSync(archives)) execFileSync('tar', ['-xzf', join(archives, archive), '-C', folder]);
    const all = readdirSync(folder, { recursive: true, withFileTypes: true });
    files = all
      .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are read, each with resources or a problem', () => {
    const language = kubernetes();
    const silent: string[] = [];
    const misplaced: string[] = [];
    const problems: string[] = [];
    const types = new Map<string, number>();
    let recognised = 0;
    let templates = 0;
    for (const name of files) {
      const text = readFileSync(name, 'utf8');
      const shown = name.slice(folder.length + 1);
      if (!language.recognises(name, text)) {
        if (/\.ya?ml$/.test(name)) readYaml(text, name);
        continue;
      }
      recognised++;
      const file = language.parse(snapshotOf(name, text));
      const { resources } = language.evaluate([file]);
      if (file.stream.documents.some(({ document }) => document.masked !== document.text)) templates++;
      if (resources.length === 0 && file.problems.length === 0) silent.push(shown);
      problems.push(
        ...file.problems.map(
          ({ span, message }) => `${shown}:${span ? text.slice(0, span.start).split('\n').length : 0}: ${message}`,
        ),
      );
      for (const resource of resources.flatMap(withParts)) {
        types.set(resource.type, (types.get(resource.type) ?? 0) + 1);
        const source = file.stream.documents.find(({ document }) => document.source === resource.place.source);
        const inside =
          source &&
          placesIn(resource.body).every(
            ({ start, end }) => 0 <= start && start <= end && end <= source.document.text.length,
          );
        if (!inside) misplaced.push(`${shown}: ${resource.address}`);
      }
    }
    console.log(`    ${files.length} files, ${recognised} with objects, ${templates} of them templates`);
    console.log(
      `    ${[...types]
        .sort(([, a], [, b]) => b - a)
        .map(([type, count]) => `${type} ${count}`)
        .join(', ')}`,
    );
    for (const problem of problems) console.log(`    ${problem}`);
    deepEqual(silent, []);
    deepEqual(misplaced, []);
    ok(recognised > 0);
  });
}).timeout(120_000);

const withParts = (resource: Resource): Resource[] => [resource, ...resource.parts.flatMap(withParts)];

function placesIn(value: Value): Value['place'][] {
  switch (value.kind) {
    case 'list':
      return [value.place, ...value.items.flatMap(placesIn)];
    case 'map':
      return [
        value.place,
        ...[...value.entries.values()].flatMap((entry) => [entry.key, entry.place, ...placesIn(entry.value)]),
      ];
    default:
      return [value.place];
  }
}
