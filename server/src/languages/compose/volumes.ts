// `volumes` of a service: what is mounted into it. The short syntax is read as Compose reads it (github.com/compose-spec/compose-go,
// format/volume.go): `[source:]target[:options]`.

import { type Entry, hole, type MapValue, type StringValue, type Value } from '../../model/value.ts';
import { stringAt } from '../../model/virtual.ts';
import { filledIn, partOf } from './characters.ts';
import { itemsOf, shortForm } from './short-form.ts';

/** A list of maps as the long syntax has them: `type`, `source`, `target`, `read_only`. Those of the short have `$text`, too. */
export const volumesOf = (entry: Entry): Entry => itemsOf(entry, volumeOf);

function volumeOf(volume: StringValue): MapValue {
  const text = volume.value;
  const first = colonFrom(text, 0);
  if (first < 0)
    return shortForm(volume, { type: stringAt('volume', volume.place), target: partOf(volume, 0, text.length) });
  const second = colonFrom(text, first + 1);
  const end = second < 0 ? text.length : second;
  const source = partOf(volume, 0, first);
  return shortForm(volume, {
    type: typeOf(source),
    source,
    target: partOf(volume, first + 1, end),
    read_only: second < 0 ? undefined : readOnly(partOf(volume, second + 1, text.length)),
  });
}

/** The next colon that is not the one behind the letter of a Windows drive. */
function colonFrom(text: string, from: number): number {
  const drive = /^[A-Za-z]:(?=[\\/])/.exec(text.slice(from))?.[0].length ?? 0;
  return text.indexOf(':', from + drive);
}

/** What is no path is the name of a volume. */
function typeOf(source: Value): Value {
  const path =
    source.kind === 'string' && (/^(?:[./~]|[A-Za-z]:[\\/]|\\\\)/.test(source.value) || source.value.includes('/'));
  if (path) return stringAt('bind', source.place);
  const isKnown = source.kind === 'string' && !source.value.includes(hole);
  return isKnown ? stringAt('volume', source.place) : { kind: 'unknown', place: source.place, reason: filledIn };
}

function readOnly(options: Value): Value | undefined {
  const { place } = options;
  if (options.kind !== 'string' || options.value.includes(hole)) return { kind: 'unknown', place, reason: filledIn };
  return options.value.split(',').includes('ro') ? { kind: 'boolean', value: true, place } : undefined;
}
