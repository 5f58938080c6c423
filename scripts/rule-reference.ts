// `npm run reference`: writes RULES.md, the list of all rules, and rules/schema.json. Tests hold them to what they are made from.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleFacts } from '../server/src/rules/rule.ts';
import { packedRules } from '../test/rules/folder.ts';
import { ruleSchema, schemaFile } from './rule-schema.ts';

export const referenceFile = join(__dirname, '..', 'RULES.md');

export function ruleReference(rules: readonly RuleFacts[]): string {
  const groups = new Map<string, RuleFacts[]>();
  for (const rule of rules) {
    const group = rule.id.slice(0, rule.id.indexOf('/'));
    groups.set(group, [...(groups.get(group) ?? []), rule]);
  }
  const sections = [...groups].map(
    ([group, members]) =>
      `## ${group}\n\n| rule | severity | what | fix | also known as |\n|---|---|---|---|---|\n${members.map(row).join('')}`,
  );
  return `# Rules\n\n${rules.length} rules, written by \`npm run reference\`. \`lintel explain RULE\` says everything about one. Those marked with ○ are off unless asked for.\n\n${sections.join('\n')}`;
}

function row({ id, severity, title, fixable, aliases, ...rule }: RuleFacts): string {
  const names = Object.values(aliases).flat().join(', ');
  return `| \`${id}\`${rule.default ? '' : ' ○'} | ${severity} | ${title.replaceAll('|', '\\|')} | ${fixable ? 'yes' : ''} | ${names} |\n`;
}

if (require.main === module) {
  writeFileSync(referenceFile, ruleReference(packedRules().catalogue.sources));
  writeFileSync(schemaFile, ruleSchema());
}
