// Gives the maps of a resource the defaults of its provider, of the version that the root module uses: the one that
// `.terraform.lock.hcl` says `terraform init` has chosen, or else those that `required_providers` allows.
// https://developer.hashicorp.com/terraform/language/files/dependency-lock

import type { Defaults } from '../../../model/defaults.ts';
import type { MapValue, Value } from '../../../model/value.ts';
import type { Expression } from '../syntax/ast.ts';
import type { ModuleSymbols } from './context.ts';
import type { Declaration, Declarations, MergedBody } from './declarations.ts';

export function withDefaults(body: MapValue, { kind, type }: Declaration, symbols: ModuleSymbols): MapValue {
  const ofType = kind === 'resource' ? symbols.defaults.get(type) : undefined;
  if (!ofType) return body;
  return given(body, ofType.under(ofType.vary ? versionOf(ofType.providers, symbols) : undefined));
}

function given(map: MapValue, defaults: Defaults): MapValue {
  const entries = new Map(map.entries);
  for (const [key, one] of defaults) {
    const entry = entries.get(key);
    if (one.kind === 'block' && entry) entries.set(key, { ...entry, value: givenInside(entry.value, one.inside) });
  }
  return { ...map, entries, defaults };
}

function givenInside(value: Value, defaults: Defaults): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => givenInside(item, defaults)) };
  return value.kind === 'map' ? given(value, defaults) : value;
}

const lockFile = '.terraform.lock.hcl';

/** As a constraint; undefined where the root module says nothing. */
function versionOf(providers: readonly string[], symbols: ModuleSymbols): string | undefined {
  if (symbols.caller) return versionOf(providers, symbols.caller);
  const locked = lockedVersions(symbols.text(lockFile) ?? '');
  const required: ReadonlyMap<string, string> = symbols.read(
    requiredVersions,
    requiredVersions,
    () => versionsIn(symbols.module.declarations),
    () => new Map(),
  );
  const named = (versions: ReadonlyMap<string, string>) =>
    providers.map((provider) => versions.get(provider)).find((version) => version !== undefined);
  return named(locked) ?? named(required);
}

/** Terraform writes the file, always in this form. */
const lockedVersions = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/^provider "[^"]*\/([^"/]+)" \{\s*version\s*=\s*"([^"]+)"/gm)].map(
      ([, provider = '', version = '']) => [provider, version],
    ),
  );

/** The symbol of what a module says of the versions of its providers, wherever it says that. */
export const requiredVersions = 'versions of providers';

/** By the name that the provider's source ends with. A `provider` block may hold a version as well, as it did before 0.13. */
export function versionsIn({ blocks }: Declarations): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const { kind, name, body } of blocks) {
    if (kind === 'provider') add(versions, name, textIn(body().attributes.get('version')?.node.value));
    if (kind !== 'terraform') continue;
    for (const [local, value] of requirementsIn(body())) {
      const source = textIn(entryOf(value, 'source'))?.split('/').at(-1);
      add(versions, source ?? local, textIn(value) ?? textIn(entryOf(value, 'version')));
    }
  }
  return versions;
}

/** A block in HCL, an object in JSON. */
function requirementsIn({ attributes, blocks }: MergedBody): readonly (readonly [name: string, value: Expression])[] {
  const written = blocks
    .filter(({ node: { type } }) => type === 'required_providers')
    .flatMap(({ node }) => node.body.attributes.map(({ name, value }) => [name, value] as const));
  const object = attributes.get('required_providers')?.node.value;
  if (object?.kind !== 'object') return written;
  return [...written, ...object.entries.map(({ key, value }) => [textIn(key) ?? '', value] as const)];
}

function add(versions: Map<string, string>, provider: string, version: string | undefined): void {
  const known = versions.get(provider);
  if (version !== undefined) versions.set(provider, known === undefined ? version : `${known}, ${version}`);
}

const textIn = (expression: Expression | undefined): string | undefined =>
  expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;

const entryOf = (expression: Expression, wanted: string): Expression | undefined =>
  expression.kind === 'object' ? expression.entries.find(({ key }) => textIn(key) === wanted)?.value : undefined;
