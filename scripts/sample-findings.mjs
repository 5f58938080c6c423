// `npm run sample-findings -- DIR [DIR ...] --count 100 --seed 1 --files .tf`: findings of `lintel scan`, drawn at random and spread over the rules, each
// with the code around it, to be read and judged by hand. The same seed draws the same findings; `--files` is the end of the names of files.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals: folders } = parseArgs({
  options: {
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    files: { type: 'string', default: '' },
  },
  allowPositionals: true,
});
const random = generator(Number(values.seed));
const found = folders.flatMap(findingsIn).filter(({ file }) => file.endsWith(values.files));
for (const [index, finding] of spread(found).slice(0, Number(values.count)).entries())
  console.log(shown(finding, index));
console.error(`${found.length} findings of ${new Set(found.map(({ rule }) => rule)).size} rules`);

function findingsIn(folder) {
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [cli, 'scan', folder, '--format', 'json', '--fail-on', 'none'],
    { encoding: 'utf8', maxBuffer: 2 ** 30 },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout).findings.map((finding) => ({ ...finding, folder }));
}

/** One of each rule in turn, so that the frequent ones do not hide the others. */
function spread(findings) {
  const byRule = new Map();
  for (const finding of shuffled(findings)) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  const groups = shuffled([...byRule.values()]);
  const longest = Math.max(0, ...groups.map((group) => group.length));
  return Array.from({ length: longest }, (_, turn) => groups.flatMap((group) => group.slice(turn, turn + 1))).flat();
}

function shuffled(items) {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [result[at], result[other]] = [result[other], result[at]];
  }
  return result;
}

function shown({ folder, file, range, rule, severity, message, resource, related }, index) {
  const code = lines(join(folder, file), range.start.line - 2, range.end.line + 2);
  const whole = resource
    ? lines(join(folder, resource.file ?? file), resource.range.start.line, resource.range.end.line)
    : [];
  const places = related.map((one) => `  ${one.file ?? file}:${one.range.start.line} ${one.message}`);
  return [
    `--- ${index + 1}. ${rule} (${severity}) ${file}:${range.start.line}:${range.start.column}`,
    message,
    ...places,
    ...code.map((line) => `  > ${line}`),
    ...whole.slice(0, 40).map((line) => `    ${line}`),
  ].join('\n');
}

function lines(file, first, last) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(Math.max(0, first - 1), last);
}

/** Mulberry32, by Tommy Ettinger, in the public domain. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
