// What the files of a module declare, by name: the blocks, with the override files merged into them, and the values that files of
// values give. Nothing is evaluated here.

import type { Source } from '../../../model/place.ts';
import { madeOnce } from '../../../text/once.ts';
import { compareText } from '../../../text/order.ts';
import { fileNameOf } from '../../../text/path.ts';
import { isLoadedVariableFile, isOverrideFile, isVariableFile, type TerraformFile } from '../file.ts';
import type { Attribute, Block, Item } from '../syntax/ast.ts';

export interface Declarations {
  /** In the order of files and text. */
  readonly blocks: readonly Declaration[];
  readonly bySymbol: ReadonlyMap<string, Declaration>;
  /** Resources, data sources, module calls and the like, by address. */
  readonly objects: ReadonlyMap<string, Declaration>;
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, Sourced<Attribute>>;
}

export interface Declaration {
  /** Unique in the module, also where two blocks say they are the same. */
  readonly symbol: string;
  /** `resource`, `data`, `variable` … */
  readonly kind: string;
  /** The resource type that rules know it by. */
  readonly type: string;
  readonly name: string;
  readonly address: string;
  readonly source: Source;
  readonly block: Block;
  /** The item itself, then those that override it. */
  readonly items: readonly Item[];
  /** Of all items. */
  body(): MergedBody;
}

export interface Sourced<T> {
  readonly source: Source;
  readonly node: T;
}

export interface Given extends Sourced<Attribute> {
  /** The name of the file. */
  readonly file: string;
}

/** A block's own attributes and blocks with those that override them. */
export interface MergedBody {
  readonly attributes: ReadonlyMap<string, Sourced<Attribute>>;
  readonly blocks: readonly Sourced<Block>[];
  readonly broken: boolean;
}

/**
 * What files declare. It is gathered once as long as the files are the same, since a module may be called in many units and most edits
 * are elsewhere, and a block that stayed keeps its declaration.
 */
export function gatherer(): (files: readonly TerraformFile[]) => Declarations {
  const gathered = new WeakMap<
    TerraformFile,
    { readonly files: readonly TerraformFile[]; readonly of: Declarations }
  >();
  const known: Known = new WeakMap();
  return (files) => {
    const [first] = files;
    const before = first && gathered.get(first);
    if (before?.files.length === files.length && before.files.every((file, index) => file === files[index]))
      return before.of;
    const of = declarationsOf(files, known);
    if (first) gathered.set(first, { files, of });
    return of;
  };
}

type Known = WeakMap<Item, Declaration>;

function declarationsOf(files: readonly TerraformFile[], known: Known): Declarations {
  const ordered = [...files].sort((a, b) => compareText(a.file, b.file));
  const sources = ordered.filter((file) => !isVariableFile(file.file));
  const overrides = overridesOf(sources.filter((file) => isOverrideFile(file.file)));
  const blocks: Declaration[] = [];
  const objects = new Map<string, Declaration>();
  const variables = new Map<string, Declaration>();
  const locals = new Map<string, Sourced<Attribute>>();
  const counts = new Map<string, number>();
  for (const file of sources.filter(({ file }) => !isOverrideFile(file))) {
    for (const item of file.items) {
      if (item.content.kind !== 'block') continue;
      const before = known.get(item);
      const named = before ?? identityOf(item.content);
      if (!named) continue;
      const { kind, name, address } = named;
      const count = (counts.get(address) ?? 0) + 1;
      counts.set(address, count);
      const symbol = count === 1 ? address : `${address}#${count}`;
      const items: readonly [Item, ...Item[]] = [item, ...(count === 1 ? (overrides.get(address) ?? []) : [])];
      const isSame = before?.symbol === symbol && before.items.length === 1 && items.length === 1;
      const declaration = isSame ? before : declarationOf(named, symbol, item.content, items);
      known.set(item, declaration);
      blocks.push(declaration);
      if (count > 1 && kind !== 'locals') continue;
      if (kind === 'variable') variables.set(name, declaration);
      else if (kind === 'locals') addLocals(locals, items);
      else objects.set(address, declaration);
    }
  }
  addLocals(locals, overrides.get('locals') ?? []);
  const bySymbol = new Map(blocks.map((declaration) => [declaration.symbol, declaration]));
  return { blocks, bySymbol, objects, variables, locals };
}

