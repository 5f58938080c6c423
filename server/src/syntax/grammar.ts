// The only file beside node.ts that knows web-tree-sitter. A grammar parses snapshots into trees, edits the tree of the previous snapshot where
// it can, and owns every tree: it keeps one per file, deletes the one it replaces, and deletes the last when the file is
// forgotten. Callers read a tree inside the call and keep no node.

import { Language, Parser, type Point, type Tree, Edit as TreeEdit } from 'web-tree-sitter';
import type { Snapshot } from '../text/snapshot.ts';
import { Node, type NodeTypes, nodeTypesOf } from './node.ts';

export type { Node } from './node.ts';

export interface Grammar {
  /** Calls `read` with the root of the snapshot's tree. The tree of `snapshot.change.previous` is reused if it was the last parsed. */
  parse<T>(snapshot: Snapshot, read: (root: Node) => T): T;
  /** Parses a piece of text that belongs to no document; nothing is kept. */
  parseText<T>(text: string, read: (root: Node) => T): T;
  forget(file: string): void;
}

/** `runtimeBytes` is web-tree-sitter's own wasm; it is loaded once for the process. */
export async function startTreeSitter(runtimeBytes: Uint8Array): Promise<void> {
  await Parser.init({ wasmBinary: runtimeBytes, locateFile: (name: string) => name });
}

/** `startTreeSitter` must have ended before. */
export async function loadGrammar(bytes: Uint8Array): Promise<Grammar> {
  const parser = new Parser();
  const language = await Language.load(bytes);
  parser.setLanguage(language);
  return ownTrees(parser, nodeTypesOf(language));
}

function ownTrees(parser: Parser, types: NodeTypes): Grammar {
  const trees = new Map<string, { readonly text: string; readonly tree: Tree }>();
  return {
    parse(snapshot, read) {
      const last = trees.get(snapshot.file);
      const reusable = last !== undefined && snapshot.change?.previous.text === last.text ? last.tree : undefined;
      if (reusable) for (const edit of treeEdits(snapshot)) reusable.edit(edit);
      const tree = parser.parse(snapshot.text, reusable ?? null);
      last?.tree.delete();
      trees.delete(snapshot.file);
      if (!tree) throw new Error(`tree-sitter gave no tree for ${snapshot.file}`);
      trees.set(snapshot.file, { text: snapshot.text, tree });
      return read(new Node(tree.rootNode, types));
    },
    parseText(text, read) {
      const tree = parser.parse(text);
      if (!tree) throw new Error('tree-sitter gave no tree');
      try {
        return read(new Node(tree.rootNode, types));
      } finally {
        tree.delete();
      }
    },
    forget(file) {
      trees.get(file)?.tree.delete();
      trees.delete(file);
    },
  };
}

/** The snapshot's edits as tree-sitter wants them: each in the text that the edits before it left. */
function treeEdits(snapshot: Snapshot): TreeEdit[] {
  let text = snapshot.change?.previous.text ?? '';
  return (snapshot.change?.edits ?? []).map((edit) => {
    const start = pointAt(text, edit.span.start);
    const treeEdit = new TreeEdit({
      startIndex: edit.span.start,
      oldEndIndex: edit.span.end,
      newEndIndex: edit.span.start + edit.text.length,
      startPosition: start,
      oldEndPosition: pointAfter(start, text.slice(edit.span.start, edit.span.end)),
      newEndPosition: pointAfter(start, edit.text),
    });
    text = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
    return treeEdit;
  });
}

const pointAt = (text: string, offset: number): Point => pointAfter({ row: 0, column: 0 }, text.slice(0, offset));

function pointAfter(start: Point, passed: string): Point {
  const lastBreak = passed.lastIndexOf('\n');
  if (lastBreak < 0) return { row: start.row, column: start.column + passed.length };
  let rows = 0;
  for (let at = passed.indexOf('\n'); at >= 0; at = passed.indexOf('\n', at + 1)) rows++;
  return { row: start.row + rows, column: passed.length - lastBreak - 1 };
}
