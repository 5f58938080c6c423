// Reads rule files. What a file says is checked for its shape here and for its logic by the compiler; every mistake is told with its line
// and column, and a file with mistakes gives no rule.

import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { type Compliance, type Controls, controlsOf, unknownControls } from '../compliance/frameworks.ts';
import { severities } from '../model/finding.ts';
import { languageIds } from '../model/resource.ts';
import { compileRule, logicKeys, type RuleTools } from './compile.ts';
import { RuleError, type RuleProblem, unknownWord } from './errors.ts';
import {
  type Aliases,
  aliasTools,
  type Category,
  categories,
  type Example,
  type FixSource,
  type RuleSource,
  type RuleTexts,
  type Subject,
} from './rule.ts';

export interface ReadRule {
  readonly source: RuleSource;
  readonly texts: RuleTexts;
}

export type ReadResult =
  | { readonly rule: ReadRule; readonly problems: readonly [] }
  | { readonly problems: readonly RuleProblem[] };

export interface ReadContext extends RuleTools {
  readonly compliance: Compliance;
}

/** `id` is the file's path below its rules folder without the ending. */
export function readRule(file: string, id: string, text: string, context: ReadContext): ReadResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: RuleProblem[] = document.errors.map((error) =>
    problemAt(file, lines, error.pos, error.message.split('\n')[0] ?? ''),
  );
  if (problems.length > 0) return { problems };
  const say = (error: RuleError): void => {
    problems.push(problemAt(file, lines, rangeOf(document, error.path), error.message));
  };
  const raw: unknown = document.toJS();
  if (!isMap(document.contents) || raw === null || typeof raw !== 'object') {
    say(new RuleError([], 'a rule is a mapping: title, severity, what it is asked of, message'));
    return { problems: [problems[0] as RuleProblem] };
  }
  const fields = raw as Readonly<Record<string, unknown>>;
  const rule = collect(say, () => shapeOf(id, fields, context, say));
  if (rule && problems.length === 0) collect(say, () => compileRule(rule.source, context));
  return rule && problems.length === 0 ? { rule, problems: [] } : { problems };
}

function collect<T>(say: (error: RuleError) => void, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    say(error);
    return undefined;
  }
}

function problemAt(
  file: string,
  lines: LineCounter,
  [start, end]: readonly [number, number],
  message: string,
): RuleProblem {
  const { line, col } = lines.linePos(start);
  return { file, line, column: col, start, end, message };
}

/** The range of the node that the path leads to, or of the nearest one around it. */
function rangeOf(document: Document, path: readonly (string | number)[]): readonly [number, number] {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range)
      return length === 0 ? [node.range[0], node.range[0]] : [node.range[0], node.range[1]];
  }
  return [0, 0];
}

type Fields = Readonly<Record<string, unknown>>;
type Say = (error: RuleError) => void;

const factKeys = [
  ...[
    'title',
    'severity',
    'names',
    'category',
    'default',
    'message',
    'why',
    'help',
    'fix',
    'objectives',
    'controls',
    'cwe',
    'aliases',
  ],
  ...['references', 'examples', 'about', 'command', ...languageIds],
];

