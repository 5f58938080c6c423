// `ports` of a service: what it publishes on the host. The short syntax is read as Docker reads it (github.com/docker/go-connections,
// nat/nat.go): `[[host_ip:][published]:]target[/protocol]`, where each port may be a range.

import { type Entry, hole, type MapValue, type StringValue, type Value } from '../../model/value.ts';
import { partOf } from './characters.ts';
import { itemsOf, shortForm } from './short-form.ts';

/** A list of maps as the long syntax has them: `host_ip`, `published`, `target`, `protocol`. Those of the short have `$text`, too. */
export const portsOf = (entry: Entry): Entry => itemsOf(entry, portOf);

function portOf(port: StringValue): MapValue {
  const text = port.value;
  const slash = text.lastIndexOf('/');
  const end = slash < 0 ? text.length : slash;
  const target = text.lastIndexOf(':', end - 1) + 1;
  const published = target > 0 ? text.lastIndexOf(':', target - 2) + 1 : 0;
  const part = (from: number, to: number): Value | undefined => (from < to ? partOf(port, from, to) : undefined);
  return shortForm(port, {
    host_ip: hostOf(port, published, target) ?? part(...withoutBrackets(text, published - 1)),
    published: part(published, target - 1),
    target: part(target, end),
    protocol: slash < 0 ? undefined : part(slash + 1, text.length),
  });
}

/** A variable in front of the container's port may hold an address as well: `${DATABASE_PORT}:5432`. */
function hostOf(port: StringValue, published: number, target: number): Value | undefined {
  const mayHoldAddress = published === 0 && port.value.slice(0, Math.max(target - 1, 0)).includes(hole);
  const isWhole = target === 0 && port.value.includes(hole);
  if (!mayHoldAddress && !isWhole) return undefined;
  return { kind: 'unknown', place: port.place, reason: 'a variable may hold the address' };
}

/** An IPv6 address may stand in brackets. */
const withoutBrackets = (text: string, end: number): readonly [start: number, end: number] =>
  text.startsWith('[') && text[end - 1] === ']' ? [1, end - 1] : [0, end];
