// Properties of a pom.xml: `${name}` stands for what the file says below `properties`, or of the project itself
// (https://maven.apache.org/pom.html#properties). What only a parent or the command line would tell stays unknown.

import type { Source } from '../../../model/place.ts';
import type { Value } from '../../../model/value.ts';
import { join, type Mapped, slice, spanIn, standingFor } from '../../../syntax/mapped.ts';
import { childNamed, type XmlElement } from '../../../syntax/xml.ts';
import { placeIn, writtenValue } from '../written.ts';
import { exactly } from './version.ts';

export interface Properties {
  /** Undefined where the file does not say it. */
  of(name: string): Mapped | undefined;
  /** Those that modules may take over, by `${name}`. */
  readonly offers: readonly (readonly [key: string, value: Value])[];
  /** With those of a profile over them. */
  within(profile: XmlElement): Properties;
}

export function propertiesOf(root: XmlElement, source: Source): Properties {
  const written = textsIn(childNamed(root, 'properties'));
  const texts = new Map([...builtIn(root), ...written]);
  const of = lookup(texts);
  const offers = [...written.keys()].flatMap((name) => {
    const text = of(name);
    return text ? [[`\${${name}}`, writtenValue(text, source)] as const] : [];
  });
  const within = (profile: XmlElement): Properties => ({
    of: lookup(new Map([...texts, ...textsIn(childNamed(profile, 'properties'))])),
    offers: [],
    within,
  });
  return { of, offers, within };
}

const textsIn = (element: XmlElement | undefined): Map<string, Mapped> =>
  new Map(element?.children.flatMap(({ name, text }) => (text ? [[name, text]] : [])));

/** What a project says of itself, or takes over from its parent. */
function builtIn(root: XmlElement): Map<string, Mapped> {
  const texts = new Map<string, Mapped>();
  const parent = childNamed(root, 'parent');
  for (const name of ['groupId', 'artifactId', 'version']) {
    const inherited = childNamed(parent, name)?.text;
    const own = childNamed(root, name)?.text ?? (name === 'artifactId' ? undefined : inherited);
    if (inherited) texts.set(`project.parent.${name}`, inherited);
    for (const prefix of ['project.', 'pom.', '']) if (own) texts.set(prefix + name, own);
  }
  return texts;
}

// A longer chain of properties than this is none that anybody wrote, and a longer version is no version.
const mostSteps = 50;
const longest = 500;

/** Each property is worked out once, so that those that refer to others many times over cost no more. */
function lookup(texts: ReadonlyMap<string, Mapped>): (name: string) => Mapped | undefined {
  const known = new Map<string, Mapped | undefined>();
  const of = (name: string, steps: number): Mapped | undefined => {
    if (known.has(name)) return known.get(name);
    const text = texts.get(name);
    // Until it is worked out it has no value, so that one that leads back to itself has none.
    known.set(name, undefined);
    const value = text && steps < mostSteps ? filled(text, (inner) => of(inner, steps + 1)) : undefined;
    known.set(name, value);
    return value;
  };
  return (name) => of(name, 0);
}

const reference = /\$\{([^${}]*)\}/g;

/**
 * The text with its properties filled in. One that is a property as a whole is the text of that property, where it stands; a part stands for
 * the property where the text is.
 */
export function filled(text: Mapped, of: (name: string) => Mapped | undefined): Mapped | undefined {
  const whole = wholeReference(text.text);
  if (whole !== undefined) return of(whole);
  if (!text.text.includes('${')) return text;
  const parts: Mapped[] = [];
  let copied = 0;
  let length = 0;
  for (const { 0: written, 1: name = '', index } of text.text.matchAll(reference)) {
    const value = of(name);
    length += value?.text.length ?? 0;
    if (!value || length > longest) return undefined;
    const { start, end } = spanIn(text, index, index + written.length);
    parts.push(slice(text, copied, index), standingFor(value.text, start, end));
    copied = index + written.length;
  }
  return join([...parts, slice(text, copied, text.text.length)]);
}

const wholeReference = (text: string): string | undefined => /^\$\{([^${}]*)\}$/.exec(text)?.[1];

export interface Version {
  readonly version?: Value | undefined;
  /** Where a manifest above has to say it. */
  readonly takes?: string | undefined;
}

/** The version as an element writes it; `title` is of whom it is. */
export function versionOf(
  element: XmlElement | undefined,
  properties: Properties,
  source: Source,
  title: string,
): Version {
  const text = element?.text;
  if (!text) return {};
  const whole = wholeReference(text.text);
  const value = filled(text, properties.of);
  if (!value) {
    if (whole !== undefined) return { takes: text.text };
    return { version: { kind: 'unknown', reason: 'a property has no value here', place: placeIn(text, source) } };
  }
  const version = exactly(value);
  if (whole === undefined) return { version: writtenValue(version, source) };
  const step = { place: placeIn(text, source), message: `\`${title}\` takes its version from \`${text.text}\`` };
  return { version: { ...writtenValue(version, source), trail: [step] } };
}
