// `npm run check-rules [PREFIX …]`: compiles the rules and runs the examples of those whose id begins with a prefix; all without one.

import { toolsOf } from '../server/src/rules/catalogue.ts';
import { languagesForTests } from '../test/languages.ts';
import { exampleFaults } from '../test/rules/examples.ts';
import { packedRules } from '../test/rules/folder.ts';

async function main(prefixes: readonly string[]): Promise<void> {
  const { catalogue, texts, problems } = packedRules();
  const wanted = (id: string) => prefixes.length === 0 || prefixes.some((prefix) => id.startsWith(prefix));
  const mistakes = problems
    .filter(({ file }) => wanted(file.replace(/^rules\//, '')))
    .map(({ file, line, column, message }) => `rules/${file.replace(/^rules\//, '')}:${line}:${column}: ${message}`);
  const languages = await languagesForTests();
  const checked = catalogue.sources.filter(({ id }) => wanted(id));
  for (const source of checked) {
    const faults = exampleFaults(source, texts[source.id]?.examples ?? [], languages, toolsOf(catalogue));
    mistakes.push(...faults.map((fault) => `rules/${source.id}.yaml: ${fault}`));
  }
  for (const mistake of mistakes) console.error(mistake);
  console.log(`${checked.length} rules checked, ${mistakes.length} mistakes`);
  process.exitCode = mistakes.length > 0 ? 1 : 0;
}

void main(process.argv.slice(2));
