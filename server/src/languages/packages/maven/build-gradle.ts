// Reads build.gradle and build.gradle.kts as far as they hold literals: dependencies as `group:artifact:version` or by their names, plugins with
// their versions, and variables of the same file. They are programs; what is no literal is not known.

import { type Place, placeOf, type Source } from '../../../model/place.ts';
import { type Entry, hole, type Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import type { Mapped } from '../../../syntax/mapped.ts';
import {
  gradle,
  partsWithin,
  type StringPart,
  scriptTokens,
  type Token,
  textOf,
} from '../../../syntax/script-tokens.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import { entryOf, lineMap } from '../line-map.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { placeIn, writtenValue } from '../written.ts';
import { propertyKey } from './gradle-properties.ts';
import { gradleStatements, type Statement } from './gradle-statements.ts';
import { gradleVariables, type Variables, variableName } from './gradle-variables.ts';
import { exactly, isPinned } from './version.ts';

export const buildGradle: ManifestFormat = {
  kind: 'manifest',
  name: 'build.gradle',
  ecosystem: 'Maven',
  isNamed: (file) =>
    /^[\w.-]+\.gradle(?:\.kts)?$/.test(fileNameOf(file)) && !/^(?:settings|init)\./.test(fileNameOf(file)),
  manifestsAbove: ['gradle.properties'],
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { tokens, comments } = scriptTokens(snapshot.text, gradle);
  const statements = gradleStatements(tokens);
  const reader: Reader = { source, variables: gradleVariables(statements) };
  const place = placeOf(source, 0, snapshot.text.length);
  const first = tokens.find(({ kind }) => kind === 'word');
  const header = first ? placeOf(source, first.span.start, first.span.end) : placeOf(source, 0, 0);
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    place,
    header,
    inner: place,
    entries: entriesOf(statements, source, header),
    dependencies: statements.flatMap((statement) => dependenciesIn(statement, reader)),
  };
  return { content: manifest, problems: [], comments };
}

interface Reader {
  readonly source: Source;
  readonly variables: Variables;
}

// What stands in `dependencies` without asking for anything.
const others = ['exclude', 'because', 'url', 'version', 'attributes', 'capabilities'];

function dependenciesIn(statement: Statement, reader: Reader): readonly Dependency[] {
  const { blocks, name } = statement;
  if (blocks.at(-1) === 'plugins') return pluginIn(statement, reader);
  if (!blocks.includes('dependencies') || others.includes(name)) return [];
  const named = namedParts(statement);
  if (named) return [dependencyByName(named, statement, reader)];
  return statement.tokens.flatMap((token, index) =>
    token.kind === 'string' ? (dependencyIn(token, statement, index, reader) ?? []) : [],
  );
}

type StringToken = Extract<Token, { kind: 'string' }>;

/** `g:a:1.2`, with a classifier and an extension behind it. */
function dependencyIn(token: StringToken, statement: Statement, index: number, reader: Reader): Dependency | undefined {
  const { text } = textOf(token.parts);
  const match = /^([\w.\-\uFFFC]+:[\w.\-\uFFFC]+)(?::([^:@\s]*))?(?:[:@][^\s]*)?$/.exec(text);
  const [, coordinates, version = ''] = match ?? [];
  if (!coordinates) return undefined;
  const from = coordinates.length + 1;
  const own = named(textOf(partsWithin(token.parts, 0, coordinates.length)), reader.source);
  const isAlone = statement.tokens.filter(({ kind }) => kind === 'string').length === 1;
  // Something is put behind the string.
  const goesOn = statement.tokens[index + 1]?.kind === 'other';
  return {
    ...own,
    place: isAlone ? wholeOf(statement, reader.source) : placeOf(reader.source, token.span.start, token.span.end),
    group: statement.name,
    source: 'registry',
    ...(goesOn
      ? unknown('the version is put together when it is run', own.header)
      : versionOf(partsWithin(token.parts, from, from + version.length), own.title, reader)),
  };
}

function named(name: Mapped, source: Source): Pick<Dependency, 'title' | 'name' | 'header'> {
  const header = placeIn(name, source);
  const isKnown = !name.text.includes(hole);
  return {
    title: name.text.replaceAll(hole, '…'),
    name: isKnown
      ? stringAt(name.text, header)
      : { kind: 'unknown', reason: 'the name is put together when it is run', place: header },
    header,
  };
}

type VersionPart = Pick<Dependency, 'version' | 'takes' | 'pinned'>;

const unknown = (reason: string, place: Place): VersionPart => ({
  version: { kind: 'unknown', reason, place },
  pinned: undefined,
});

/** A variable as a whole is the text that it was given, where that stands. */
function versionOf(parts: readonly StringPart[], title: string, { source, variables }: Reader): VersionPart {
  const [first, second] = parts;
  const version = textOf(parts);
  if (!first) return { pinned: undefined };
  if (!version.text.includes(hole)) return known(exactly(version), source);
  const place = placeIn(version, source);
  if (first.kind !== 'filled' || second) return unknown('a part of the version is put together when it is run', place);
  return versionNamed(first.expression, title, place, variables);
}

