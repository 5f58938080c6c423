// Reads Gemfiles (https://bundler.io/man/gemfile.5.html): `gem` calls with literal names and versions, and the blocks around them that say
// the group, the repository or the folder. A Gemfile is Ruby; what is no literal is not known.

import type { Problem } from '../../../model/file.ts';
import { type Place, placeOf, type Source } from '../../../model/place.ts';
import type { Entry, StringValue, Value } from '../../../model/value.ts';
import { hole } from '../../../model/value.ts';
import { join, type Mapped } from '../../../syntax/mapped.ts';
import { ruby, scriptTokens } from '../../../syntax/script-tokens.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import { entryOf } from '../line-map.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { isCommit } from '../specifier.ts';
import { knownValue, partMatching, placeIn, writtenValue } from '../written.ts';
import { type Argument, type Call, rubyCalls } from './ruby-calls.ts';

export const gemfile: ManifestFormat = {
  kind: 'manifest',
  name: 'Gemfile',
  ecosystem: 'RubyGems',
  isNamed: (file) => /^(?:Gemfile|gems\.rb)$/.test(fileNameOf(file)) && !/(?:^|\/)vendor\//.test(file),
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { tokens, comments, problems: broken } = scriptTokens(snapshot.text, ruby);
  const calls = rubyCalls(tokens);
  const problems = [...broken];
  const place = placeOf(source, 0, snapshot.text.length);
  const first = calls[0];
  const header = first ? placeOf(source, first.name.span.start, first.name.span.end) : placeOf(source, 0, 0);
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    place,
    header,
    inner: place,
    entries: entriesOf(calls, source, header),
    dependencies: calls.flatMap((call) =>
      call.name.text === 'gem' ? (dependencyOf(call, source, problems) ?? []) : [],
    ),
  };
  return { content: manifest, problems, comments };
}

function dependencyOf(call: Call, source: Source, problems: Problem[]): Dependency | undefined {
  const [first, ...rest] = call.positional;
  const whole = placeOf(source, call.span.start, call.span.end);
  if (!first) {
    problems.push({ span: call.span, message: 'expected the name of a gem' });
    return undefined;
  }
  const name: Value =
    first.kind === 'string'
      ? knownValue(first.text, source, 'the name is put together when it is run')
      : {
          kind: 'unknown',
          reason: 'the name is worked out when it is run',
          place: placeOf(source, first.span.start, first.span.end),
        };
  const option = (key: string): Argument | undefined => call.options.get(key) ?? enclosing(call, key);
  return {
    title: name.kind === 'string' ? name.value : 'a gem',
    name,
    place: whole,
    header: name.place,
    group: groupOf(option('group') ?? option('groups')),
    ...versionIn(rest, source, name.place),
    ...originOf(option, source),
  };
}

/** A block of that name around the call: `git "…" do`. */
const enclosing = (call: Call, name: string): Argument | undefined =>
  call.blocks.findLast((block) => block.name.text === name)?.positional[0];

const groupOf = (argument: Argument | undefined): string =>
  argument?.kind === 'symbol' || argument?.kind === 'list' ? (argument.names[0] ?? 'default') : 'default';

/** Several requirements are one version with commas, which is how RubyGems reads lists. */
function versionIn(
  arguments_: readonly Argument[],
  source: Source,
  header: Place,
): Pick<Dependency, 'version' | 'pinned'> {
  const texts = arguments_.flatMap((argument) =>
    argument.kind === 'string' ? [argument.text] : argument.kind === 'list' ? argument.texts : [],
  );
  const isLiteral = arguments_.every(
    (argument) => argument.kind === 'string' || (argument.kind === 'list' && argument.isLiteral),
  );
  if (!isLiteral || texts.some(({ text }) => text.includes(hole))) {
    const place = texts[0] ? placeIn(texts[0], source) : header;
    return {
      version: { kind: 'unknown', reason: 'the version is worked out when it is run', place },
      pinned: undefined,
    };
  }
  const [only] = texts;
  if (!only) return { pinned: false };
  const exact = texts.length === 1 ? exactly(only) : undefined;
  return { version: writtenValue(exact ?? join(texts, ', '), source), pinned: exact !== undefined };
}

/** Without its operator; undefined where it is no exact version. */
const exactly = (text: Mapped): Mapped | undefined => partMatching(text, /^\s*=?\s*(\d[\w.-]*)\s*$/);

const hosts = ['git', 'github', 'gist', 'bitbucket', 'gitlab'];

function originOf(
  option: (key: string) => Argument | undefined,
  source: Source,
): Pick<Dependency, 'source' | 'url' | 'ref'> & { readonly pinned?: boolean | undefined } {
  const text = (argument: Argument | undefined): StringValue | undefined =>
    argument?.kind === 'string' ? writtenValue(argument.text, source) : undefined;
  const path = option('path');
  if (path) return { source: 'file', url: text(path), pinned: true };
  const repository = hosts.map(option).find((found) => found);
  if (!repository) return { source: 'registry' };
  const named = ['ref', 'tag', 'branch'].map(option).find((found) => found);
  const ref = text(named);
  const pinned = named && (!ref || ref.value.includes(hole)) ? undefined : ref !== undefined && isCommit(ref.value);
  return { source: 'git', url: text(repository), ref, pinned };
}

/** `sources`, where gems come from, and the `ruby` that runs them. */
function entriesOf(calls: readonly Call[], source: Source, header: Place): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const literals = (name: string): readonly StringValue[] =>
    calls.flatMap(({ name: { text }, positional: [first] }) =>
      text === name && first?.kind === 'string' ? [writtenValue(first.text, source)] : [],
    );
  const sources = literals('source');
  if (sources.length > 0) entries.set('sources', entryOf({ kind: 'list', items: sources, place: header }, header));
  const [version] = literals('ruby');
  if (version) entries.set('ruby', entryOf(version, header));
  return entries;
}
