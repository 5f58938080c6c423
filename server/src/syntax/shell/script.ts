// Walks bash's syntax tree and writes down the commands and pipelines in it, in the order in which they begin.

import { spanOf } from '../../text/span.ts';
import type { Grammar, Node } from '../grammar.ts';
import type { Sink } from './command.ts';
import { withoutHeredocs } from './heredocs.ts';
import type { Nesting, ShellCommand } from './reading.ts';
import { type Context, commandsOf, emitSimple, type Reading, visitSubstitutions } from './simple.ts';

export function emitScript(script: string, bash: Grammar, sink: Sink): void {
  const { text, bodies } = withoutHeredocs(script);
  const reading: Reading = { script, bodies, sink, visit: (node, context) => visit(node, context, reading) };
  bash.parseText(text, (root) => visit(root, { nesting: [], depth: 0 }, reading));
}

// Deeper than anybody writes by hand it is an attack on the stack.
const deepest = 200;

const nestings: Readonly<Record<string, Nesting>> = {
  function_definition: 'function',
  compound_statement: 'group',
  if_statement: 'if',
  for_statement: 'loop',
  c_style_for_statement: 'loop',
  while_statement: 'loop',
  case_statement: 'case',
};

function visit(node: Node, context: Context, reading: Reading): void {
  if (context.depth > deepest) return;
  const inside = { ...context, depth: context.depth + 1 };
  switch (node.type) {
    case 'command':
    case 'declaration_command':
    case 'unset_command':
    case 'variable_assignment':
    case 'variable_assignments':
      visitSimple(node, inside, reading);
      break;
    case 'redirected_statement':
      visitRedirected(node, inside, reading);
      break;
    case 'pipeline':
      visitPipeline(node, inside, reading);
      break;
    case 'list':
      visitList(node, inside, reading);
      break;
    case 'subshell':
    case 'command_substitution':
    case 'process_substitution':
      visitSubshell(node, inside, reading);
      break;
    case 'negated_command':
      for (const child of node.namedChildren) visit(child, inside, reading);
      break;
    case 'comment':
      reading.sink.comments.push(spanOf(node.startIndex, node.endIndex));
      break;
    case 'ERROR':
      visitBroken(node, inside, reading);
      break;
    default: {
      const nesting = nestings[node.type];
      visitSequence(node.namedChildren, nesting ? within(inside, nesting) : inside, reading);
    }
  }
}

const within = (context: Context, nesting: Nesting): Context => ({
  nesting: [...context.nesting, nesting],
  depth: context.depth,
});

function visitSequence(nodes: readonly Node[], { nesting, depth }: Context, reading: Reading): void {
  let operator: ShellCommand['operator'];
  for (const node of nodes) {
    const before = reading.sink.commands.length;
    visit(node, { nesting, depth, ...(operator && { operator }) }, reading);
    if (reading.sink.commands.length > before) operator = ';';
  }
}

// `a && b || c` is nested to the left or to the right, and can be as deep as it is long; hence the stack.
function visitList(list: Node, context: Context, reading: Reading): void {
  const { nesting, depth, redirects } = context;
  let operator = context.operator;
  const waiting: Node[] = [list];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'list') waiting.push(...node.children.toReversed());
    else if (node.type === '&&' || node.type === '||') operator = node.type;
    else {
      const isLast = node.endIndex === list.endIndex;
      const ofLast = isLast && redirects ? { redirects } : {};
      visit(node, { nesting, depth, ...(operator && { operator }), ...ofLast }, reading);
    }
  }
}

function visitSubshell(node: Node, context: Context, reading: Reading): void {
  const { pipefail } = reading;
  const nesting = node.type === 'subshell' ? 'subshell' : 'substitution';
  visitSequence(node.namedChildren, within(context, nesting), reading);
  if (pipefail === undefined) delete reading.pipefail;
  else reading.pipefail = pipefail;
}

function visitPipeline(node: Node, { nesting, operator, depth, redirects }: Context, reading: Reading): void {
  const { pipefail, sink } = reading;
  const elements: number[][] = [];
  for (const child of node.namedChildren) {
    const follows = elements.length > 0 ? '|' : operator;
    const ofLast = child.endIndex === node.endIndex && redirects ? { redirects } : {};
    const inside = { nesting, depth, ...(follows && { operator: follows }), ...ofLast };
    elements.push(commandsOf(nesting.length, reading, () => visit(child, inside, reading)));
  }
  const commands = elements.filter((element) => element.length > 0);
  if (commands.length < 2) return;
  sink.pipelines.push({
    elements: commands,
    through: 'pipe',
    ...(pipefail !== undefined && { pipefail }),
    start: node.startIndex,
    end: node.endIndex,
  });
}

function visitRedirected(node: Node, context: Context, reading: Reading): void {
  const body = node.childForFieldName('body');
  const redirects = [...node.childrenForFieldName('redirect'), ...(context.redirects ?? [])];
  if (!body) visitSimple(node, context, reading);
  else if (passOn.test(body.type)) visit(body, { ...context, redirects }, reading);
  else {
    visit(body, { ...context, redirects: [] }, reading);
    for (const redirect of redirects) visitSubstitutions(redirect, context, reading);
  }
}

// What has a command of its own, or one at its end, that a redirection belongs to.
const passOn = /command$|^variable_assignment|^(?:list|pipeline|redirected_statement)$/;

/** Text of a command that the parser could not fit together. */
function visitBroken(node: Node, context: Context, reading: Reading): void {
  const words: Node[] = [];
  const finish = (): void => {
    if (words.length > 0) emitSimple(words.splice(0), context, reading);
  };
  for (const child of node.namedChildren) {
    const isWord = /^(?:word|number|string|raw_string|concatenation|simple_expansion|expansion)$/.test(child.type);
    if (child.type === 'command_name') {
      finish();
      words.push(child);
    } else if (isWord && words.length > 0) words.push(child);
    else {
      finish();
      visit(child, context, reading);
    }
  }
  finish();
}

function visitSimple(node: Node, context: Context, reading: Reading): void {
  const parts = node.type === 'variable_assignment' ? [node] : node.namedChildren;
  const hasKeyword = node.type === 'declaration_command' || node.type === 'unset_command';
  const named = hasKeyword ? node.children.slice(0, 1) : [];
  emitSimple([...named, ...parts, ...(context.redirects ?? [])], context, reading);
}
