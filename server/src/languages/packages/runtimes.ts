// Which runtimes a project says that it runs on: `engines` of package.json, `go` of go.mod, `requires-python`, `.nvmrc` and the like. Each
// becomes a `runtime` part of its manifest with the pieces of the line of versions that it admits, so that a rule can ask whether
// any of them still gets fixes. Products are named as endoflife.date names them.

import { raised, upTo } from '../../advisories/ranges/comparator.ts';
import type { Range } from '../../advisories/ranges/range.ts';
import { rangeOf } from '../../advisories/ranges/ranges.ts';
import { entryAt } from '../../model/entries.ts';
import type { Place } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { type ListValue, placeInString, type StringValue, type Value } from '../../model/value.ts';
import { stringAt } from '../../model/virtual.ts';
import { lineMap } from './line-map.ts';

/** The parts for what the manifest's body says, in the order of the table. */
export function runtimesOf(format: string, manifest: Resource): readonly Resource[] {
  return (declarations[format] ?? []).flatMap(({ at, product, read }) => {
    const entry = entryAt(manifest.body, ...at);
    const value = entry?.value;
    const range = value?.kind === 'string' ? read(value.value.trim()) : undefined;
    return value?.kind === 'string' && range
      ? [runtimeResource(product, at, value, entry?.place, range, manifest)]
      : [];
  });
}

interface Declaration {
  readonly at: readonly string[];
  readonly product: string;
  /** Undefined where the text says no version: `latest`, a name of another distribution. */
  readonly read: (text: string) => Range | undefined;
}

/** `3.9` and `3.9.7` as files of version managers have them: every version that begins so. */
function beginning(text: string): Range | undefined {
  const numbers = /^[vV]?(\d+(?:\.\d+){0,2})$/.exec(text)?.[1]?.split('.');
  return numbers && upTo(numbers.join('.'), raised(numbers));
}

const npm = (text: string): Range | undefined => rangeOf('npm', text);
const pypi = (text: string): Range | undefined => rangeOf('PyPI', text);
const composer = (text: string): Range | undefined => rangeOf('Packagist', text);

// Poetry knows carets and tildes, which PEP 440 does not.
const poetry = (text: string): Range | undefined => pypi(text) ?? npm(text.replaceAll(',', ' '));

const rubygems = (text: string): Range | undefined => rangeOf('RubyGems', text);

// `net8.0`, `net8.0-windows` and `netcoreapp3.1`; `net48` and `netstandard2.0` are no releases of .NET.
function targetFramework(text: string): Range | undefined {
  const version = /^net(?:coreapp)?(\d+\.\d+)(?:-|$)/.exec(text)?.[1];
  return version === undefined ? undefined : beginning(version);
}

// The oldest version that may build the module; newer ones may, too.
const atLeast = (text: string): Range | undefined =>
  /^\d+(?:\.\d+)*$/.test(text) ? [{ low: { version: text, included: true } }] : undefined;

const after =
  (prefix: string) =>
  (text: string): Range | undefined =>
    text.startsWith(prefix) ? beginning(text.slice(prefix.length)) : undefined;

// github.com/nodejs/Release, the names of the lines with long-term support.
const nodeNames: readonly string[] =
  'argon boron carbon dubnium erbium fermium gallium hydrogen iron jod krypton'.split(' ');

function nodeVersion(text: string): Range | undefined {
  const index = nodeNames.indexOf(text.replace(/^lts\//, '').toLowerCase());
  return index < 0 ? beginning(text) : beginning(String(4 + 2 * index));
}

const node: readonly Declaration[] = [{ at: ['version'], product: 'nodejs', read: nodeVersion }];
const python: readonly Declaration[] = [{ at: ['version'], product: 'python', read: beginning }];

const dotnet: readonly Declaration[] = [{ at: ['TargetFramework'], product: 'dotnet', read: targetFramework }];

const declarations: Readonly<Record<string, readonly Declaration[]>> = {
  'package.json': [
    { at: ['engines', 'node'], product: 'nodejs', read: npm },
    { at: ['volta', 'node'], product: 'nodejs', read: beginning },
  ],
  'go.mod': [
    { at: ['go'], product: 'go', read: atLeast },
    { at: ['toolchain'], product: 'go', read: after('go') },
  ],
  'pyproject.toml': [
    { at: ['project', 'requires-python'], product: 'python', read: pypi },
    { at: ['tool', 'poetry', 'dependencies', 'python'], product: 'python', read: poetry },
  ],
  'setup.cfg': [{ at: ['options', 'python_requires'], product: 'python', read: pypi }],
  Pipfile: [
    { at: ['requires', 'python_version'], product: 'python', read: beginning },
    { at: ['requires', 'python_full_version'], product: 'python', read: beginning },
  ],
  'composer.json': [
    { at: ['require', 'php'], product: 'php', read: composer },
    { at: ['config', 'platform', 'php'], product: 'php', read: beginning },
  ],
  Gemfile: [{ at: ['ruby'], product: 'ruby', read: rubygems }],
  '*.csproj': dotnet,
  'Directory.Packages.props': dotnet,
  'global.json': [{ at: ['sdk', 'version'], product: 'dotnet', read: beginning }],
  '.nvmrc': node,
  '.node-version': node,
  '.python-version': python,
  'runtime.txt': [{ at: ['version'], product: 'python', read: after('python-') }],
  '.ruby-version': [{ at: ['version'], product: 'ruby', read: (text) => beginning(text.replace(/^ruby-/, '')) }],
  '.go-version': [{ at: ['version'], product: 'go', read: beginning }],
  '.tool-versions': [
    { at: ['nodejs'], product: 'nodejs', read: nodeVersion },
    { at: ['python'], product: 'python', read: beginning },
    { at: ['golang'], product: 'go', read: beginning },
    { at: ['ruby'], product: 'ruby', read: beginning },
    { at: ['php'], product: 'php', read: beginning },
    { at: ['terraform'], product: 'terraform', read: beginning },
  ],
};

function runtimeResource(
  product: string,
  at: readonly string[],
  written: StringValue,
  place: Place = written.place,
  range: Range,
  manifest: Resource,
): Resource {
  const version = stringAt(written.value, placeInString(written, 0, written.value.length));
  const header = version.place;
  return {
    language: 'packages',
    type: 'runtime',
    name: product,
    address: at.join('.'),
    place,
    header,
    body: lineMap({ product: stringAt(product, header), version, $admits: admitted(range, header) }, place, header),
    parts: [],
    within: () => manifest,
  };
}

/** Pieces with `low`, `high` and whether they belong to it: `lowIn`, `highIn`. */
function admitted(range: Range, place: Place): ListValue {
  const items = range.map(({ low, high }): Value => {
    const is = (value: boolean | undefined): Value | undefined =>
      value === undefined ? undefined : { kind: 'boolean', value, place };
    return lineMap(
      {
        low: low && stringAt(low.version, place),
        lowIn: is(low?.included),
        high: high && stringAt(high.version, place),
        highIn: is(high?.included),
      },
      place,
      place,
    );
  });
  return { kind: 'list', items, place };
}
