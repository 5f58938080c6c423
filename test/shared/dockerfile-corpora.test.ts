// Every Dockerfile of the corpora: understood whole, and every word where it says it stands.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerfile } from '../../server/src/languages/dockerfile/language.ts';
import type { Resource } from '../../server/src/model/resource.ts';
import { hole, type Value } from '../../server/src/model/value.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { grammarNamed } from '../grammars.ts';

const corpora = join(__dirname, '../../../shared/corpora');

describe('Dockerfiles of the corpora', () => {
  let folder: string;
  before(() => {
    assert.ok(existsSync(corpora), `${corpora} is missing: this test needs the shared folder beside the checkout`);
    folder = mkdtempSync(join(tmpdir(), 'dockerfiles-'));
    for (const archive of readdirSync(corpora)) execFileSync('tar', ['-xzf', join(corpora, archive), '-C', folder]);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('have no error node and no problem, and every value stands in its text', async () => {
    const grammar = await grammarNamed('dockerfile');
    const language = dockerfile(grammar, await grammarNamed('bash'));
    let files = 0;
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/dockerfile[^/]*$/i.test(file) || !statSync(join(folder, file)).isFile()) continue;
      const text = readFileSync(join(folder, file), 'utf8');
      if (!language.recognises(file, text)) continue;
      files++;
      assert.equal(
        grammar.parseText(text, (root) => root.hasError),
        false,
        file,
      );
      const parsed = language.parse(snapshotOf(file, text));
      assert.deepEqual(parsed.problems, [], file);
      const { resources } = language.evaluate([parsed]);
      for (const resource of resources) checkResource(resource, file, text);
      language.forget(file);
    }
    assert.ok(files > 200, `only ${files} Dockerfiles were found`);
  });
});

function checkResource(resource: Resource, file: string, text: string): void {
  const { start, end } = resource.header;
  assert.ok(resource.place.start <= start && end <= resource.place.end, `${file}: the header of ${resource.address}`);
  checkValue(resource.body, `${file}: ${resource.address}`, text);
  for (const part of resource.parts) {
    assert.equal(part.within?.(), resource, file);
    checkResource(part, file, text);
  }
}

/** Where a string has pieces, or a place as long as it is, its characters are those of the text. */
function checkValue(value: Value, path: string, text: string): void {
  const { start, end } = value.place;
  assert.ok(0 <= start && start <= end && end <= text.length, `${path} stands outside`);
  if (value.kind === 'map') for (const [name, entry] of value.entries) checkValue(entry.value, `${path}.${name}`, text);
  if (value.kind === 'list')
    for (const [index, item] of value.items.entries()) checkValue(item, `${path}[${index}]`, text);
  if (value.kind !== 'string' || value.value.includes(hole)) return;
  if (!value.pieces) {
    assert.equal(text.slice(start, end), value.value, path);
    return;
  }
  for (const piece of value.pieces) {
    assert.equal(
      text.slice(piece.start, piece.start + piece.length),
      value.value.slice(piece.at, piece.at + piece.length),
      path,
    );
  }
}
