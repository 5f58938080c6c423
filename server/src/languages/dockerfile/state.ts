// Follows instructions one after the other: which variables, user, folder and shell are in force at each, and what it is told by
// those before it.

import type { Source } from '../../model/place.ts';
import { type Entry, hole, type MapValue, type StringValue, type UnknownValue, type Value } from '../../model/value.ts';
import { join, spanIn } from '../../syntax/mapped.ts';
import { bodyOf } from './bodies.ts';
import { type Expanded, expand, type Lookup, type Variable } from './expand.ts';
import type { Instruction, Pair } from './instruction.ts';
import { expandedPairs, type Lowering } from './lowering.ts';
import { type Assigned, assignedBy, declaredBy, type Scope } from './scope.ts';
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

/** What an instruction changes for those after it. */
export interface State {
  readonly args: Map<string, Variable>;
  readonly env: Map<string, Variable>;
  /** `env` as it is shown. */
  envEntries: Map<string, Entry>;
  /** Does an instruction show `envEntries` as they are? Then the next ENV changes a copy. */
  envShown?: boolean;
  /** What LABEL sets, by name. */
  readonly labels: Map<string, Entry>;
  user?: Value | undefined;
  workdir?: StringValue | UnknownValue | undefined;
  /** What HEALTHCHECK says. */
  healthcheck?: Value;
  /** As SHELL says it; absent where no SHELL does. */
  shellWords?: Value | undefined;
  shell: ShellFacts;
}

/** What the instructions of a stage, or those before the first one, have in common. */
interface Surroundings extends Pick<Lowering, 'source' | 'escaping' | 'origin'> {
  readonly lookupOf: (instruction: Instruction) => Lookup;
  /** The ARGs before the first FROM, whose values an ARG in a stage may take over. */
  readonly globals?: Scope;
}

/** Lowers each in the state that those before it left, and leaves the last state. `above` is the instruction above the first. */
export function follow(
  instructions: readonly Instruction[],
  state: State,
  { lookupOf, globals, ...common }: Surroundings,
  above?: Instruction,
): readonly Lowered[] {
  const last = new Map(instructions.map((instruction) => [instruction.keyword, instruction]));
  return instructions.map((instruction, index) => {
    const previous = instructions[index - 1] ?? above;
    const isLast = last.get(instruction.keyword) === instruction;
    const lowering = { ...common, lookup: lookupOf(instruction), isLast, ...(previous && { previous }) };
    return followed(instruction, lowering, state, globals);
  });
}

export const initialState = (shell: ShellFacts): State => ({
  args: new Map(),
  env: new Map(),
  envEntries: new Map(),
  labels: new Map(),
  shell,
});

/** What a stage begins with that is built on another. */
export const stateOn = (parent: State): State => ({
  ...parent,
  args: new Map(),
  env: new Map(parent.env),
  envEntries: new Map(parent.envEntries),
  labels: new Map(parent.labels),
  envShown: false,
});

/** `own` are the fields that come from the instruction's surroundings; what an ONBUILD holds is known only in a later build. */
export function lower(
  instruction: Instruction,
  lowering: Lowering,
  shell: ShellFacts,
  own: readonly Field[] = [],
): Lowered {
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
    case 'LABEL':
      for (const { name, value, pair } of expandedPairs(instruction, lowering)) {
        if (value) state.labels.set(name.text, entryOf(name, value, pair, lowering.source));
      }
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
  state.envEntries.set(name.text, entryOf(name, value, pair, source));
}

const entryOf = (name: Expanded, value: Expanded, pair: Pair, source: Source): Entry => ({
  key: placeIn(source, name),
  value: stringOf(source, value),
  place: placeIn(source, pair),
});

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
