// The resources of a Dockerfile: the ARGs at its head and its stages, with the instructions and the commands in them as parts.

import type { Source } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { hole, type MapValue, type Value } from '../../model/value.ts';
import { commandResources } from './commands.ts';
import type { Instruction } from './instruction.ts';
import type { Escape } from './logical.ts';
import type { RunReading } from './scripts.ts';
import { type Stage, shippedStages, stagesOf, usedStages } from './stages.ts';
import type { Lowered } from './state.ts';
import { listOf, mapOf, placeIn, stringOf } from './values.ts';

export interface Lines {
  readonly source: Source;
  readonly escaping: Escape;
  readonly instructions: readonly Instruction[];
  readonly readings: ReadonlyMap<Instruction, RunReading>;
  /** The patterns of the .dockerignore that counts; absent where there is none. */
  readonly ignored: Value | undefined;
}

export function resourcesOf({ source, escaping, instructions, readings, ignored }: Lines): readonly Resource[] {
  const { head, stages } = stagesOf(instructions, source, escaping);
  const naming: Naming = { source, readings, counts: new Map() };
  const used = usedStages(stages);
  const shipped = shippedStages(stages);
  return [
    ...head.map((lowered) => instructionResource(lowered, addressOf(lowered, naming), naming)),
    ...stages.map((stage) =>
      stageResource(
        stage,
        { used: used.has(stage), shipped: shipped.has(stage), final: stage === stages.at(-1), ignored },
        naming,
      ),
    ),
  ];
}

interface Naming {
  readonly source: Source;
  readonly readings: ReadonlyMap<Instruction, RunReading>;
  /** How often an address was given. */
  readonly counts: Map<string, number>;
}

/** `RUN#3` is the third RUN of the file. */
function addressOf({ instruction: { keyword } }: Lowered, naming: Naming): string {
  return `${keyword}#${counted(keyword, naming)}`;
}

function counted(name: string, { counts }: Naming): number {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  return count;
}

function instructionResource(lowered: Lowered, address: string, naming: Naming, within?: () => Resource): Resource {
  const { instruction, body, inner } = lowered;
  const { source } = naming;
  const resource: Resource = {
    language: 'dockerfile',
    type: instruction.keyword,
    name: instruction.keyword,
    address,
    place: placeIn(source, instruction.span),
    header: placeIn(source, instruction.keywordSpan),
    body,
    parts: inner
      ? [instructionResource(inner, `${address}/${inner.instruction.keyword}`, naming, () => resource)]
      : commandsOf(lowered, address, naming, () => resource),
    ...(within && { within }),
  };
  return resource;
}

function commandsOf(
  { instruction, shell: inForce }: Lowered,
  address: string,
  { source, readings }: Naming,
  within: () => Resource,
): readonly Resource[] {
  const reading = readings.get(instruction);
  const shell = reading?.shell ?? inForce;
  if (!reading || !shell.isShell) return [];
  return commandResources(reading.script, { source, address, pipefail: shell.pipefail, within });
}

interface StageFacts {
  /** Can the last stage not be built without it? */
  readonly used: boolean;
  /** Are its layers in the image? */
  readonly shipped: boolean;
  readonly final: boolean;
  readonly ignored: Value | undefined;
}

function stageResource(stage: Stage, facts: StageFacts, naming: Naming): Resource {
  const { source } = naming;
  const { from, name, instructions } = stage;
  const end = instructions.at(-1)?.instruction.span.end ?? from.span.end;
  const again = counted(`stage ${name.toLowerCase()}`, naming);
  const resource: Resource = {
    language: 'dockerfile',
    type: 'stage',
    name,
    address: again > 1 ? `stage ${name}#${again}` : `stage ${name}`,
    place: placeIn(source, { start: from.span.start, end }),
    header: placeIn(source, from.span),
    body: stageBody(stage, { ...facts, end }, source),
    parts: instructions.map((lowered) =>
      instructionResource(lowered, addressOf(lowered, naming), naming, () => resource),
    ),
  };
  return resource;
}

function stageBody(
  { from, name, index, image, base, parent, instructions, state }: Stage,
  { used, shipped, final, ignored, end }: StageFacts & { readonly end: number },
  source: Source,
): MapValue {
  const place = placeIn(source, from.span);
  const span = { start: from.span.start, end };
  const platform = instructions[0]?.body.entries.get('platform')?.value;
  const env: Value = { kind: 'map', entries: state.envEntries, place, header: place };
  const open = [...state.labels.keys()].some((label) => label.includes(hole));
  const labels: Value = { kind: 'map', entries: state.labels, place, header: place, open };
  const parentName = instructions[0]?.body.entries.get('from')?.value;
  return mapOf(
    source,
    [
      { name: 'name', value: stringOf(source, from.stage ?? { text: name, pieces: [], ...from.span }) },
      { name: 'index', value: { kind: 'number', value: index, place } },
      { name: 'final', value: { kind: 'boolean', value: final, place } },
      { name: 'used', value: { kind: 'boolean', value: used, place } },
      { name: 'shipped', value: { kind: 'boolean', value: shipped, place } },
      { name: 'image', value: image },
      { name: 'base', value: base },
      { name: 'from', value: parent && parentName },
      { name: 'platform', value: platform },
      { name: 'user', value: state.user },
      { name: 'workdir', value: state.workdir },
      { name: 'healthcheck', value: state.healthcheck },
      { name: 'shell', value: state.shellWords },
      { name: 'env', value: env },
      { name: 'labels', value: labels },
      { name: 'ignored', value: ignored },
      {
        name: 'instructions',
        value: listOf(
          source,
          instructions.map(({ body }) => body),
          span,
        ),
      },
    ],
    { span, header: from.span, inner: span },
  );
}
