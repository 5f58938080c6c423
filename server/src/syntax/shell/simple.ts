// Writes down what one node of a script runs: a simple command with its words, assignments and redirections, and after it whatever
// runs inside of those, `$(…)` and `<(…)`.

import type { Node } from '../grammar.ts';
import { mappedAt } from '../mapped.ts';
import { emitCommand, type Sink } from './command.ts';
import type { Heredocs } from './heredocs.ts';
import type { Assignment, Nesting, Redirect, ShellCommand, Word } from './reading.ts';
import { scriptRunBy } from './runners.ts';
import { wordOf } from './words.ts';

export interface Reading {
  readonly script: string;
  readonly bodies: Heredocs['bodies'];
  readonly sink: Sink;
  /** As `set` left it; absent before the first. */
  pipefail?: boolean;
  /** Writes down the statements of a node. */
  visit(node: Node, context: Context): void;
}

export interface Context {
  readonly nesting: readonly Nesting[];
  readonly operator?: ShellCommand['operator'];
  /** Redirections of the last command, which the grammar hangs on the list around it. */
  readonly redirects?: readonly Node[];
  readonly depth: number;
}

/** `nodes` are the name, the arguments, the assignments and the redirections, in any order. */
export function emitSimple(nodes: readonly Node[], context: Context, reading: Reading): void {
  const { words, assignments, redirects } = partsOf(nodes, reading);
  if (words.length === 0 && assignments.length === 0) {
    for (const node of nodes) visitSubstitutions(node, context, reading);
    return;
  }
  const { nesting, operator } = context;
  const simple = { words, assignments, redirects, nesting, ...(operator && { operator }) };
  const index = emitCommand(simple, reading.sink);
  const command = reading.sink.commands[index]!;
  const program = command.name ? scriptRunBy([command.name, ...command.words], redirects)?.from : [];
  for (const node of nodes) visitSubstitutions(node, context, reading, { index, program: program ?? [] });
  noteOptions(command, reading);
}

// A subshell stands there only after `time`.
const innerScripts: ReadonlySet<string> = new Set(['command_substitution', 'process_substitution', 'subshell']);

/** Visits what runs inside of words. `user` is the command with the words, `program` those of them that it runs as a script. */
export function visitSubstitutions(
  node: Node,
  { nesting, depth }: Context,
  reading: Reading,
  user?: { readonly index: number; readonly program: readonly Word[] },
): void {
  // To walk through every word would cost more than all the rest.
  if (!/[`(]/.test(reading.script.slice(node.startIndex, node.endIndex))) return;
  const waiting: Node[] = [node];
  for (let inner = waiting.pop(); inner; inner = waiting.pop()) {
    const { type, startIndex: start, endIndex: end } = inner;
    if (!innerScripts.has(type)) {
      waiting.push(...inner.namedChildren.toReversed());
      continue;
    }
    const visited = inner;
    const givers = commandsOf(nesting.length + 1, reading, () => reading.visit(visited, { nesting, depth }));
    const isRead =
      type === 'process_substitution'
        ? reading.script[start] === '<'
        : user?.program.some((word) => word.start <= start && end <= word.end);
    if (!user || !isRead || givers.length === 0) continue;
    const { start: from, end: to } = reading.sink.commands[user.index]!;
    reading.sink.pipelines.push({ elements: [givers, [user.index]], through: 'substitution', start: from, end: to });
  }
}

/**
 * The commands that `emit` writes down, without those that only run others and those that stand further inside, in words or
 * strings. `outside` is how many levels of nesting they are all in.
 */
export function commandsOf(outside: number, { sink }: Reading, emit: () => void): number[] {
  const first = sink.commands.length;
  emit();
  const indices: number[] = [];
  for (let index = first; index < sink.commands.length; index++) {
    const { name, prefixes, nesting } = sink.commands[index]!;
    const next = sink.commands[index + 1];
    const runsNext = next !== undefined && next.prefixes.length > prefixes.length;
    const isInside = nesting.slice(outside).some((each) => each === 'substitution' || each === 'script');
    if (name && !runsNext && !isInside) indices.push(index);
  }
  return indices;
}

const notWords: ReadonlySet<string> = new Set(['comment', 'ERROR', 'subshell']);

function partsOf(
  nodes: readonly Node[],
  reading: Reading,
): { words: Word[]; assignments: Assignment[]; redirects: Redirect[] } {
  const { script } = reading;
  const words: Word[] = [];
  const assignments: Assignment[] = [];
  const redirects: Redirect[] = [];
  // `export NAME=value` is a command with a word, and an assignment too.
  const isDeclaration = nodes[0] !== undefined && !nodes[0].isNamed;
  for (const node of nodes) {
    // What the parser puts in where something is missing has no width.
    if (notWords.has(node.type) || node.startIndex === node.endIndex) continue;
    if (node.type === 'variable_assignment') {
      assignments.push(assignmentOf(node, script));
      if (isDeclaration) words.push(wordOf(node, script));
    } else if (node.type.endsWith('_redirect')) {
      // The grammar takes the words after a redirection for further files of it.
      const [target, ...rest] = node.namedChildren.filter(({ type }) => type !== 'file_descriptor');
      if (target) redirects.push(redirectOf(node, target, reading));
      words.push(...rest.map((each) => wordOf(each, script)));
    } else words.push(wordOf(node, script));
  }
  return { words: words.sort((a, b) => a.start - b.start), assignments, redirects };
}

function assignmentOf(node: Node, script: string): Assignment {
  const { startIndex: start, endIndex: end } = node;
  const name = node.childForFieldName('name');
  const value = node.childForFieldName('value');
  return {
    name: name ? script.slice(name.startIndex, name.endIndex) : '',
    value: value ? wordOf(value, script) : { text: '', pieces: [], start: end, end },
    start,
    end,
  };
}

function redirectOf(node: Node, target: Node, { script, bodies }: Reading): Redirect {
  const place = { start: node.startIndex, end: target.endIndex };
  const body = bodies.get(target.startIndex);
  if (!body) {
    return {
      operator: script.slice(node.startIndex, target.startIndex).trim(),
      target: wordOf(target, script),
      ...place,
    };
  }
  const { operator, start, end } = body;
  return { operator, target: { ...mappedAt(script.slice(start, end), start), start, end }, ...place };
}

/** `set -o pipefail`, `set -euxo pipefail`, `set +o pipefail`. */
function noteOptions({ name, words }: ShellCommand, reading: Reading): void {
  if (name?.text !== 'set') return;
  words.forEach(({ text }, index) => {
    const before = words[index - 1]?.text ?? '';
    if (text === 'pipefail' && /^[-+]\w*o$/.test(before)) reading.pipefail = before.startsWith('-');
  });
}
