// Reads setup.cfg as setuptools does (https://setuptools.pypa.io/en/latest/userguide/declarative_config.html): sections of keys whose values go
// on in lines that are indented. Lists of requirements have one on a line.

import type { Comment, Problem } from '../../../model/file.ts';
import { type Place, placeOf, type Source } from '../../../model/place.ts';
import type { Entry, StringValue } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { fileNameOf } from '../../../text/path.ts';
import { lineSpan, type Snapshot } from '../../../text/snapshot.ts';
import { spanOf } from '../../../text/span.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import { entryOf, lineMap } from '../line-map.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { requirementIn } from './requirement-text.ts';

export const setupCfg: ManifestFormat = {
  kind: 'manifest',
  name: 'setup.cfg',
  ecosystem: 'PyPI',
  isNamed: (file) => fileNameOf(file) === 'setup.cfg',
  read,
};

interface Setting {
  readonly section: string;
  readonly key: string;
  readonly header: Place;
  /** The first may stand behind the `=`. */
  readonly lines: readonly StringValue[];
}

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { settings, comments } = settingsOf(snapshot, source);
  const problems: Problem[] = [];
  const dependencies = settings.flatMap(({ section, key, lines }): Dependency[] => {
    const group = groupOf(section, key);
    const requirements = group ? lines : [];
    return requirements.flatMap((line) => requirementIn({ text: snapshot.text, problems }, line, group ?? key) ?? []);
  });
  const place = placeOf(source, 0, snapshot.text.length);
  const name = settings.find(({ section, key }) => section === 'metadata' && key === 'name')?.lines[0];
  const header = name?.place ?? settings[0]?.header ?? placeOf(source, 0, 0);
  const content: Manifest = {
    fileName: fileNameOf(snapshot.file),
    ...(name && { projectName: name.value }),
    place,
    header,
    entries: entriesOf(settings),
    dependencies,
  };
  return { content, problems, comments };
}

/** Undefined where the values are no requirements. */
function groupOf(section: string, key: string): string | undefined {
  if (section === 'options.extras_require') return `extras_require.${key}`;
  return section === 'options' && /^(?:install|setup|tests)_requires?$/.test(key) ? key : undefined;
}

function settingsOf(snapshot: Snapshot, source: Source): { settings: Setting[]; comments: Comment[] } {
  const settings: (Setting & { readonly lines: StringValue[] })[] = [];
  const comments: Comment[] = [];
  let section = '';
  for (let number = 0; number < snapshot.lines.length; number++) {
    const { start, end } = lineSpan(snapshot, number);
    const line = snapshot.text.slice(start, end);
    const part = (from: number, to: number): StringValue =>
      stringAt(line.slice(from, to), placeOf(source, start + from, start + to));
    const { code, hash } = withoutComment(line);
    if (hash !== undefined) comments.push({ span: spanOf(start + hash, end), text: line.slice(hash + 1).trim() });
    const [, before = '', text = ''] = /^(\s*)(.*)$/.exec(code) ?? [];
    if (text === '') continue;
    if (before !== '') settings.at(-1)?.lines.push(part(before.length, code.length));
    else if (text.startsWith('[')) section = text.replace(/^\[\s*|\s*\]?\s*$/g, '');
    else {
      const [, key = '', sign = ''] = /^([^=:]*?)(\s*[=:]\s*|$)/.exec(text) ?? [];
      const value = key.length + sign.length;
      const lines = value < code.length ? [part(value, code.length)] : [];
      settings.push({ section, key, header: part(0, key.length).place, lines });
    }
  }
  return { settings, comments };
}

/** A `#` or `;` begins a comment at the start of a line, and a `#` after white space. */
function withoutComment(line: string): { readonly code: string; readonly hash?: number } {
  const at = /^\s*[#;]/.test(line) ? line.search(/[#;]/) : line.search(/\s#/);
  if (at < 0) return { code: line.trimEnd() };
  const hash = /[#;]/.test(line[at] ?? '') ? at : at + 1;
  return { code: line.slice(0, hash).trimEnd(), hash };
}

/** What stands on one line, by section and key. */
function entriesOf(settings: readonly Setting[]): ReadonlyMap<string, Entry> {
  const sections = new Map<string, Setting[]>();
  for (const setting of settings) {
    const others = sections.get(setting.section);
    if (others) others.push(setting);
    else sections.set(setting.section, [setting]);
  }
  return new Map(
    [...sections].flatMap(([section, own]) => {
      const header = own[0]?.header;
      const values = own.flatMap(({ key, lines: [only, more] }) => (only && !more ? [[key, only] as const] : []));
      return header ? [[section, entryOf(lineMap(Object.fromEntries(values), header, header), header)] as const] : [];
    }),
  );
}
