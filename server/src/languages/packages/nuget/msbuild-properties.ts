// Properties of an MSBuild file: `$(Name)` stands for what a `PropertyGroup` says
// (https://learn.microsoft.com/visualstudio/msbuild/msbuild-properties). Names heed no case. A property that is given several values, by
// conditions or one over the other, has none that is known.

import { join, type Mapped, slice, spanIn, standingFor } from '../../../syntax/mapped.ts';
import { childrenNamed, type XmlElement } from '../../../syntax/xml.ts';

/** By the name in lower case. */
export type Properties = ReadonlyMap<string, Mapped | 'ambiguous'>;

export function propertiesIn(root: XmlElement): Properties {
  const properties = new Map<string, Mapped | 'ambiguous'>();
  for (const group of childrenNamed(root, 'PropertyGroup')) {
    for (const { name, text } of group.children) {
      const key = name.toLowerCase();
      const before = properties.get(key);
      if (text)
        properties.set(key, before && (before === 'ambiguous' || before.text !== text.text) ? 'ambiguous' : text);
    }
  }
  return properties;
}

export type Filled =
  | { readonly kind: 'text'; readonly text: Mapped }
  /** The whole is a property that another file may have; `key` is under which it is offered. */
  | { readonly kind: 'elsewhere'; readonly key: string }
  | { readonly kind: 'unknown' };

// A longer chain than this is none that anybody wrote, and a longer version is no version.
const mostSteps = 20;
const longest = 500;

const whole = /^\$\(([\w.-]+)\)$/;

export const offeredKey = (name: string): string => `$(${name.toLowerCase()})`;

/** A property as a whole is the text of that property, where it stands; a part stands for the property where the text is. */
export function filled(text: Mapped, properties: Properties): Filled {
  const name = whole.exec(text.text)?.[1];
  if (name === undefined) return inParts(text, properties);
  let value = properties.get(name.toLowerCase());
  let last = name;
  for (let steps = 0; steps < mostSteps; steps++) {
    const next: string | undefined = value === 'ambiguous' ? undefined : whole.exec(value?.text ?? '')?.[1];
    if (next === undefined) break;
    last = next;
    value = properties.get(next.toLowerCase());
  }
  if (value === undefined) return { kind: 'elsewhere', key: offeredKey(last) };
  return value === 'ambiguous' ? { kind: 'unknown' } : inParts(value, properties);
}

function inParts(text: Mapped, properties: Properties): Filled {
  // Items, functions and metadata are worked out when it is built.
  if (!/[$@%]\(/.test(text.text)) return { kind: 'text', text };
  const parts: Mapped[] = [];
  let copied = 0;
  let length = 0;
  for (const { 0: written, 1: name = '', index } of text.text.matchAll(/\$\(([\w.-]+)\)/g)) {
    const value = properties.get(name.toLowerCase());
    length += value === 'ambiguous' ? 0 : (value?.text.length ?? 0);
    if (!value || value === 'ambiguous' || length > longest) return { kind: 'unknown' };
    const { start, end } = spanIn(text, index, index + written.length);
    parts.push(slice(text, copied, index), standingFor(value.text, start, end));
    copied = index + written.length;
  }
  const joined = join([...parts, slice(text, copied, text.text.length)]);
  return /[$@%]\(/.test(joined.text) ? { kind: 'unknown' } : { kind: 'text', text: joined };
}
