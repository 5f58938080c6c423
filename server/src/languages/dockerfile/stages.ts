// The stages of a Dockerfile: which image each stands on, what is in force at its end, and which stages the last one needs.

import type { Source } from '../../model/place.ts';
import type { Value } from '../../model/value.ts';
import { spanIn } from '../../syntax/mapped.ts';
import type { Word } from '../../syntax/shell.ts';
import { type Expanded, expand } from './expand.ts';
import { imageOf, noImage } from './image.ts';
import type { Instruction } from './instruction.ts';
import type { Escape } from './logical.ts';
import { flagNamed, type Lowering } from './lowering.ts';
import { fromLookup, globalLookup, isDeclared, type Scope, stageLookup } from './scope.ts';
import { follow, initialState, type Lowered, lower, type State, stateOn } from './state.ts';
import { type Field, listOf, placeIn, stringOf } from './values.ts';

export interface Stage {
  readonly index: number;
  /** The alias, or the index. */
  readonly name: string;
  readonly from: Instruction;
  /** The stage that FROM names. */
  readonly parent?: Stage;
  /** What FROM names. */
  readonly image: Value;
  /** What the first stage of the chain stands on. */
  readonly base: Value;
  readonly instructions: readonly Lowered[];
  /** What is in force at its end. */
  readonly state: State;
  /** Stages that its instructions copy or mount from. */
  readonly uses: readonly Stage[];
}

export interface Stages {
  /** What stands before the first FROM. */
  readonly head: readonly Lowered[];
  readonly stages: readonly Stage[];
}

export function stagesOf(instructions: readonly Instruction[], source: Source, escaping: Escape): Stages {
  const [head, ...groups] = byStage(instructions);
  // BuildKit refuses all but ARG there, but half a file or a piece of one is worth reading.
  const globals = initialState({ isShell: true, pipefail: false });
  const lookupOf = ({ keyword }: Instruction) => (keyword === 'ARG' ? globalLookup : stageLookup)(globals);
  const lowered = follow(head, globals, { source, escaping, lookupOf, origin: () => 'none' });
  const before: Before = { stages: [], byName: new Map() };
  for (const group of groups) addStage(group, before, { source, escaping, globals });
  return { head: lowered, stages: before.stages };
}

/** The stages without which the last one could not be built. */
export function usedStages(stages: readonly Stage[]): ReadonlySet<Stage> {
  const used = new Set<Stage>();
  const last = stages.at(-1);
  const waiting = last ? [last] : [];
  for (let stage = waiting.pop(); stage; stage = waiting.pop()) {
    if (used.has(stage)) continue;
    used.add(stage);
    waiting.push(...stage.uses, ...(stage.parent ? [stage.parent] : []));
  }
  return used;
}

/** The last stage and those that it is built on: their layers are the image. */
export function shippedStages(stages: readonly Stage[]): ReadonlySet<Stage> {
  const shipped = new Set<Stage>();
  for (let stage = stages.at(-1); stage; stage = stage.parent) shipped.add(stage);
  return shipped;
}

/** What stands before the first FROM, then the stages. */
function byStage(instructions: readonly Instruction[]): readonly [Instruction[], ...[Instruction, ...Instruction[]][]] {
  const head: Instruction[] = [];
  const groups: [Instruction, ...Instruction[]][] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') groups.push([instruction]);
    else (groups.at(-1) ?? head).push(instruction);
  }
  return [head, ...groups];
}

/** The stages before a FROM; names in lower case, and numbers. */
interface Before {
  readonly stages: Stage[];
  readonly byName: Map<string, Stage>;
}

/** What all stages of a file have in common. */
interface Shared {
  readonly source: Source;
  readonly escaping: Escape;
  readonly globals: Scope;
}

