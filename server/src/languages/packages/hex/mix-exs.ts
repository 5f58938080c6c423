// Reads mix.exs of Elixir as far as it holds literals (https://hexdocs.pm/mix/Mix.Tasks.Deps.html): the tuples of the function `deps`, each a name,
// a requirement and options.

import { placeOf, type Source } from '../../../model/place.ts';
import { hole, type StringValue, type Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import type { Mapped } from '../../../syntax/mapped.ts';
import { ruby, scriptTokens, type Token, textOf } from '../../../syntax/script-tokens.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { isCommit } from '../specifier.ts';
import { partMatching, placeIn, writtenValue } from '../written.ts';

export const mixExs: ManifestFormat = {
  kind: 'manifest',
  name: 'mix.exs',
  ecosystem: 'Hex',
  isNamed: (file) => fileNameOf(file) === 'mix.exs',
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { tokens, comments, problems } = scriptTokens(snapshot.text, ruby);
  const place = placeOf(source, 0, snapshot.text.length);
  const first = tokens.find(({ kind }) => kind === 'word');
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    place,
    header: first ? placeOf(source, first.span.start, first.span.end) : placeOf(source, 0, 0),
    inner: place,
    entries: new Map(),
    dependencies: tuplesIn(depsIn(tokens)).flatMap((tuple) => dependencyOf(tuple, source) ?? []),
  };
  return { content: manifest, problems, comments };
}

const isWord = (token: Token | undefined, ...names: readonly string[]): boolean =>
  token?.kind === 'word' && names.includes(token.name);

/** The body of `defp deps do`, up to the next function. */
function depsIn(tokens: readonly Token[]): readonly Token[] {
  const start = tokens.findIndex((token, index) => isWord(token, 'deps') && isWord(tokens[index - 1], 'def', 'defp'));
  if (start < 0) return [];
  const rest = tokens.slice(start + 1);
  const end = rest.findIndex((token) => isWord(token, 'def', 'defp'));
  return end < 0 ? rest : rest.slice(0, end);
}

/** From a `{` with a name behind it to its `}`, or where the next one begins. */
function tuplesIn(tokens: readonly Token[]): Token[][] {
  const tuples: Token[][] = [];
  let tuple: Token[] | undefined;
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    const mark = token.kind === 'mark' ? token.mark : '';
    const opens = mark === '{' && tokens[index + 1]?.kind === 'symbol';
    if (opens && depth <= 1) {
      tuple = [token];
      tuples.push(tuple);
      depth = 1;
      continue;
    }
    if (token.kind !== 'newline') tuple?.push(token);
    if (mark === '{') depth++;
    if (mark === '}' && --depth <= 0) tuple = undefined;
  }
  return tuples;
}

function dependencyOf([open, name, , ...rest]: readonly Token[], source: Source): Dependency | undefined {
  if (!open || name?.kind !== 'symbol') return undefined;
  const [first] = rest;
  const end = rest.at(-1)?.span.end ?? name.span.end;
  const options = optionsOf(rest);
  const own = stringAt(name.name, placeOf(source, name.span.start + 1, name.span.end));
  const text = (key: string): StringValue | undefined => {
    const token = options.get(key);
    return token?.kind === 'string' ? writtenValue(textOf(token.parts), source) : undefined;
  };
  const only = options.get('only');
  // The package may be known by another name.
  const hex = options.get('hex');
  const title = hex?.kind === 'symbol' ? hex.name : own.value;
  const line = {
    title,
    name: { ...own, value: title },
    ...(title !== own.value && { alias: own }),
    place: placeOf(source, open.span.start, end),
    header: own.place,
    group: only?.kind === 'symbol' ? only.name : 'deps',
  };
  if (options.has('path') || options.has('in_umbrella'))
    return { ...line, source: 'file', url: text('path'), pinned: true };
  if (options.has('git') || options.has('github')) {
    const ref = text('ref') ?? text('tag') ?? text('branch');
    return { ...line, source: 'git', url: text('git') ?? text('github'), ref, pinned: isCommit(ref?.value ?? '') };
  }
  // One of another organisation or server is no package of hex.pm.
  if (options.has('repo') || options.has('organization')) {
    return { ...line, source: 'registry', ...unknown('the package comes from another repository', own) };
  }
  return {
    ...line,
    source: 'registry',
    ...(first && !isOption(first) ? requirement(first, own, source) : { pinned: false }),
  };
}

const isOption = (token: Token): boolean =>
  token.kind === 'label' || (token.kind === 'mark' && /[[}]/.test(token.mark));

/** `key: value`; a value that is no single token is the first of its tokens. */
function optionsOf(tokens: readonly Token[]): ReadonlyMap<string, Token | undefined> {
  return new Map(
    tokens.flatMap((token, index) => (token.kind === 'label' ? [[token.name, tokens[index + 1]] as const] : [])),
  );
}

const unknown = (reason: string, { place }: StringValue): { version: Value; pinned: undefined } => ({
  version: { kind: 'unknown', reason, place },
  pinned: undefined,
});

function requirement(token: Token, own: StringValue, source: Source): Pick<Dependency, 'version' | 'pinned'> {
  if (token.kind !== 'string') return unknown('the requirement is worked out when it is run', own);
  const text = textOf(token.parts);
  if (text.text.includes(hole))
    return unknown('the requirement is worked out when it is run', { ...own, place: placeIn(text, source) });
  if (text.text === '') return { pinned: false };
  const exact = exactly(text);
  return { version: writtenValue(exact ?? text, source), pinned: exact !== undefined };
}

/** Without its operator; undefined where it is no exact version. */
const exactly = (text: Mapped): Mapped | undefined =>
  partMatching(text, /^\s*(?:==\s*)?(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)\s*$/);