function declarationOf(
  { kind, type, name, address }: Identity,
  symbol: string,
  block: Block,
  items: readonly [Item, ...Item[]],
): Declaration {
  return {
    kind,
    type,
    name,
    address,
    symbol,
    source: items[0].source,
    block,
    items,
    body: madeOnce(() => bodyOf(items)),
  };
}

function bodyOf(items: readonly Item[]): MergedBody {
  const attributes = new Map<string, Sourced<Attribute>>();
  let blocks: Sourced<Block>[] = [];
  let broken = false;
  for (const { source, content } of items) {
    if (content.kind !== 'block') continue;
    for (const node of content.body.attributes) attributes.set(node.name, { source, node });
    // The blocks of an override take the place of all blocks of their type.
    const types = new Set(content.body.blocks.map(typeOfBlock));
    blocks = blocks.filter(({ node }) => !types.has(typeOfBlock(node)));
    blocks.push(...content.body.blocks.map((node) => ({ source, node })));
    broken ||= content.body.broken;
  }
  return { attributes, blocks, broken };
}

/** A `dynamic` block counts as one of those it makes. */
export const typeOfBlock = (block: Block): string =>
  block.type === 'dynamic' ? (block.labels[0]?.text ?? block.type) : block.type;

type Identity = Pick<Declaration, 'kind' | 'type' | 'name' | 'address'>;

function identityOf(block: Block): Identity | undefined {
  const kind = block.type;
  const [first = '', second = ''] = block.labels.map((label) => label.text);
  switch (kind) {
    case 'resource':
      return { kind, type: first, name: second, address: `${first}.${second}` };
    case 'data':
    case 'ephemeral':
      return { kind, type: `${kind}.${first}`, name: second, address: `${kind}.${first}.${second}` };
    case 'provider': {
      const alias = block.body.attributes.find((attribute) => attribute.name === 'alias')?.value;
      const suffix = alias?.kind === 'literal' ? `.${alias.value}` : '';
      return { kind, type: `provider.${first}`, name: first, address: `provider.${first}${suffix}` };
    }
    case 'variable':
      return { kind, type: kind, name: first, address: `var.${first}` };
    case 'output':
    case 'module':
      return { kind, type: kind, name: first, address: `${kind}.${first}` };
    case 'locals':
    case 'terraform':
      return { kind, type: kind, name: kind, address: kind };
    default:
      return undefined;
  }
}

function overridesOf(files: readonly TerraformFile[]): Map<string, Item[]> {
  const overrides = new Map<string, Item[]>();
  for (const item of files.flatMap((file) => file.items)) {
    const address = item.content.kind === 'block' ? identityOf(item.content)?.address : undefined;
    if (address !== undefined) overrides.set(address, [...(overrides.get(address) ?? []), item]);
  }
  return overrides;
}

function addLocals(locals: Map<string, Sourced<Attribute>>, items: readonly Item[]): void {
  for (const { source, content } of items) {
    if (content.kind !== 'block') continue;
    for (const node of content.body.attributes) locals.set(node.name, { source, node });
  }
}

/** By the variable's name: `terraform.tfvars` first, then `*.auto.tfvars` by name, then those chosen; a later file wins. */
export function givenBy(files: readonly TerraformFile[], chosen: readonly TerraformFile[]): ReadonlyMap<string, Given> {
  const rank = ({ file }: TerraformFile): string => `${fileNameOf(file).includes('.auto.') ? 1 : 0}${file}`;
  const loaded = files
    .filter((file) => isLoadedVariableFile(file.file) && !chosen.includes(file))
    .sort((a, b) => compareText(rank(a), rank(b)));
  const given = new Map<string, Given>();
  for (const file of [...loaded, ...chosen]) {
    for (const { source, content } of file.items) {
      if (content.kind === 'attribute') given.set(content.name, { source, node: content, file: fileNameOf(file.file) });
    }
  }
  return given;
}
