// Holds the house together: who may import whom. The rooms below are the whole rule; everything else reads the imports and compares.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix, relative, sep } from 'node:path';

/**
 * What each folder of server/src may import besides itself. Down the list is the way of a keystroke backwards: features ->
 * workspace -> engine -> rules -> languages -> syntax -> text and model.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  features: [
    'workspace',
    'engine',
    'rules',
    'languages',
    'syntax',
    'text',
    'model',
    'runtime',
    'fixes',
    'checks',
    'compliance',
    'advisories',
  ],
  workspace: ['engine', 'rules', 'languages', 'syntax', 'text', 'model', 'runtime', 'advisories'],
  engine: ['rules', 'languages', 'syntax', 'text', 'model', 'fixes', 'advisories'],
  rules: ['languages', 'syntax', 'text', 'model', 'checks', 'compliance'],
  languages: ['syntax', 'text', 'model', 'advisories'],
  syntax: ['text', 'model'],
  model: ['text'],
  text: [],
  // The side rooms.
  checks: ['model', 'text'],
  fixes: ['model', 'text', 'syntax'],
  advisories: ['model', 'text'],
  compliance: [],
  reports: ['rules', 'text', 'model', 'compliance'],
  // The seam to the outside, a file and not a folder.
  runtime: ['advisories'],
};

/** The entries: they build a Runtime and start the rest, so they may import anything. */
const entries = [/^(?:node|browser|server|cli)\.ts$/, /^(?:cli|node)\//];

/** Single files that may do what their room may not, as `file -> room`. */
const exceptions = ['languages/index.ts -> runtime'];

/** Packages that only some files may import. Paths are below the repository. */
const outside: readonly { readonly packages: RegExp; readonly only: RegExp; readonly who: string }[] = [
  { packages: /^web-tree-sitter$/, only: /^server\/src\/syntax\//, who: 'server/src/syntax' },
  {
    packages: /^vscode-languageserver/,
    only: /^(?:server\/src\/(?:features\/|text\/lsp\.ts$|(?:node|browser|server|node\/server)\.ts$)|client\/)/,
    who: 'server/src/features, the wiring of the server, text/lsp.ts and client',
  },
  {
    packages: new RegExp(`^(?:node:.*|${builtinModules.join('|')})$`),
    only: /^server\/src\/(?:(?:node|cli)\.ts$|cli\/|node\/)/,
    who: 'server/src/node.ts, cli.ts, cli/ and node/',
  },
  { packages: /^vscode$/, only: /^client\//, who: 'client' },
];

const longest = 400;

interface Import {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** As written. */
  readonly from: string;
  /** The imported file for a relative path, below the repository. */
  readonly target?: string;
}

const root = join(__dirname, '..');
const files = ['server/src', 'client/src'].flatMap(sourcesIn);
const imports = files.flatMap(importsOf);

describe('architecture', () => {
  it('imports go down only', () => none(imports.flatMap(brokenDirection)));
  it('no language imports another', () => none(imports.flatMap(brokenLanguage)));
  it('packages stay in their rooms', () => none(imports.flatMap(brokenPackage)));
  it('no file imports itself by a detour', () => none(cycles()));
  it(`no file is longer than ${longest} lines`, () => none(files.flatMap(tooLong)));
  it('reads imports of every form', () => {
    const text =
      "import a from './a.ts';\nimport type {\n  B,\n} from './b.ts';\nexport * from './c.ts';\nimport './d.ts';\nawait import('./e.ts');\n// import './f.ts'";
    assert.deepEqual(
      importsIn(text).map(({ line, from }) => `${line} ${from}`),
      ['1 ./a.ts', '4 ./b.ts', '5 ./c.ts', '6 ./d.ts', '7 ./e.ts'],
    );
  });
});

const none = (broken: readonly string[]): void => assert.ok(broken.length === 0, `\n${broken.join('\n')}`);

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function importsOf(file: string): Import[] {
  return importsIn(readFileSync(join(root, file), 'utf8')).map(({ line, from }) => {
    const target = from.startsWith('.') ? posix.join(posix.dirname(file), from) : undefined;
    return { file, line, from, ...(target && { target }) };
  });
}

function importsIn(text: string): { line: number; from: string }[] {
  const statement = /^(?:import|export)\s+(?:[^'";]*?\sfrom\s+)?'([^']+)'|^[^/\n]*\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(statement)].map(({ 0: all, 1: named, 2: dynamic, index }) => ({
    line: text.slice(0, index + all.length).split('\n').length,
    from: named ?? dynamic ?? '',
  }));
}

function brokenDirection({ file, line, target }: Import): string[] {
  if (!file.startsWith('server/')) {
    if (!target?.startsWith('server/')) return [];
    return [`${file}:${line}: the client holds no analysis, so it does not import ${target}`];
  }
  const inside = file.slice('server/src/'.length);
  if (!target || entries.some((entry) => entry.test(inside))) return [];
  if (!target.startsWith('server/src/')) return [`${file}:${line}: the server does not import ${target}`];
  const [from, to] = [roomOf(inside), roomOf(target.slice('server/src/'.length))];
  if (from === to || exceptions.includes(`${inside} -> ${to}`)) return [];
  const allowed = rooms[from];
  if (!allowed) return [`${file}:${line}: ${from} is no room of test/architecture.test.ts`];
  return allowed.includes(to) ? [] : [`${file}:${line}: ${from} does not import ${to} (${target})`];
}

/** `rules/compile.ts` is in `rules`; `runtime.ts` is a room of its own. */
const roomOf = (inside: string): string => inside.split('/')[0]!.replace(/\.ts$/, '');

function brokenLanguage({ file, line, target }: Import): string[] {
  const language = (path: string | undefined) => /^server\/src\/languages\/([^/]+)\//.exec(path ?? '')?.[1];
  const [from, to] = [language(file), language(target)];
  return from && to && from !== to
    ? [`${file}:${line}: the language ${from} does not import the language ${to} (${target})`]
    : [];
}

function brokenPackage({ file, line, from }: Import): string[] {
  return outside
    .filter(({ packages, only }) => packages.test(from) && !only.test(file))
    .map(({ who }) => `${file}:${line}: only ${who} may import ${from}`);
}

function tooLong(file: string): string[] {
  const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;
  return lines > longest ? [`${file}:${longest + 1}: has ${lines} lines, more than ${longest}`] : [];
}

/**
 * Each cycle once, from the file where the walk met it first. Files of one folder may take turns, as the parts of a recursive
 * descent do.
 */
function cycles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly Import[]): void => {
    const start = path.findIndex((step) => step.file === file);
    const folders = new Set(path.slice(start).map((step) => posix.dirname(step.file)));
    if (start >= 0 && folders.size === 1) return;
    if (start >= 0) {
      const first = path[start]!;
      found.push(
        `${first.file}:${first.line}: imports itself by ${path
          .slice(start)
          .map(({ target }) => target)
          .join(' -> ')}`,
      );
      return;
    }
    if (done.has(file)) return;
    for (const step of imports) if (step.file === file && step.target) walk(step.target, [...path, step]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  return found;
}