/** A variable that the file does not declare may be a property of the project. */
function versionNamed(expression: string, title: string, place: Place, variables: Variables): VersionPart {
  const value = variables(expression);
  if (value === 'unknown' || !/^[\w.]+$/.test(expression))
    return unknown('the variable is worked out when it is run', place);
  return value
    ? taken(value, title, expression, place)
    : { takes: propertyKey(variableName(expression)), pinned: undefined };
}

function taken(value: Mapped, title: string, from: string, place: Place): VersionPart {
  const { version, pinned } = known(exactly(value), place.source);
  const step = { place, message: `\`${title}\` takes its version from \`${from}\`` };
  return { version: version && { ...version, trail: [step] }, pinned };
}

function known(text: Mapped, source: Source): VersionPart {
  const version = writtenValue(text, source);
  return { version, pinned: isPinned(version) };
}

interface NamedParts {
  readonly group: StringToken;
  readonly name: StringToken;
  readonly version: Token | undefined;
}

/** `group: 'g', name: 'a', version: '1.2'` of Groovy, and with `=` of Kotlin. */
function namedParts({ tokens }: Statement): NamedParts | undefined {
  const parts = new Map<string, Token>();
  for (const [index, token] of tokens.entries()) {
    const [next, after] = [tokens[index + 1], tokens[index + 2]];
    if (token.kind === 'label' && next) parts.set(token.name, next);
    else if (token.kind === 'word' && next?.kind === 'mark' && next.mark === '=' && after) parts.set(token.name, after);
  }
  const [group, name] = [parts.get('group'), parts.get('name')];
  return group?.kind === 'string' && name?.kind === 'string'
    ? { group, name, version: parts.get('version') }
    : undefined;
}

function dependencyByName({ group, name, version }: NamedParts, statement: Statement, reader: Reader): Dependency {
  const [groupText, nameText] = [textOf(group.parts), textOf(name.parts)];
  const own = named(nameText, reader.source);
  const title = `${groupText.text}:${own.title}`.replaceAll(hole, '…');
  const isKnown = own.name.kind === 'string' && !groupText.text.includes(hole);
  return {
    ...own,
    title,
    name: isKnown
      ? stringAt(title, own.header)
      : { kind: 'unknown', reason: 'the name is put together when it is run', place: own.header },
    place: wholeOf(statement, reader.source),
    group: statement.name,
    source: 'registry',
    ...versionIn(version, title, reader),
  };
}

/** A literal, or a variable. */
function versionIn(token: Token | undefined, title: string, reader: Reader): VersionPart {
  if (!token) return { pinned: undefined };
  if (token.kind === 'string') return versionOf(token.parts, title, reader);
  const place = placeOf(reader.source, token.span.start, token.span.end);
  return token.kind === 'word'
    ? versionNamed(token.name, title, place, reader.variables)
    : unknown('the version is worked out when it is run', place);
}

/** `id("x") version "1.2"` and `kotlin("jvm") version "1.2"`; what is found under an id is a package that names the plugin. */
function pluginIn(statement: Statement, reader: Reader): readonly Dependency[] {
  const { name, tokens } = statement;
  const [id] = tokens.filter((token) => token.kind === 'string');
  const versionAt = tokens.findIndex((token) => token.kind === 'word' && token.name === 'version');
  if (!['id', 'kotlin'].includes(name) || !id) return [];
  const written = textOf(id.parts);
  const whole = name === 'kotlin' ? `org.jetbrains.kotlin.${written.text}` : written.text;
  // Gradle's own, such as `java`, come with it.
  if (!whole.includes('.')) return [];
  const own = named(written, reader.source);
  const title = `${whole}:${whole}.gradle.plugin`;
  const rest = versionAt < 0 ? [] : tokens.slice(versionAt + 1).filter((token) => token.kind !== 'mark');
  return [
    {
      ...own,
      title,
      name: own.name.kind === 'string' ? stringAt(title, own.header) : own.name,
      place: wholeOf(statement, reader.source),
      group: 'plugins',
      source: 'registry',
      ...versionIn(rest[0], whole, reader),
    },
  ];
}

function wholeOf({ tokens }: Statement, source: Source): Place {
  return placeOf(source, tokens[0]?.span.start ?? 0, tokens.at(-1)?.span.end ?? 0);
}

/** `repositories`, where packages come from. */
function entriesOf(statements: readonly Statement[], source: Source, header: Place): Map<string, Entry> {
  const items = statements.flatMap(({ blocks, name, tokens }): Value[] => {
    const isUrl = ['url', 'setUrl', 'maven'].includes(name) && blocks.includes('repositories');
    const token = tokens.find((one) => one.kind === 'string');
    if (!isUrl || token?.kind !== 'string') return [];
    const url = writtenValue(textOf(token.parts), source);
    return [lineMap({ url }, wholeOf({ blocks, name, tokens }, source), url.place)];
  });
  return new Map(items.length > 0 ? [['repositories', entryOf({ kind: 'list', items, place: header }, header)]] : []);
}
