// `npm run uncovered [FILE …]`: which concepts no rule covers, and of the others, which checks of other tools no rule names. A FILE of
// concepts (../shared/concepts/cloud-top.json) holds rows of `concept` and `aliases`, a list or one for each tool.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packedRules } from '../test/rules/folder.ts';

interface Concept {
  readonly concept: string;
  readonly aliases: readonly string[] | Readonly<Record<string, readonly string[]>>;
}

/** Prowler looks at accounts and not at code. */
const otherTools = ['prowler'];

function main(files: readonly string[]): void {
  const { catalogue } = packedRules();
  const named = new Set(catalogue.sources.flatMap(({ aliases }) => Object.values(aliases).flat().map(plain)));
  for (const file of files) {
    const { concepts } = JSON.parse(readFileSync(file, 'utf8')) as { readonly concepts: readonly Concept[] };
    const rows = concepts.map(({ concept, aliases }) => {
      const ids = [...new Set(idsOf(aliases).map(plain))];
      return { concept, ids, missing: ids.filter((id) => !named.has(id)) };
    });
    const uncovered = rows.filter(({ ids, missing }) => ids.length > 0 && missing.length === ids.length);
    const partly = rows.filter(({ ids, missing }) => missing.length > 0 && missing.length < ids.length);
    console.log(`${file}: ${rows.length} concepts, ${uncovered.length} without a rule, ${partly.length} in part`);
    for (const { concept, missing } of [...uncovered, ...partly]) console.log(`  ${concept}: ${missing.join(' ')}`);
  }
}

const idsOf = (aliases: Concept['aliases']): readonly string[] =>
  Array.isArray(aliases)
    ? aliases
    : Object.entries(aliases).flatMap(([tool, ids]) => (otherTools.includes(tool) ? [] : ids));

/** Trivy's ids were longer once. */
const plain = (id: string): string => id.replace(/^AVD-/, '');

const given = process.argv.slice(2);
main(given.length > 0 ? given : [join(__dirname, '../../shared/concepts/cloud-top.json')]);
