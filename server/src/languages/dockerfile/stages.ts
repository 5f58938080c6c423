// Follows the instructions of a Dockerfile stage by stage: which image each stands on, which variables, user, folder and shell are
// in force after each instruction, and which stages the last one needs.

import type { Source } from '../../model/place.ts';
import type { Entry, MapValue, StringValue, UnknownValue, Value } from '../../model/value.ts';
import { hole } from '../../model/value.ts';
import { join, spanIn } from '../../syntax/mapped.ts';
import { bodyOf } from './bodies.ts';
import { type Expanded, expand, type Lookup, type Variable } from './expand.ts';
import { imageOf, noImage } from './image.ts';
import type { Instruction } from './instruction.ts';
import type { Escape } from './logical.ts';
import { flagNamed, type Lowering } from './lowering.ts';
import { type Assigned, assignedBy, declaredBy, globalLookup, type Scope, stageLookup } from './scope.ts';
import { type ShellFacts, shellFacts } from './scripts.ts';
import { type Field, mapOf, placeIn, stringOf } from './values.ts';

/** An instruction with what it sees. */
export interface Lowered {
  readonly instruction: Instruction;
  readonly body: MapValue;
  /** The shell that runs a script of this instruction. */
  readonly shell: ShellFacts;
  /** Of ONBUILD. */
  readonly inner?: Lowered;
}

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

