// The tags that a resource of AWS has in the end: those of its provider's `default_tags`, and its own over them.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags-configuration-block

import type { Entry, MapValue, Value } from '../../../model/value.ts';
import { functionNamed } from '../functions/table.ts';
import type { Expression } from '../syntax/ast.ts';
import { blocksValue } from './body.ts';
import { type ModuleSymbols, providersOf } from './context.ts';
import type { Declaration } from './declarations.ts';
import { entriesOf, itemsOf } from './traces.ts';

/** The body with an entry `$tags`, where there are any. */
export function withTags(body: MapValue, declaration: Declaration, symbols: ModuleSymbols): MapValue {
  if (declaration.kind !== 'resource' || !declaration.type.startsWith('aws_')) return body;
  const own = body.entries.get('tags');
  const value = allTags(declaration, own?.value, symbols);
  if (!value) return body;
  const entry: Entry = { key: own?.key ?? body.header ?? body.place, value, place: own?.place ?? body.place };
  return { ...body, entries: new Map([...body.entries, ['$tags', entry]]) };
}

/** Undefined where neither the provider nor the resource says any. */
export function allTags(declaration: Declaration, own: Value | undefined, symbols: ModuleSymbols): Value | undefined {
  const provider = declaration.body().attributes.get('provider');
  const defaults = defaultTags(provider ? nameIn(provider.node.value) : 'aws', symbols);
  const given = own?.kind === 'null' ? undefined : own;
  if (!defaults || !given) return defaults ?? given;
  const site = { name: 'merge', place: given.place, text: symbols.text, files: symbols.files, rendered: () => given };
  return functionNamed('merge')?.([defaults, given], site);
}

/** Read through cells, so that an edit of the provider reaches the resources. */
function defaultTags(provider: string, symbols: ModuleSymbols): Value | undefined {
  const symbol = `provider.${provider}`;
  const { caller } = symbols;
  return symbols.read(
    `${symbol}#default_tags`,
    symbol,
    () => {
      const declaration = symbols.module.declarations.objects.get(symbol);
      if (declaration) return writtenTags(declaration, symbols);
      const name = caller && nameInCaller(provider, symbols, caller);
      return name === undefined || !caller ? undefined : defaultTags(name, caller);
    },
    () => undefined,
  );
}

function writtenTags({ body, source }: Declaration, symbols: ModuleSymbols): Value | undefined {
  const values = blocksValue(body().blocks, 'default_tags', symbols.outerScope(source));
  const [block] = values ? itemsOf(values) : [];
  const tags = block?.kind === 'map' ? entriesOf(block).find(([name]) => name === 'tags')?.[1].value : undefined;
  return tags?.kind === 'null' ? undefined : tags;
}

/** A module without a provider of this name has that of its caller, which may go by another name there. */
function nameInCaller(provider: string, { path }: ModuleSymbols, caller: ModuleSymbols): string | undefined {
  const symbol = `module.${path.at(-1)?.name}`;
  return caller.read(
    `${symbol}#provider ${provider}`,
    providersOf + symbol,
    () => {
      const call = caller.module.declarations.objects.get(symbol);
      const passed = call?.body().attributes.get('providers')?.node.value;
      const entry = passed?.kind === 'object' ? passed.entries.find(({ key }) => nameIn(key) === provider) : undefined;
      if (entry) return nameIn(entry.value);
      return provider.includes('.') ? undefined : provider;
    },
    () => undefined,
  );
}

/** `aws`, `aws.west`, and `"aws.west"` as it was written before 0.12. */
function nameIn(expression: Expression): string {
  if (expression.kind === 'literal') return String(expression.value);
  if (expression.kind === 'variable') return expression.name;
  if (expression.kind !== 'traversal') return '';
  const [step] = expression.steps;
  return `${nameIn(expression.of)}${step?.kind === 'attribute' ? `.${step.name}` : ''}`;
}