function addStage(
  [from, ...rest]: readonly [Instruction, ...Instruction[]],
  { stages, byName }: Before,
  { source, escaping, globals }: Shared,
): void {
  const named = (name: string): Stage | undefined => byName.get(name.toLowerCase());
  const lookup = fromLookup(
    globals,
    stages.map(({ state }) => state),
  );
  const lowering: Lowering = { source, escaping, lookup };
  const written = from.words[0];
  const image = written && expand(written, lowering.lookup, escaping);
  const parent = image && named(image.text);
  const imageValue = imageValueOf(image, parent, from, source);
  const windows = escaping === '`' || /windows|nanoserver|dotnet\/framework/i.test(image?.text ?? '');
  const state = parent ? stateOn(parent.state) : initialState({ isShell: !windows, pipefail: false });
  const index = stages.length;
  const name = from.stage?.text ?? String(index);
  const isOwn = (other: string): boolean => other === String(index) || other.toLowerCase() === name.toLowerCase();
  const origin = (other: string) => (isOwn(other) ? 'own' : named(other) ? 'stage' : 'none');
  const first = lower(from, lowering, state.shell, [
    ...fromFields(from, imageValue, parent, lowering),
    { name: 'undeclared', value: undeclaredIn(written, globals, source) },
  ]);
  const others = follow(rest, state, { source, escaping, lookupOf: () => stageLookup(state), origin, globals }, from);
  const uses = others.flatMap((each) => referredTo(each, lowering)).flatMap((other) => named(other) ?? []);
  const base = parent?.base ?? imageValue;
  const stage: Stage = {
    index,
    name,
    from,
    ...(parent && { parent }),
    image: imageValue,
    base,
    instructions: [first, ...others],
    state,
    uses,
  };
  stages.push(stage);
  byName.set(String(index), stage).set(name.toLowerCase(), stage);
}

function imageValueOf(
  image: Expanded | undefined,
  parent: Stage | undefined,
  from: Instruction,
  source: Source,
): Value {
  if (!image) return { kind: 'unknown', reason: 'FROM names no image', place: placeIn(source, from.keywordSpan) };
  return parent || image.text === 'scratch' ? noImage(source, image) : imageOf(source, image);
}

function fromFields(from: Instruction, image: Value, parent: Stage | undefined, lowering: Lowering): Field[] {
  const { source } = lowering;
  const platform = flagNamed(from, 'platform', lowering);
  const written = from.words[0] ?? from.keywordSpan;
  return [
    { name: 'image', value: image },
    { name: 'name', value: from.stage && stringOf(source, from.stage) },
    { name: 'platform', value: platform && stringOf(source, platform) },
    { name: 'writtenPlatform', value: flagAsWritten(from, 'platform', source) },
    {
      name: 'from',
      value: parent && stringOf(source, { text: parent.name, pieces: [], start: written.start, end: written.end }),
    },
  ];
}

/** The variables without a default of their own that no ARG before the first FROM declares. */
function undeclaredIn(image: Word | undefined, globals: Scope, source: Source): Value | undefined {
  if (!image) return undefined;
  const items = [...image.text.matchAll(/(?<!\\)\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g)].flatMap(
    (match): Value[] => {
      const name = match[1] ?? match[2] ?? '';
      if (isDeclared(name, globals)) return [];
      const span = spanIn(image, match.index, match.index + match[0].length);
      return [stringOf(source, { text: name, pieces: [], ...span })];
    },
  );
  return items.length > 0 ? listOf(source, items, image) : undefined;
}

/** With its variables as they are written. */
function flagAsWritten({ flags }: Instruction, name: string, source: Source): Value | undefined {
  const value = flags.findLast((flag) => flag.name.text === name)?.value;
  return value && stringOf(source, value);
}

/** The names or numbers of stages that an instruction takes files from. */
function referredTo({ instruction, body }: Lowered, lowering: Lowering): readonly string[] {
  if (instruction.keyword === 'COPY') return [flagNamed(instruction, 'from', lowering)?.text ?? ''];
  const mounts = body.entries.get('mounts')?.value;
  if (mounts?.kind !== 'list') return [];
  return mounts.items.flatMap((mount) => {
    const from = mount.kind === 'map' ? mount.entries.get('from')?.value : undefined;
    return from?.kind === 'string' ? [from.value] : [];
  });
}