function shapeOf(id: string, fields: Fields, context: ReadContext, say: Say): ReadRule {
  const known = new Set([...factKeys, ...logicKeys]);
  for (const key of Object.keys(fields)) {
    if (!known.has(key)) say(new RuleError([key], unknownWord(key, 'key of a rule', [...known])));
  }
  const logic = Object.fromEntries(Object.entries(fields).filter(([key]) => logicKeys.includes(key)));
  if (Object.keys(logic).length === 0)
    say(new RuleError([], 'the rule asks nothing: give `require`, `forbid` or `each`'));
  const subjects = subjectsOf(fields, say);
  const fix = fixOf(fields, say);
  const objectives = texts(fields, 'objectives', say);
  for (const objective of objectives) {
    if (!context.compliance.objectives.some((one) => one.id === objective)) {
      say(
        new RuleError(
          ['objectives', objectives.indexOf(objective)],
          `there is no objective "${objective}" in rules/compliance/objectives.yaml`,
        ),
      );
    }
  }
  const controls = controlsIn(fields, context, say);
  const references = texts(fields, 'references', say);
  const source: RuleSource = {
    id,
    title: required(fields, 'title', say),
    ...severityIn(fields, say),
    category: categoryIn(fields, say),
    language: subjects[0]?.language ?? 'terraform',
    default: fields['default'] !== false,
    aliases: aliasesOf(fields, say),
    objectives,
    frameworks: controlsOf(objectives, controls, context.compliance),
    cwe: numbers(fields, 'cwe', say),
    fixable: fix !== undefined,
    ...(mentions(logic, 'isSecret') && { findsSecrets: true }),
    ...(references[0] && { documentation: references[0] }),
    subjects,
    ...(fields['about'] !== undefined && { about: fields['about'] }),
    logic,
    message: required(fields, 'message', say),
    ...(typeof fields['names'] === 'string' && { names: fields['names'] }),
    ...(fix && { fix }),
  };
  return {
    source,
    texts: {
      why: required(fields, 'why', say),
      help: required(fields, 'help', say),
      references,
      examples: examplesOf(fields, source, say),
    },
  };
}

function required(fields: Fields, key: string, say: Say): string {
  const value = fields[key];
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  say(new RuleError([key], `\`${key}\` is missing: give a text`));
  return '';
}

/** One of ours, or `{ from: path, otherwise: medium }` where the data say it. */
function severityIn(fields: Fields, say: Say): Pick<RuleSource, 'severity' | 'severityFrom'> {
  const given = fields['severity'];
  const { from, otherwise } = (typeof given === 'object' && given !== null ? given : { otherwise: given }) as Fields;
  const found = severities.find((severity) => severity === otherwise);
  const words = `one of ${severities.join(', ')}`;
  if (!found) say(new RuleError(['severity'], `\`${from === undefined ? 'severity' : 'otherwise'}\` is ${words}`));
  if (from !== undefined && typeof from !== 'string')
    say(new RuleError(['severity', 'from'], '`from` is the path of a severity'));
  return { severity: found ?? 'info', ...(typeof from === 'string' && { severityFrom: from }) };
}

function categoryIn(fields: Fields, say: Say): Category {
  const found = categories.find((category) => category === fields['category']);
  if (!found) say(new RuleError(['category'], `\`category\` is one of ${categories.join(', ')}`));
  return found ?? 'configuration';
}

function texts(fields: Fields, key: string, say: Say): readonly string[] {
  const value = fields[key] ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  say(new RuleError([key], `\`${key}\` is a list of texts`));
  return [];
}

function numbers(fields: Fields, key: string, say: Say): readonly number[] {
  const value = fields[key] ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) return value;
  say(new RuleError([key], `\`${key}\` is a list of numbers`));
  return [];
}

function subjectsOf(fields: Fields, say: Say): readonly Subject[] {
  const subjects: Subject[] = [];
  for (const language of languageIds) {
    if (fields[language] === undefined) continue;
    const types = [fields[language]].flat();
    if (types.length === 0 || !types.every((type) => typeof type === 'string')) {
      say(new RuleError([language], `\`${language}\` names a resource type or a list of them`));
    }
    subjects.push({ language, types: types.map(String) });
  }
  if (fields['command'] !== undefined) subjects.push(commandOf(fields['command'], say));
  if (subjects.length === 0)
    say(new RuleError([], `say what the rule is asked of: ${[...languageIds, 'command'].join(', ')}`));
  return subjects;
}

function commandOf(value: unknown, say: Say): Subject {
  const { name, sub, valued, ...others } = (
    typeof value === 'object' && value !== null ? value : { name: value }
  ) as Record<string, unknown>;
  const list = (one: unknown): readonly string[] => (one === undefined ? [] : [one].flat().map(String));
  if (name === undefined) say(new RuleError(['command'], '`command` needs the `name` of a shell command'));
  for (const other of Object.keys(others))
    say(new RuleError(['command', other], unknownWord(other, 'key of `command`', ['name', 'sub', 'valued'])));
  return {
    language: 'dockerfile',
    types: ['command'],
    command: { names: list(name), subs: list(sub), valued: list(valued) },
  };
}

