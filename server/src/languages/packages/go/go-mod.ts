// Reads go.mod. `require` gives the dependencies; a `replace` changes what one of them stands for, so that its name and version are those
// of the module that is built, placed where that is written.

import type { Problem } from '../../../model/file.ts';
import { type Place, placeOf, type Source } from '../../../model/place.ts';
import type { Entry, Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import { type Span, spanOf } from '../../../text/span.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import { entryOf, lineMap } from '../line-map.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { goModStatements, type Statement, type Word } from './go-mod-statements.ts';

export const goMod: ManifestFormat = {
  kind: 'manifest',
  name: 'go.mod',
  ecosystem: 'Go',
  isNamed: (file) => fileNameOf(file) === 'go.mod',
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { statements, problems: broken, comments } = goModStatements(snapshot);
  const problems = [...broken];
  const module = moduleOf(statements, problems);
  const at = (span: Span): Place => placeOf(source, span.start, span.end);
  const first = statements[0];
  const header = at(module.name?.span ?? first?.span ?? spanOf(0, 0));
  const entries = new Map<string, Entry>();
  for (const { key, word, span } of module.settings) {
    const value = stringAt(word.text, at(word.span));
    entries.set(key.text, { key: at(key.span), value, place: at(span) });
  }
  for (const [key, items] of Object.entries(listsOf(module, at))) {
    if (items.length > 0) entries.set(key, entryOf({ kind: 'list', items, place: items[0]?.place ?? header }, header));
  }
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    ...(module.name && { projectName: module.name.text }),
    place: placeOf(source, 0, snapshot.text.length),
    header,
    inner: placeOf(source, 0, snapshot.text.length),
    entries,
    dependencies: module.required.map((required) => dependencyOf(required, module.replaced, at)),
  };
  return { content: manifest, problems, comments };
}

interface Module {
  readonly name?: Word | undefined;
  /** `module`, `go` and `toolchain`, each at most once. */
  readonly settings: readonly { readonly key: Word; readonly word: Word; readonly span: Span }[];
  readonly required: readonly Required[];
  readonly replaced: readonly Replaced[];
  readonly excluded: readonly Required[];
  readonly retracted: readonly { readonly low: Word; readonly high: Word; readonly span: Span }[];
}

interface Required {
  readonly path: Word;
  readonly version: Word;
  readonly span: Span;
  readonly indirect: boolean;
}

/** In Go's own words; versions may be left out. */
interface Replaced {
  readonly old: Word;
  readonly oldVersion?: Word | undefined;
  readonly new: Word;
  readonly newVersion?: Word | undefined;
  readonly span: Span;
}

function moduleOf(statements: readonly Statement[], problems: Problem[]): Module {
  const settings: { key: Word; word: Word; span: Span }[] = [];
  const required: Required[] = [];
  const replaced: Replaced[] = [];
  const excluded: Required[] = [];
  const retracted: { low: Word; high: Word; span: Span }[] = [];
  for (const statement of statements) {
    const { verb, span } = statement;
    const report = (message: string): unknown => problems.push({ span, message });
    switch (verb.text) {
      case 'module':
      case 'go':
      case 'toolchain': {
        const [word, more] = statement.arguments;
        if (!word || more) report(`\`${verb.text}\` takes one word`);
        else if (settings.some(({ key }) => key.text === verb.text))
          report(`\`${verb.text}\` stands here a second time`);
        else settings.push({ key: verb, word, span });
        break;
      }
      case 'require':
      case 'exclude': {
        const [path, version, more] = statement.arguments;
        if (!path || !version || more)
          report(`\`${verb.text}\` takes a module path and a version, such as \`example.com/a v1.2.3\``);
        else
          (verb.text === 'require' ? required : excluded).push({
            path,
            version,
            span,
            indirect: isIndirect(statement),
          });
        break;
      }
      case 'replace': {
        const replacement = replacedIn(statement);
        if (replacement) replaced.push(replacement);
        else report('`replace` takes `old [version] => new version` or `old [version] => ./folder`');
        break;
      }
      case 'retract': {
        const interval = retractedIn(statement);
        if (interval) retracted.push(interval);
        else report('`retract` takes a version or `[low, high]`');
        break;
      }
      case 'godebug':
      case 'ignore':
      case 'tool':
        break;
      default:
        report(`go.mod knows no \`${verb.text}\``);
    }
  }
  const name = settings.find(({ key }) => key.text === 'module')?.word;
  return { name, settings, required, replaced, excluded, retracted };
}

