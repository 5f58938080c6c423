// The variables that an instruction sees. ARG and ENV set them; ENV wins over ARG whatever the order, as in BuildKit. A value that
// the build may change is what the file says; one that the file does not say is unknown.

import type { Source, Step } from '../../model/place.ts';
import type { Expanded, Lookup, Variable } from './expand.ts';
import type { Instruction, Pair } from './instruction.ts';
import { expandedPairs, type Lowering } from './lowering.ts';
import { placeIn } from './values.ts';

export interface Scope {
  /** ARGs in force. */
  readonly args: ReadonlyMap<string, Variable>;
  /** ENVs in force, those of the stage that this one builds on too. */
  readonly env: ReadonlyMap<string, Variable>;
}

/**
 * What FROM sees. An ARG of a stage is out of its sight, and the build stops there; what was meant is read all the same, so that the image
 * can be judged as well as the mistake. `before` are the stages before it.
 */
export const fromLookup =
  (globals: Scope, before: readonly Scope[]): Lookup =>
  (name) => {
    const misplaced = isDeclared(name, globals)
      ? undefined
      : before.findLast(({ args }) => args.has(name))?.args.get(name);
    return misplaced?.kind === 'known' ? misplaced : globalLookup(globals)(name);
  };

/** Does FROM see the variable? */
export const isDeclared = (name: string, { args }: Scope): boolean => args.has(name) || predefined(name) !== undefined;

/** What the ARGs before the first FROM see. BuildKit takes a name that is declared nowhere as empty. */
export const globalLookup =
  ({ args }: Scope): Lookup =>
  (name) =>
    args.get(name) ??
    predefined(name) ?? {
      kind: 'unset',
      reason: `\`${name}\` is declared by no ARG before the first FROM`,
      trail: [],
      undeclared: true,
    };

/** What the instructions of a stage see. */
export const stageLookup =
  ({ args, env }: Scope): Lookup =>
  (name) =>
    env.get(name) ??
    args.get(name) ?? { kind: 'unknown', reason: `\`${name}\` may come from the base image`, trail: [] };

/** What an ARG declares. `ARG name` has its value from `globals`, the head of the file, where that declares it too. */
export function declaredBy(arg: Instruction, lowering: Lowering, globals?: Scope): readonly [string, Variable][] {
  return expandedPairs(arg, lowering).map(({ name, value, pair }) => {
    const inherited = value ? undefined : globals?.args.get(name.text);
    return [name.text, predefined(name.text) ?? inherited ?? declared(name.text, value, pair, lowering.source)];
  });
}

/** What an ENV sets: the pairs with a value, and the variable that each gives. */
export function assignedBy(env: Instruction, lowering: Lowering): readonly Assigned[] {
  return expandedPairs(env, lowering).flatMap(({ name, value, pair }) =>
    value ? [{ name, value, pair, variable: known(name.text, value, pair, lowering.source) }] : [],
  );
}

export interface Assigned {
  readonly name: Expanded;
  readonly value: Expanded;
  readonly pair: Pair;
  readonly variable: Variable;
}

function declared(name: string, value: Expanded | undefined, pair: Pair, source: Source): Variable {
  if (value) return known(name, value, pair, source);
  const step: Step = { place: placeIn(source, pair), message: `\`${name}\` is declared here` };
  return { kind: 'unset', reason: `\`${name}\` has no default`, trail: [step] };
}

function known(name: string, value: Expanded, pair: Pair, source: Source): Variable {
  const step: Step = { place: placeIn(source, pair), message: `\`${name}\` is set here` };
  const { text, reason } = value;
  return { kind: 'known', text, trail: [step, ...value.trail], ...(reason !== undefined && { reason }) };
}

// docs.docker.com/build/building/variables: the platform ARGs are set by the builder, the proxies by whoever builds.
const builderArgs =
  /^(?:(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)|TARGETSTAGE|(?:HTTPS?|FTP|NO|ALL)_PROXY|(?:https?|ftp|no|all)_proxy)$/;

const predefined = (name: string): Variable | undefined =>
  builderArgs.test(name) ? { kind: 'unknown', reason: `\`${name}\` is set by the build`, trail: [] } : undefined;
