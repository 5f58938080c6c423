// One entry of package-lock.json: a package in the folder where it is installed (versions 2 and 3), or one with the packages nested in it
// (version 1). Offsets count from the quote of the entry's key.

import type { Problem } from '../../../model/file.ts';
import { placeOf, type Source } from '../../../model/place.ts';
import type { StringValue, Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { eachMember, endOfValue, isObject, namesIn, stringIn } from '../../../syntax/json-scan.ts';
import { type Span, spanOf } from '../../../text/span.ts';
import type { LockedPackage } from '../lock.ts';
import type { Draft } from '../pieces.ts';
import type { DependencySource, Specifier } from '../specifier.ts';
import { npmSpecifier } from './specifier.ts';

/** An entry of `packages`; none for one that is marked as not belonging there. */
export function readInstalled(text: string, source: Source, problems: Problem[]): readonly Draft[] {
  const [folder, value] = keyOf(text);
  const entry = membersOf(text, value, source, problems);
  if (entry.flags.has('extraneous')) return [];
  const nameStart = folder.lastIndexOf('node_modules/') + 'node_modules/'.length;
  const inKey = stringAt(folder.slice(nameStart), placeOf(source, 1 + nameStart, 1 + folder.length));
  const { version, resolved, name = inKey } = entry.strings;
  const isLink = entry.flags.has('link');
  return [
    {
      package: {
        ...named(name),
        ...versioned(version ?? stringAt('', name.place)),
        source: isLink ? 'workspace' : sourceOf(resolved?.value),
        ...(!isLink && { url: resolved }),
        integrity: entry.strings.integrity,
        runsScripts: entry.runsScripts,
      },
      keys: [folder],
      asks: isLink ? [] : [...entry.names('dependencies'), ...entry.names('optionalDependencies')],
      peers: entry.names('peerDependencies'),
      onlyAsPeer: entry.flags.has('peer'),
    },
  ];
}

// npm's own trees are some ten levels deep; deeper ones are no trees of npm.
const deepest = 20;

/** An entry of `dependencies` of version 1, and what is nested in it. */
export function readNested(text: string, source: Source, problems: Problem[]): readonly Draft[] {
  const drafts: Draft[] = [];
  const add = (own: Span, value: number, around: string, depth: number): void => {
    const inKey = stringAt(text.slice(own.start, own.end), placeOf(source, own.start, own.end));
    const folder = `${around}node_modules/${inKey.value}`;
    const entry = membersOf(text, value, source, problems);
    drafts.push(nestedDraft(inKey, folder, entry));
    const inner = entry.objects.get('dependencies');
    if (inner === undefined || depth >= deepest) return;
    eachMember(text, inner, [], (key, at) => {
      add(key, at, `${folder}/`, depth + 1);
      return endOfValue(text, at);
    });
  };
  const [name, value] = keyOf(text);
  add(spanOf(1, 1 + name.length), value, '', 0);
  return drafts;
}

function nestedDraft(inKey: StringValue, folder: string, entry: Members): Draft {
  const { version = stringAt('', inKey.place), resolved, integrity } = entry.strings;
  const specifier = versionSpecifier(version.value);
  const part = (span: Span): StringValue => {
    const { start } = version.place;
    return stringAt(version.value.slice(span.start, span.end), {
      ...version.place,
      start: start + span.start,
      end: start + span.end,
    });
  };
  const isRegistry = specifier.source === 'registry' || specifier.source === 'alias';
  return {
    package: {
      ...named(specifier.name ? part(specifier.name) : inKey),
      ...versioned(specifier.version ? part(specifier.version) : stringAt('', version.place)),
      source: isRegistry ? sourceOf(resolved?.value) : specifier.source,
      url: isRegistry ? resolved : version,
      integrity,
    },
    keys: [folder],
    asks: entry.names('requires'),
  };
}

/** Nearly all are plain versions, and to ask of which kind a specifier is takes long. */
const versionSpecifier = (text: string): Specifier =>
  /^\d[\w.+-]*$/.test(text)
    ? { source: 'registry', version: spanOf(0, text.length), pinned: true }
    : npmSpecifier(text);

const named = ({ value, place }: StringValue): Pick<LockedPackage, 'name' | 'nameAt'> => ({
  name: value,
  nameAt: place,
});
const versioned = ({ value, place }: StringValue): Pick<LockedPackage, 'version' | 'versionAt'> => ({
  version: value,
  versionAt: place,
});

/** Archives of a registry lie at `/-/`; npm leaves the address out where it is told to, and for what comes inside of another archive. */
function sourceOf(resolved: string | undefined): DependencySource {
  if (resolved === undefined) return 'registry';
  if (/^https?:/i.test(resolved)) return /\/-\/|\/npm\/download\//.test(resolved) ? 'registry' : 'url';
  return /^file:/i.test(resolved) ? 'file' : npmSpecifier(resolved).source;
}

interface Members {
  readonly strings: Readonly<Partial<Record<'version' | 'resolved' | 'integrity' | 'name', StringValue>>>;
  /** The members that are true. */
  readonly flags: ReadonlySet<string>;
  readonly runsScripts: Value | undefined;
  readonly objects: ReadonlyMap<string, number>;
  /** The keys of an object. */
  names(object: string): readonly string[];
}

const textMembers = ['version', 'resolved', 'integrity', 'name'];

function membersOf(text: string, value: number, source: Source, problems: Problem[]): Members {
  const strings: Partial<Record<string, StringValue>> = {};
  const flags = new Set<string>();
  const objects = new Map<string, number>();
  let runsScripts: Value | undefined;
  if (isObject(text, value)) {
    eachMember(text, value, problems, (key, at) => {
      const end = endOfValue(text, at);
      const name = text.slice(key.start, key.end);
      if (textMembers.includes(name)) {
        const found = stringIn(text, at, problems);
        if (found) strings[name] = stringAt(found.text, placeOf(source, found.span.start, found.span.end));
      } else if (isObject(text, at)) objects.set(name, at);
      else if (text.startsWith('true', at)) {
        flags.add(name);
        if (name === 'hasInstallScript')
          runsScripts = { kind: 'boolean', value: true, place: placeOf(source, key.start, key.end) };
      }
      return end;
    });
  }
  const names = (object: string): readonly string[] => {
    const at = objects.get(object);
    return at === undefined ? [] : namesIn(text, at);
  };
  return { strings, flags, objects, runsScripts, names };
}

/** Of an entry's own text: the key, and where its value begins. */
function keyOf(text: string): readonly [key: string, value: number] {
  const end = text.indexOf('"', 1);
  const value = text.slice(end + 1).search(/[^\s:]/);
  return [text.slice(1, end), value < 0 ? text.length : end + 1 + value];
}
