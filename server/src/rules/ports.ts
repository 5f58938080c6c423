// `ports: { from, to, includes }` for rules of a firewall with two numbers, `ports: { in, includes }` for those that write ranges as
// text. `includes` is a port or a list of them, one of which is enough; `when` a rule opens all ports, it opens each.

import { includesPort, portRanges } from '../checks/ports.ts';
import { hole, type Value } from '../model/value.ts';
import type { CompileContext } from './context.ts';
import { RuleError } from './errors.ts';
import { headerOf, parsePath, reach } from './path.ts';
import type { Scope } from './scope.ts';
import { type Condition, someOf, unknownVerdict, type Verdict, type Witness } from './verdict.ts';

export function compilePorts(source: Readonly<Record<string, unknown>>, context: CompileContext): Condition {
  const wanted = [source['includes']].flat();
  if (wanted.length === 0 || wanted.some((port) => typeof port !== 'number')) {
    throw new RuleError([...context.where, 'includes'], 'give a port or a list of ports');
  }
  const ports = wanted as readonly number[];
  if (source['in'] !== undefined) {
    const paths = [source['in']].flat().map((text) => parsePath(String(text), [...context.where, 'in']));
    return (scope) =>
      someOf(paths.flatMap((path) => valuesAt(scope, path).map((value) => askText(value, ports, scope))));
  }
  const from = parsePath(String(source['from']), [...context.where, 'from']);
  const to = parsePath(String(source['to']), [...context.where, 'to']);
  return (scope) => askRange(valuesAt(scope, from)[0], valuesAt(scope, to)[0], ports, scope);
}

function valuesAt(scope: Scope, path: ReturnType<typeof parsePath>): readonly Value[] {
  return reach(scope, path).flatMap((reached): readonly Value[] => {
    if (reached.kind === 'unknown') return [{ kind: 'unknown', reason: 'not known', place: reached.at }];
    if (reached.kind === 'absent') return [];
    return reached.value.kind === 'list' ? reached.value.items : [reached.value];
  });
}

function askText(value: Value, ports: readonly number[], scope: Scope): Verdict {
  if (value.kind === 'unknown' || (value.kind === 'string' && value.value.includes(hole))) return unknownVerdict;
  const ranges = value.kind === 'string' || value.kind === 'number' ? portRanges(String(value.value)) : undefined;
  return answer(ranges !== undefined && ports.some((port) => includesPort(ranges, port)), {
    place: value.place,
    value,
    key: 'ports',
    scope,
  });
}

function askRange(from: Value | undefined, to: Value | undefined, ports: readonly number[], scope: Scope): Verdict {
  if (from?.kind === 'unknown' || to?.kind === 'unknown') return unknownVerdict;
  const [first, last] = [numberOf(from), numberOf(to)];
  const witness: Witness = {
    place: (from ?? to)?.place ?? headerOf(scope),
    ...(from && { value: from }),
    key: 'ports',
    scope,
  };
  // Without ports, or with the -1 that stands for all ICMP types, the protocol alone decides.
  if (first === undefined || last === undefined) return answer(from === undefined && to === undefined, witness);
  return answer(
    (first === 0 && last === 0) || first === -1 || ports.some((port) => first <= port && port <= last),
    witness,
  );
}

function numberOf(value: Value | undefined): number | undefined {
  if (value?.kind === 'number') return value.value;
  return value?.kind === 'string' && value.value.trim() !== '' && !Number.isNaN(Number(value.value))
    ? Number(value.value)
    : undefined;
}

const answer = (holds: boolean, witness: Witness): Verdict => ({
  truth: holds ? 'true' : 'false',
  witnesses: [witness],
});
