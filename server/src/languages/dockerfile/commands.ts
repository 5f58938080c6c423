// The shell commands that an instruction runs, and their pipelines, as resources for rules.

import type { Source } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import type { MapValue, Value } from '../../model/value.ts';
import { join } from '../../syntax/mapped.ts';
import type { Pipeline, ShellCommand, ShellScript, Word } from '../../syntax/shell.ts';
import { type Span, spanOf } from '../../text/span.ts';
import { type Field, listOf, mapOf, placeIn, stringOf } from './values.ts';

export interface CommandContext {
  readonly source: Source;
  /** Of the instruction. */
  readonly address: string;
  /** Whether the shell that runs the script was told `pipefail`. */
  readonly pipefail: boolean;
  readonly within: () => Resource;
}

/** The named commands in order, then the pipelines. */
export function commandResources(script: ShellScript, context: CommandContext): readonly Resource[] {
  const neighbours = neighboursIn(script);
  const bodies = script.commands.map((command, index) => bodyOf(command, neighbours.get(index) ?? {}, context.source));
  const commands = script.commands.flatMap((command, index) =>
    command.name ? [commandResource(command.name, command, bodies[index]!, index, context)] : [],
  );
  return [
    ...commands,
    ...script.pipelines.map((pipeline, index) => pipelineResource(pipeline, script, bodies, index, context)),
  ];
}

interface Neighbours {
  readonly before?: Word;
  readonly after?: Word;
}

/** By the index of the command. */
function neighboursIn({ commands, pipelines }: ShellScript): ReadonlyMap<number, Neighbours> {
  const found = new Map<number, Neighbours>();
  for (const { elements } of pipelines) {
    elements.forEach((element, at) => {
      const before = commands[elements[at - 1]?.at(-1) ?? -1]?.name;
      const after = commands[elements[at + 1]?.[0] ?? -1]?.name;
      for (const index of element) {
        // Of pipelines inside of each other the inner ones come first, and they are what the command is piped to.
        if (!found.has(index)) found.set(index, { ...(before && { before }), ...(after && { after }) });
      }
    });
  }
  return found;
}

function bodyOf(command: ShellCommand, { before, after }: Neighbours, source: Source): MapValue {
  const { name, words, prefixes, assignments, start, end } = command;
  const span = { start, end };
  const header = name ?? span;
  const string = (word: Word): Value => stringOf(source, word);
  const list = (items: readonly Word[]): Value => listOf(source, items.map(string), extent(items) ?? header);
  const variables = assignments.map(
    (assignment): Field => ({
      name: assignment.name,
      value: string(assignment.value),
      key: { start: assignment.start, end: assignment.start + assignment.name.length },
      span: assignment,
    }),
  );
  const variablesSpan = extent(assignments) ?? header;
  return mapOf(
    source,
    [
      { name: 'name', value: name && string(name) },
      { name: 'words', value: list(words) },
      { name: 'prefixes', value: list(prefixes) },
      { name: 'assignments', value: mapOf(source, variables, { span: variablesSpan, header }) },
      { name: 'pipedFrom', value: before && string(before) },
      { name: 'pipedTo', value: after && string(after) },
      { name: 'text', value: stringOf(source, { ...join(name ? [name, ...words] : words, ' '), ...span }) },
    ],
    { span, header, inner: span },
  );
}

function extent(parts: readonly Span[]): Span | undefined {
  const [first] = parts;
  return (
    first &&
    spanOf(
      first.start,
      parts.reduce((end, part) => Math.max(end, part.end), first.end),
    )
  );
}

function commandResource(
  name: Word,
  command: ShellCommand,
  body: MapValue,
  index: number,
  { source, address, within }: CommandContext,
): Resource {
  return {
    language: 'dockerfile',
    type: 'command',
    name: name.text,
    address: `${address}/${name.text}#${index + 1}`,
    place: placeIn(source, command),
    header: placeIn(source, name),
    body,
    parts: [],
    within,
  };
}

function pipelineResource(
  pipeline: Pipeline,
  { commands }: ShellScript,
  bodies: readonly MapValue[],
  index: number,
  { source, address, pipefail, within }: CommandContext,
): Resource {
  const span = { start: pipeline.start, end: pipeline.end };
  const place = placeIn(source, span);
  const indices = pipeline.elements.flat();
  const isPipe = pipeline.through === 'pipe';
  const body = mapOf(
    source,
    [
      {
        name: 'commands',
        value: listOf(
          source,
          indices.map((each) => bodies[each]!),
          span,
        ),
      },
      {
        name: 'pipefail',
        value: isPipe
          ? { kind: 'boolean', value: pipeline.pipefail ?? pipefail, place }
          : { kind: 'unknown', reason: 'there is no pipe', place },
      },
      { name: 'through', value: { kind: 'string', value: pipeline.through, place, pieces: [] } },
    ],
    { span, header: span },
  );
  return {
    language: 'dockerfile',
    type: 'pipeline',
    name: indices.map((each) => commands[each]?.name?.text ?? '').join(' | '),
    address: `${address}/pipeline#${index + 1}`,
    place,
    header: place,
    body,
    parts: [],
    within,
  };
}
