// The rules as they stand in rules/, packed as the build packs them.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Packed, packRules, type RuleFolder } from '../../server/src/rules/pack.ts';

const folder = join(__dirname, '../../rules');

export function ruleFolder(): RuleFolder {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (file) => file.isFile() && /\.(?:yaml|json)$/.test(file.name),
  );
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [relative(folder, path), readFileSync(path, 'utf8')];
    }),
  );
}

let packed: Packed | undefined;

export function packedRules(): Packed {
  packed ??= packRules(ruleFolder(), 'rules/');
  return packed;
}