/** What an instruction changes for those after it. */
export interface State {
  readonly args: Map<string, Variable>;
  readonly env: Map<string, Variable>;
  /** `env` as it is shown. */
  envEntries: Map<string, Entry>;
  /** Does an instruction show `envEntries` as they are? Then the next ENV changes a copy. */
  envShown?: boolean;
  user?: Value | undefined;
  workdir?: StringValue | UnknownValue | undefined;
  /** What HEALTHCHECK says. */
  healthcheck?: Value;
  /** As SHELL says it; absent where no SHELL does. */
  shellWords?: Value | undefined;
  shell: ShellFacts;
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
  const last = lastOfEach(head);
  const lowered = head.map((instruction, index) => {
    const previous = head[index - 1];
    const isLast = last.get(instruction.keyword) === instruction;
    const isGlobal = instruction.keyword === 'ARG';
    const lookup = (isGlobal ? globalLookup : stageLookup)(globals);
    const lowering: Lowering = {
      ...{ source, escaping, lookup, origin: () => 'none', isLast },
      ...(previous && { previous }),
    };
    return followed(instruction, lowering, globals);
  });
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

const initialState = (shell: ShellFacts): State => ({
  args: new Map(),
  env: new Map(),
  envEntries: new Map(),
  shell,
});

/** The stages before a FROM; names in lower case, and numbers. */
interface Before {
  readonly stages: Stage[];
  readonly byName: Map<string, Stage>;
}

/** By keyword. */
const lastOfEach = (instructions: readonly Instruction[]): ReadonlyMap<string, Instruction> =>
  new Map(instructions.map((instruction) => [instruction.keyword, instruction]));

interface Surroundings {
  readonly source: Source;
  readonly escaping: Escape;
  readonly globals: Scope;
}

function addStage(
  [from, ...rest]: readonly [Instruction, ...Instruction[]],
  { stages, byName }: Before,
  { source, escaping, globals }: Surroundings,
): void {
  const named = (name: string): Stage | undefined => byName.get(name.toLowerCase());
  const lowering: Lowering = { source, escaping, lookup: globalLookup(globals) };
  const written = from.words[0];
  const image = written && expand(written, lowering.lookup, escaping);
  const parent = image && named(image.text);
  const imageValue = imageValueOf(image, parent, from, source);
  const windows = escaping === '`' || /windows|nanoserver|dotnet\/framework/i.test(image?.text ?? '');
  const state: State = parent
    ? {
        ...parent.state,
        args: new Map(),
        env: new Map(parent.state.env),
        envEntries: new Map(parent.state.envEntries),
        envShown: false,
      }
    : initialState({ isShell: !windows, pipefail: false });
  const instructions = [lower(from, lowering, state.shell, fromFields(from, imageValue, parent, lowering))];
  const uses: Stage[] = [];
  const index = stages.length;
  const name = from.stage?.text ?? String(index);
  const isOwn = (other: string): boolean => other === String(index) || other.toLowerCase() === name.toLowerCase();
  const origin = (other: string) => (isOwn(other) ? 'own' : named(other) ? 'stage' : 'none');
  const last = lastOfEach(rest);
  for (const instruction of rest) {
    const previous = instructions.at(-1)?.instruction;
    const isLast = last.get(instruction.keyword) === instruction;
    const inside: Lowering = {
      ...{ source, escaping, lookup: stageLookup(state), origin, isLast },
      ...(previous && { previous }),
    };
    const lowered = followed(instruction, inside, state, globals);
    instructions.push(lowered);
    uses.push(...referredTo(lowered, inside).flatMap((name) => named(name) ?? []));
  }
  const base = parent?.base ?? imageValue;
  const stage: Stage = {
    index,
    name,
    from,
    ...(parent && { parent }),
    image: imageValue,
    base,
    instructions,
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

/** With its variables as they are written. */
function flagAsWritten({ flags }: Instruction, name: string, source: Source): Value | undefined {
  const value = flags.findLast((flag) => flag.name.text === name)?.value;
  return value && stringOf(source, value);
}

function lower(instruction: Instruction, lowering: Lowering, shell: ShellFacts, own: readonly Field[] = []): Lowered {
  const { inner } = instruction;
  if (!inner) return { instruction, shell, body: bodyOf(instruction, lowering, own) };
  const { source, escaping } = lowering;
  const deferred = lower(inner, { source, escaping, lookup: laterLookup }, shell);
  const field = { name: 'instruction', value: deferred.body };
  return { instruction, shell, inner: deferred, body: bodyOf(instruction, lowering, [...own, field]) };
}

const laterLookup: Lookup = (name) => ({
  kind: 'unknown',
  reason: `\`${name}\` is known only where this image is built upon`,
  trail: [],
});

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

/** Lowers an instruction in the state before it and leaves the state after it. */
function followed(instruction: Instruction, lowering: Lowering, state: State, globals?: Scope): Lowered {
  const lowered = lower(instruction, lowering, state.shell, surroundingsOf(instruction, state, lowering));
  const field = (name: string): Value | undefined => lowered.body.entries.get(name)?.value;
  switch (instruction.keyword) {
    case 'ARG':
      for (const [name, variable] of declaredBy(instruction, lowering, globals)) state.args.set(name, variable);
      break;
    case 'ENV':
      for (const each of assignedBy(instruction, lowering)) setVariable(each, state, lowering.source);
      break;
    case 'USER':
      state.user = field('user') ?? state.user;
      break;
    case 'WORKDIR':
      state.workdir = workdirAfter(state, instruction, lowering);
      break;
    case 'HEALTHCHECK':
      state.healthcheck = lowered.body;
      break;
    case 'SHELL':
      state.shellWords = field('words') ?? state.shellWords;
      if (instruction.form === 'exec') state.shell = shellFacts(instruction.words.map(({ text }) => text));
      break;
  }
  return lowered;
}

/** What an instruction is told by those before it. */
function surroundingsOf(instruction: Instruction, state: State, lowering: Lowering): readonly Field[] {
  switch (instruction.keyword) {
    case 'RUN': {
      const place = placeIn(lowering.source, instruction.keywordSpan);
      state.envShown = true;
      return [
        { name: 'previous', value: lowering.previous && previousOf(lowering.previous, lowering.source) },
        { name: 'env', value: { kind: 'map', entries: state.envEntries, place, header: place } },
      ];
    }
    case 'WORKDIR':
      return [{ name: 'resolved', value: workdirAfter(state, instruction, lowering) }];
    case 'COPY':
    case 'ADD':
      return [{ name: 'workdir', value: state.workdir }];
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK': {
      const place = placeIn(lowering.source, instruction.keywordSpan);
      return [{ name: 'overridden', value: { kind: 'boolean', value: lowering.isLast === false, place } }];
    }
    default:
      return [];
  }
}

/** As much of the instruction above as rules about two in a row ask for. */
function previousOf({ keyword, keywordSpan, form, flags, text, span }: Instruction, source: Source): MapValue {
  const at = (written: string): Value => stringOf(source, { text: written, pieces: [], ...keywordSpan });
  const fields = [
    { name: 'keyword', value: at(keyword) },
    { name: 'form', value: at(form) },
    { name: 'flags', value: flags.length > 0 ? at(flags.map(({ name }) => name.text).join(' ')) : undefined },
    { name: 'text', value: stringOf(source, text) },
  ];
  return mapOf(source, fields, { span, header: keywordSpan });
}

function setVariable({ name, value, pair, variable }: Assigned, state: State, source: Source): void {
  state.env.set(name.text, variable);
  if (state.envShown) state.envEntries = new Map(state.envEntries);
  state.envShown = false;
  state.envEntries.set(name.text, {
    key: placeIn(source, name),
    value: stringOf(source, value),
    place: placeIn(source, pair),
  });
}

/** A relative folder is below the one before it, and below an unknown one of the base image where there is none. */
function workdirAfter(
  state: State,
  { text }: Instruction,
  { source, lookup, escaping }: Lowering,
): StringValue | UnknownValue | undefined {
  if (!text.text) return state.workdir;
  const path = expand(text, lookup, escaping);
  const isWhole = /^(?:[/\\]|[A-Za-z]:)/.test(path.text) || path.text.startsWith(hole);
  if (isWhole) return stringOf(source, path);
  const before = state.workdir?.kind === 'string' ? state.workdir.value : hole;
  const parent = { text: before.endsWith('/') ? before : `${before}/`, pieces: [] };
  const { trail, reason } = path;
  const span = spanIn(path, 0, path.text.length);
  return stringOf(source, { ...join([parent, path]), ...span, trail, ...(reason !== undefined && { reason }) });
}
