// Builds dist/: the bundles, the grammars, the packed rules and the snapshot of advisories. `node scripts/build.mjs` builds all of it from nothing; with names, as
// in `node scripts/build.mjs cli`, it builds only those bundles, with grammars and rules, and leaves the others as they are. With
// `--tests` the bundles keep their names and sources for stack traces.

import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { grammarFiles } from './grammars.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

const { values: options, positionals: names } = parseArgs({
  options: { tests: { type: 'boolean', default: false } },
  allowPositionals: true,
});

/** What every bundle has in common. */
const common = {
  bundle: true,
  minify: !options.tests,
  sourcemap: options.tests ? /** @type {const} */ ('inline') : false,
  target: 'es2022',
  logLevel: /** @type {const} */ ('warning'),
  absWorkingDir: root,
  legalComments: /** @type {const} */ ('none'),
};
const node = {
  ...common,
  platform: /** @type {const} */ ('node'),
  format: /** @type {const} */ ('cjs'),
  target: 'node20',
  // The main file of some packages calls require in a way that no bundler follows; that of web-tree-sitter as a module asks for its URL.
  mainFields: ['module', 'main'],
  alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
};
const browser = {
  ...common,
  platform: /** @type {const} */ ('browser'),
  format: /** @type {const} */ ('cjs'),
  mainFields: ['browser', 'module', 'main'],
};

const bundles = {
  client: {
    ...node,
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/client/extension.js',
    external: ['vscode'],
  },
  'web-client': { ...browser, entryPoints: ['client/src/web.ts'], outfile: 'dist/client/web.js', external: ['vscode'] },
  server: { ...node, entryPoints: ['server/src/node.ts'], outfile: 'dist/server/node.js' },
  'web-server': {
    ...browser,
    format: /** @type {const} */ ('iife'),
    entryPoints: ['server/src/browser.ts'],
    outfile: 'dist/server/browser.js',
    external: ['fs/promises', 'module'],
  },
  cli: { ...node, entryPoints: ['server/src/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
};

const wanted = Object.entries(bundles).filter(([name]) => names.length === 0 || names.includes(name));
const unknown = names.filter((name) => !(name in bundles));
if (unknown.length > 0) {
  console.error(`there is no bundle ${unknown.join(', ')}; there are ${Object.keys(bundles).join(', ')}`);
  process.exit(1);
}
if (names.length === 0) await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, 'grammars'), { recursive: true });
await Promise.all([...wanted.map(([, bundle]) => build(bundle)), copyGrammars(), packRules(), copyAdvisories()]);

async function copyGrammars() {
  for (const [name, file] of Object.entries(grammarFiles))
    await cp(join(root, file), join(dist, 'grammars', `${name}.wasm`));
}

/** The snapshot, with its sources and licences. */
async function copyAdvisories() {
  await cp(join(root, 'advisories'), join(dist, 'advisories'), { recursive: true });
}

/** Compiles rules/ with the program's own compiler. A mistake is told with its place and fails the build; the other rules are packed. */
async function packRules() {
  const folder = await mkdtemp(join(tmpdir(), 'lintel-build-'));
  const compiler = join(folder, 'pack.cjs');
  await build({
    ...node,
    minify: false,
    sourcemap: false,
    entryPoints: ['server/src/rules/pack.ts'],
    outfile: compiler,
  });
  const { packRules: pack } = createRequire(import.meta.url)(compiler);
  await rm(folder, { recursive: true });
  const { catalogue, texts, defaults, problems } = pack(await ruleFiles(), 'rules/');
  for (const { file, line, column, message } of problems) console.error(`${file}:${line}:${column}: ${message}`);
  if (problems.length > 0) process.exitCode = 1;
  await mkdir(join(dist, 'rules'), { recursive: true });
  await writeFile(join(dist, 'rules', 'catalogue.json'), JSON.stringify(catalogue));
  await writeFile(join(dist, 'rules', 'texts.json'), JSON.stringify(texts));
  await writeFile(join(dist, 'rules', 'provider-defaults.json'), JSON.stringify(defaults));
  for (const facts of ['image-lifecycles.json', 'iam-actions.json', 'popular-packages.json'])
    await cp(join(root, 'rules/tables', facts), join(dist, 'rules', facts));
}

async function ruleFiles() {
  const folder = join(root, 'rules');
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (file) => file.isFile() && /\.(?:yaml|json)$/.test(file.name),
  );
  const read = files.map(async (file) => {
    const path = join(file.parentPath, file.name);
    return /** @type {const} */ ([relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')]);
  });
  return new Map(await Promise.all(read));
}