function fixOf({ fix }: Fields, say: Say): RuleSource['fix'] {
  if (fix === undefined) return undefined;
  return Array.isArray(fix) ? fix.map((one, index) => oneFixOf(one, ['fix', index], say)) : oneFixOf(fix, ['fix'], say);
}

function oneFixOf(source: unknown, where: readonly (string | number)[], say: Say): FixSource {
  const { title, safe, ...recipe } = (source ?? {}) as Record<string, unknown>;
  if (typeof title !== 'string')
    say(new RuleError([...where, 'title'], 'a fix has a `title`, such as "Make it private"'));
  return { title: String(title), safe: safe === true, recipe };
}

function controlsIn(fields: Fields, context: ReadContext, say: Say): Controls {
  const value = (fields['controls'] ?? {}) as Readonly<Record<string, unknown>>;
  const controls = Object.fromEntries(
    Object.entries(value).map(([framework, ids]) => [framework, [ids].flat().map(String)]),
  );
  for (const message of unknownControls(controls, context.compliance)) say(new RuleError(['controls'], message));
  return controls;
}

function aliasesOf(fields: Fields, say: Say): Aliases {
  const value = (fields['aliases'] ?? {}) as Readonly<Record<string, unknown>>;
  const aliases: Partial<Record<(typeof aliasTools)[number], readonly string[]>> = {};
  for (const [tool, ids] of Object.entries(value)) {
    const known = aliasTools.find((one) => one === tool);
    if (!known) say(new RuleError(['aliases', tool], unknownWord(tool, 'tool with aliases', aliasTools)));
    else if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string'))
      say(new RuleError(['aliases', tool], 'give a list of ids'));
    else aliases[known] = ids;
  }
  return aliases;
}

const exampleFiles = {
  terraform: 'main.tf',
  dockerfile: 'Dockerfile',
  kubernetes: 'manifest.yaml',
  compose: 'compose.yaml',
  packages: 'package.json',
} as const;

const exampleKeys: readonly string[] = ['file', 'beside', 'bad', 'fixed', 'good'];

function examplesOf(fields: Fields, source: RuleSource, say: Say): readonly Example[] {
  const value = fields['examples'];
  if (!Array.isArray(value)) {
    say(
      new RuleError(
        ['examples'],
        'a rule without a failing and a passing example does not compile: give `examples` with `bad` and `good`',
      ),
    );
    return [];
  }
  const examples = value.map((one: unknown, index): Example => {
    const example = (one ?? {}) as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(example)) {
      if (!exampleKeys.includes(key))
        say(new RuleError(['examples', index, key], unknownWord(key, 'key of an example', exampleKeys)));
    }
    if (example['bad'] !== undefined && !String(example['bad']).includes('«')) {
      say(new RuleError(['examples', index, 'bad'], 'mark what is underlined with «…»'));
    }
    const file = String(example['file'] ?? exampleFiles[source.language]);
    const part = (key: 'bad' | 'fixed' | 'good') => (example[key] === undefined ? {} : { [key]: String(example[key]) });
    const beside = example['beside'] as Example['beside'];
    return { file, ...(beside && { beside }), ...part('bad'), ...part('fixed'), ...part('good') };
  });
  if (!examples.some(({ bad }) => bad !== undefined)) say(new RuleError(['examples'], 'one example must be `bad`'));
  if (!examples.some(({ good }) => good !== undefined)) say(new RuleError(['examples'], 'one example must be `good`'));
  if (source.fix && !examples.some(({ fixed }) => fixed !== undefined))
    say(new RuleError(['examples'], 'show what the fix gives: `fixed` beside `bad`'));
  return examples;
}

function mentions(logic: unknown, word: string): boolean {
  if (Array.isArray(logic)) return logic.some((part) => mentions(part, word));
  if (logic === null || typeof logic !== 'object') return false;
  return Object.entries(logic).some(([key, value]) => key === word || mentions(value, word));
}
