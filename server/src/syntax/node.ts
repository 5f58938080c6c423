// A node of a syntax tree. Each answer of web-tree-sitter's own nodes is a call into the wasm, and readers ask the same again and again: here
// it is asked once, and the children of a node are fetched once for all ways to look at them.

import type { Language, Node as TreeNode } from 'web-tree-sitter';

/** What a grammar says of its types of nodes, by their number. */
export interface NodeTypes {
  readonly names: readonly string[];
  readonly isNamed: readonly boolean[];
}

export const nodeTypesOf = (language: Language): NodeTypes => ({
  names: language.types,
  isNamed: language.types.map((_, type) => language.nodeTypeIsNamed(type)),
});

/** Lives as long as its tree. */
export class Node {
  readonly type: string;
  /** Errors and what the grammar gives a name, in contrast to punctuation. */
  readonly isNamed: boolean;
  readonly startIndex: number;
  readonly #inner: TreeNode;
  readonly #types: NodeTypes;
  #endIndex: number | undefined;
  #children: readonly Node[] | undefined;
  #namedChildren: readonly Node[] | undefined;

  constructor(inner: TreeNode, types: NodeTypes) {
    const { typeId } = inner;
    this.#inner = inner;
    this.#types = types;
    this.type = types.names[typeId] || 'ERROR';
    this.isNamed = types.isNamed[typeId] ?? true;
    this.startIndex = inner.startIndex;
  }

  get endIndex(): number {
    this.#endIndex ??= this.#inner.endIndex;
    return this.#endIndex;
  }

  get children(): readonly Node[] {
    this.#children ??= this.#inner.children.map((child) => this.#nodeOf(child));
    return this.#children;
  }

  get namedChildren(): readonly Node[] {
    this.#namedChildren ??= this.children.filter(({ isNamed }) => isNamed);
    return this.#namedChildren;
  }

  get text(): string {
    return this.#inner.text;
  }

  get isError(): boolean {
    return this.#inner.isError;
  }

  /** Did the parser put it in where something is missing? */
  get isMissing(): boolean {
    return this.#inner.isMissing;
  }

  get hasError(): boolean {
    return this.#inner.hasError;
  }

  childForFieldName(name: string): Node | undefined {
    const child = this.#inner.childForFieldName(name);
    return child ? this.#nodeOf(child) : undefined;
  }

  childrenForFieldName(name: string): readonly Node[] {
    return this.#inner.childrenForFieldName(name).map((child) => this.#nodeOf(child));
  }

  descendantsOfType(types: readonly string[]): readonly Node[] {
    return this.#inner.descendantsOfType([...types]).map((child) => this.#nodeOf(child));
  }

  #nodeOf(inner: TreeNode): Node {
    return new Node(inner, this.#types);
  }
}
