// The value of a variable: what the call gives it, or what a file of values says where nobody calls its module, or its default; made to
// fit its type.

import type { Value } from '../../../model/value.ts';
import type { ModuleSymbols } from './context.ts';
import type { Declaration, MergedBody } from './declarations.ts';
import { evaluate } from './expression.ts';
import { unknownInstance } from './instances.ts';
import { addressOf } from './path.ts';
import { type Origin, placeIn } from './scope.ts';
import { conformed, isTrue, typeOf } from './types.ts';
import { unknown } from './values.ts';

/** Undefined where there is no such variable. */
export function variableOrigin(name: string, symbols: ModuleSymbols): Origin | undefined {
  const declaration = symbols.module.declarations.variables.get(name);
  if (!declaration) return undefined;
  const { attributes } = declaration.body();
  const given = argumentOf(name, symbols) ?? fromFile(name, symbols);
  const refused = given?.value.kind === 'null' && attributes.get('nullable')?.node.value;
  const mayBeNull = !(refused && refused.kind === 'literal' && refused.value === false);
  const origin = given && mayBeNull ? given : fallbackOf(name, declaration, attributes, symbols);
  const scope = symbols.outerScope(declaration.source);
  const type = typeOf(attributes.get('type')?.node.value);
  const value: Value = conformed(origin.value, type, (expression) => evaluate(expression, scope));
  return { ...origin, value: isTrue(attributes.get('sensitive')?.node.value) ? { ...value, sensitive: true } : value };
}

function argumentOf(name: string, { caller, path }: ModuleSymbols): Origin | undefined {
  const step = path.at(-1);
  const call = step && caller?.module.declarations.objects.get(`module.${step.name}`);
  if (!call || !caller) return undefined;
  const argument = call.body().attributes.get(name);
  if (!argument) return undefined;
  const instances = caller.instances(call);
  const instance = instances.all.find(({ key }) => key === step.key) ?? unknownInstance(instances);
  const value = evaluate(argument.node.value, { ...caller.scopeOf(call, instance), source: argument.source });
  return { value, message: `\`${name}\` is given here`, argument: addressOf(path) };
}

function fromFile(name: string, { module, outerScope, caller }: ModuleSymbols): Origin | undefined {
  const given = caller ? undefined : module.given.get(name);
  return (
    given && {
      value: evaluate(given.node.value, outerScope(given.source)),
      message: `\`var.${name}\` is set in ${given.file} here`,
    }
  );
}

function fallbackOf(
  name: string,
  { source, block }: Declaration,
  attributes: MergedBody['attributes'],
  { outerScope }: ModuleSymbols,
): Origin {
  const fallback = attributes.get('default');
  if (!fallback) {
    const header = placeIn(outerScope(source), block.header);
    return {
      value: unknown(header, `\`var.${name}\` has no default`),
      message: `\`var.${name}\` is declared here`,
    };
  }
  const value = evaluate(fallback.node.value, outerScope(fallback.source));
  return { value, message: `the default of \`var.${name}\` comes from here` };
}