// `// indirect` alone or before a `;`, as Go reads it.
const isIndirect = ({ comment }: Statement): boolean => /^indirect(?:;\s|$)/.test(comment?.text ?? '');

function replacedIn({ arguments: words, span }: Statement): Replaced | undefined {
  const arrow = words.findIndex((word) => word.text === '=>');
  const [old, oldVersion] = words.slice(0, Math.max(arrow, 0));
  const [by, newVersion, more] = words.slice(arrow + 1);
  if (!old || !by || arrow > 2 || more) return undefined;
  if (isFolder(by.text) === (newVersion !== undefined)) return undefined;
  return { old, oldVersion, new: by, newVersion, span };
}

/** Paths of Unix and of Windows alike, as Go tells them from module paths. */
const isFolder = (path: string): boolean => /^(?:\.{1,2}[/\\]|[/\\]|[a-z]:)|^\.{1,2}$/i.test(path);

function retractedIn({ arguments: words, span }: Statement): { low: Word; high: Word; span: Span } | undefined {
  const [first, second, third, fourth, fifth] = words;
  if (first && !second && first.text !== '[') return { low: first, high: first, span };
  if (first?.text !== '[' || third?.text !== ',' || fifth?.text !== ']' || !second || !fourth) return undefined;
  return { low: second, high: fourth, span };
}

function listsOf(module: Module, at: (span: Span) => Place): Record<string, Value[]> {
  const word = (written: Word | undefined): Value | undefined => written && stringAt(written.text, at(written.span));
  const map = (words: Record<string, Word | undefined>, span: Span, header: Word): Value =>
    lineMap(
      Object.fromEntries(Object.entries(words).map(([key, value]) => [key, word(value)])),
      at(span),
      at(header.span),
    );
  return {
    replace: module.replaced.map(({ span, ...words }) => map(words, span, words.old)),
    exclude: module.excluded.map(({ path, version, span }) => map({ path, version }, span, path)),
    retract: module.retracted.map(({ low, high, span }) => map({ low, high }, span, low)),
  };
}

function dependencyOf(
  { path, version, span, indirect }: Required,
  replaced: readonly Replaced[],
  at: (span: Span) => Place,
): Dependency {
  const own = stringAt(path.text, at(path.span));
  const line = { place: at(span), header: own.place, group: indirect ? 'indirect' : 'require' };
  const matching = replaced.filter((replacement) => replacement.old.text === path.text);
  const replacement =
    matching.find(({ oldVersion }) => oldVersion?.text === version.text) ??
    matching.find(({ oldVersion }) => !oldVersion);
  if (!replacement) {
    const required = stringAt(version.text, at(version.span));
    return {
      ...line,
      title: own.value,
      name: own,
      source: 'registry',
      version: required,
      pinned: isVersion(version.text),
    };
  }
  const trail = [{ place: own.place, message: `\`${own.value}\` is required here` }];
  const by = { ...stringAt(replacement.new.text, at(replacement.new.span)), trail };
  if (!replacement.newVersion) return { ...line, title: own.value, name: own, source: 'file', url: by, pinned: true };
  const renamed = by.value !== own.value;
  return {
    ...line,
    title: by.value,
    name: by,
    alias: renamed ? own : undefined,
    source: renamed ? 'alias' : 'registry',
    version: { ...stringAt(replacement.newVersion.text, at(replacement.newVersion.span)), trail },
    pinned: isVersion(replacement.newVersion.text),
  };
}

// A branch may stand here until the go command has written the version it means.
const isVersion = (text: string): boolean => /^v\d+\.\d+\.\d+/.test(text);
