// One document of a Compose file: a layer of the application that Compose makes of the files it is given.

import type { Problem } from '../../model/file.ts';
import { openMap } from '../../model/open.ts';
import type { Resource } from '../../model/resource.ts';
import type { MapValue, Value } from '../../model/value.ts';
import { spanOf } from '../../text/span.ts';
import { interpolated } from './interpolate.ts';
import { completed, extended, isIncomplete, type Services } from './merging.ts';
import { declaredResources, serviceResource } from './service.ts';

export interface Layer {
  /** Does Compose start from it, and lay others over it? */
  readonly role: 'base' | 'override';
  readonly services: Services;
  readonly declared: readonly Resource[];
  /** The resources as long as no other layer has services of the same names. */
  readonly alone: readonly Resource[];
  /** Spans count from the start of the document. */
  readonly problems: readonly Problem[];
}

export function layerOf(value: Value | undefined, role: Layer['role']): Layer {
  const file = value && interpolated(value);
  if (file?.kind !== 'map') return { role, services: new Map(), declared: [], alone: [], problems: [] };
  const { services, problems } = servicesOf(file);
  const layer = { role, services, declared: declaredResources(file), alone: [], problems };
  return { ...layer, alone: resourcesOf(layer, []) };
}

/** `others` are the further layers of the folder. */
export function resourcesOf({ role, services, declared }: Layer, others: readonly Layer[]): readonly Resource[] {
  const resources = [...services].map(([name, service]) => {
    const own = extended(service, services);
    const sameService = others.filter((other) => other.services.has(name));
    const isOver = role === 'override' && sameService.some((other) => other.role === 'base');
    if (isOver || isIncomplete(own)) return serviceResource(name, service, openMap(own));
    const over = role === 'base' ? sameService.filter((other) => other.role === 'override') : [];
    const maps = over.flatMap((other) => other.services.get(name)?.value ?? []);
    return serviceResource(name, service, completed(own, maps, service.key));
  });
  return [...resources, ...declared];
}

function servicesOf(file: MapValue): Pick<Layer, 'services' | 'problems'> {
  const written = file.entries.get('services');
  const all = written ? written.value : firstFormat(file);
  if (all?.kind !== 'map') {
    const { start, end } = written?.place ?? file.place;
    const isThere = written && written.value.kind !== 'null';
    const problem = { span: spanOf(start, end), message: 'not analysed: `services` is no mapping' };
    return { services: new Map(), problems: isThere ? [problem] : [] };
  }
  const services = new Map(
    [...all.entries].flatMap(([name, entry]) =>
      entry.value.kind === 'map' ? [[name, { ...entry, value: entry.value }] as const] : [],
    ),
  );
  return { services, problems: [] };
}

/** The first format of Compose files had the services at the top. */
function firstFormat(file: MapValue): MapValue | undefined {
  const isService = (value: Value): boolean => value.kind === 'map' && !isIncomplete(value);
  const entries = new Map([...file.entries].filter(([name, { value }]) => !name.startsWith('x-') && isService(value)));
  return entries.size > 0 ? { ...file, entries } : undefined;
}
