// `endOfLife` of a runtime that a manifest names: what is known of the oldest and the newest release that it admits, as maps whose values
// stand on the version as it is written.

import type { ImageFacts } from '../checks/image-facts.ts';
import { type Piece, runtimeLife } from '../checks/runtime-life.ts';
import type { MapValue, Value } from '../model/value.ts';
import { lifeAt, mapAt } from './end-of-life.ts';

/** Undefined where the value is no runtime, and where nothing is known of it. */
export function runtimeLifecycleOf(runtime: Value, facts: ImageFacts, today: string): MapValue | undefined {
  if (runtime.kind !== 'map') return undefined;
  const [product, version, admits] = ['product', 'version', '$admits'].map((key) => runtime.entries.get(key)?.value);
  if (product?.kind !== 'string' || !version || admits?.kind !== 'list') return undefined;
  const life = runtimeLife(product.value, admits.items.map(pieceOf), facts, today);
  return (
    life &&
    mapAt(version, { oldest: lifeAt(life.oldest, version), newest: life.newest && lifeAt(life.newest, version) })
  );
}

function pieceOf(value: Value): Piece {
  const bound = (name: 'low' | 'high'): Piece['low'] => {
    if (value.kind !== 'map') return undefined;
    const [version, included] = [value.entries.get(name)?.value, value.entries.get(`${name}In`)?.value];
    if (version?.kind !== 'string') return undefined;
    return { version: version.value, included: included?.kind === 'boolean' && included.value };
  };
  const [low, high] = [bound('low'), bound('high')];
  return { ...(low && { low }), ...(high && { high }) };
}
