// One block of yarn.lock. Offsets count from its start.

import { placeOf, type Source } from '../../../model/place.ts';
import type { StringValue } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import type { Draft } from '../pieces.ts';
import type { DependencySource } from '../specifier.ts';
import { npmSpecifier } from './specifier.ts';

interface Word {
  readonly text: string;
  readonly start: number;
}

export function readBlock(text: string, source: Source): readonly Draft[] {
  const textAt = ({ text: value, start }: Word): StringValue =>
    stringAt(value, placeOf(source, start, start + value.length));
  const part = ({ text: value, start }: Word, from: number, to = value.length): Word => ({
    text: value.slice(from, to),
    start: start + from,
  });
  const headerEnd = text.indexOf('\n') < 0 ? text.length : text.indexOf('\n');
  const keys = descriptorsIn(text.slice(0, headerEnd));
  const [first = { text: '', start: 0 }] = keys;
  const { fields, asks } = linesIn(text, headerEnd + 1);
  const { version, resolved, resolution, integrity, checksum } = fields;
  const name = textAt(nameIn(first, part));
  const reference = resolution && part(resolution, nameEnd(resolution.text) + 1);
  const found = sourceOf(first, reference, resolved);
  const url = resolved ?? (reference && !/^(?:npm|workspace|patch):/.test(reference.text) ? reference : undefined);
  return [
    {
      package: {
        name: name.value,
        nameAt: name.place,
        version: found === 'workspace' ? '' : (version?.text ?? ''),
        versionAt: version ? textAt(version).place : name.place,
        source: found,
        url: url && textAt(url),
        integrity: (integrity ?? checksum) && textAt((integrity ?? checksum) as Word),
      },
      keys: [...keys.map((key) => key.text), ...(found === 'workspace' && resolution ? [resolution.text] : [])],
      asks,
    },
  ];
}

/** The folder of the project that the block is about, below that of the lock. */
export function projectIn({ package: { source }, keys }: Draft): string | undefined {
  if (source !== 'workspace') return undefined;
  const folder = keys.at(-1)?.split('@workspace:')[1];
  return folder === '.' ? '' : folder;
}

/** Where the name ends in `a@^1.0.0` or `@s/a@^1.0.0`. */
export function nameEnd(descriptor: string): number {
  const at = descriptor.indexOf('@', 1);
  return at < 0 ? descriptor.length : at;
}

/** `"a@^1.0.0", a@^1.2.0:`; later versions put all of them into one pair of quotes. */
function descriptorsIn(header: string): readonly Word[] {
  return [...header.replace(/:\s*$/, '').matchAll(/[^\s,"](?:[^,"]*[^\s,"])?/g)].map((found) => ({
    text: found[0],
    start: found.index,
  }));
}

/** The package's own: `bar` of `foo@npm:bar@^1.0.0`. */
function nameIn(descriptor: Word, part: (word: Word, from: number, to?: number) => Word): Word {
  const end = nameEnd(descriptor.text);
  const alias = /^npm:(?=@?[a-z_~-])/i.exec(descriptor.text.slice(end + 1));
  if (!alias) return part(descriptor, 0, end);
  const inner = part(descriptor, end + 1 + alias[0].length);
  const innerEnd = nameEnd(inner.text);
  // `a@npm:latest` renames nothing.
  return innerEnd === inner.text.length ? part(descriptor, 0, end) : part(inner, 0, innerEnd);
}

type Field = 'version' | 'resolved' | 'resolution' | 'integrity' | 'checksum';

/** The fields of the package, and what it asks for: lines below `dependencies` and `optionalDependencies`. */
function linesIn(text: string, start: number) {
  const fields: Partial<Record<Field, Word>> = {};
  const asks: string[] = [];
  let group = '';
  const line = /^(?: {2}|\t)( {2,}|\t+)?("[^"\n]*"|[^\s":]+):?(?:[ \t]+("[^"\n]*"|[^"\s][^"\n]*?))?[ \t]*\r?$/gm;
  line.lastIndex = start;
  for (let found = line.exec(text); found; found = line.exec(text)) {
    const [whole, deeper, key = '', value = ''] = found;
    const name = unquoted(key);
    const bare = unquoted(value);
    if (deeper === undefined) {
      group = name;
      const at = found.index + whole.lastIndexOf(value) + (bare === value ? 0 : 1);
      if (bare !== '' && isField(name)) fields[name] ??= { text: bare, start: at };
    } else if (group === 'dependencies' || group === 'optionalDependencies') asks.push(`${name}@${bare}`);
  }
  return { fields, asks };
}

const isField = (name: string): name is Field =>
  ['version', 'resolved', 'resolution', 'integrity', 'checksum'].includes(name);

const unquoted = (text: string): string => (text.startsWith('"') ? text.slice(1, -1) : text);

function sourceOf(descriptor: Word, reference: Word | undefined, resolved: Word | undefined): DependencySource {
  if (reference) {
    if (/^(?:npm|patch):/.test(reference.text)) return 'registry';
    if (/#commit=|^git[@:+]/.test(reference.text)) return 'git';
    const { source } = npmSpecifier(reference.text);
    return source === 'registry' ? 'url' : source;
  }
  if (!resolved) return /@(?:file|link|portal):/.test(descriptor.text) ? 'file' : 'registry';
  // Yarn 1 takes repositories of these hosts as archives of one commit.
  if (/^https:\/\/(?:codeload\.github\.com|gitlab\.com\/.*\/archive|bitbucket\.org)\//.test(resolved.text))
    return 'git';
  if (/^https?:/i.test(resolved.text) && !/\.git(?:#|$)/.test(resolved.text)) {
    return /\/-\/|\/npm\/download\//.test(resolved.text) ? 'registry' : 'url';
  }
  return npmSpecifier(resolved.text).source;
}
