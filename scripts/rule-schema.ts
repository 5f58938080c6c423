// rules/schema.json, which completes and checks rule files in the editor. `npm run reference` writes it; a test holds it to what this
// file says, and this file to the words of the compiler.

import { join } from 'node:path';
import { accessLevels, actionRisks } from '../server/src/checks/iam-actions.ts';
import { severities } from '../server/src/model/finding.ts';
import { type LanguageId, languageIds } from '../server/src/model/resource.ts';
import { logicKeys } from '../server/src/rules/compile.ts';
import { aliasTools, categories } from '../server/src/rules/rule.ts';

export const schemaFile = join(__dirname, '..', 'rules', 'schema.json');

export const ruleSchema = (): string => `${JSON.stringify(schema, null, 2)}\n`;

type Schema = Readonly<Record<string, unknown>>;
type Properties = Readonly<Record<string, Schema>>;

const text: Schema = { type: 'string' };
const flag: Schema = { type: 'boolean' };
const scalar: Schema = { type: ['string', 'number', 'boolean'] };
const listOf = (items: Schema): Schema => ({ type: 'array', items, minItems: 1 });
const oneOrMore = (items: Schema): Schema => ({ anyOf: [items, listOf(items)] });
const texts = oneOrMore(text);
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const told = (description: string, schema: Schema): Schema => ({ description, ...schema });
const closed = (properties: Properties, required: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
  additionalProperties: false,
});

/** What may stand beside the words of the language is a path with its test. */
const asking = (properties: Properties, required: readonly string[] = []): Schema => ({
  type: 'object',
  minProperties: 1,
  properties,
  ...(required.length > 0 && { required }),
  additionalProperties: ref('test'),
});

const someOf = (names: readonly string[]): Schema => oneOrMore({ enum: names });

const actionKind: Schema = {
  anyOf: [
    texts,
    { ...closed({ level: someOf(accessLevels), risk: someOf(actionRisks), limitable: flag }), minProperties: 1 },
  ],
};

const comparisons = (limit: Schema): Properties => ({ lt: limit, lte: limit, gt: limit, gte: limit });

const tests: Properties = {
  equals: told('The value is this.', scalar),
  in: told('The value is one of these.', { type: 'array' }),
  inTable: told('The value stands in rules/tables/NAME.yaml.', text),
  among: told('The value is one of those that this path leads to; `*` in them stands for any characters.', text),
  folderOf: told('The value is a folder around the path that this path leads to; both count from the root.', text),
  not: told('The test does not hold.', ref('test')),
  exists: told('The attribute is set, also to something that is not known.', flag),
  empty: told('A text, list or map with nothing in it, or nothing at all.', flag),
  contains: told('An item of a list, a key of a map, a part of a text.', scalar),
  containsAll: told('Contains all of these.', { type: 'array' }),
  containsAny: told('Contains one of these.', { type: 'array' }),
  matches: told('A regular expression of JavaScript.', { type: 'string', format: 'regex' }),
  matchesBeginning: told(
    'As `matches`, and of a text with unknown parts where the match ends before the first of them.',
    { type: 'string', format: 'regex' },
  ),
  startsWith: text,
  endsWith: text,
  ...comparisons(told('A number, or the path that leads to one.', { type: ['number', 'string'] })),
  length: told('Of a text, list or map.', ref('test')),
  duration: told('A length of time: { lte: 90d }; reads 7776000s, 1h30m, P90D.', {
    ...closed(comparisons(text)),
    minProperties: 1,
  }),
  before: told('A date before this one.', text),
  versionLt: told('A version below this one.', { type: ['string', 'number'] }),
  versionGte: told('A version from this one on.', { type: ['string', 'number'] }),
  cidrPublic: told('A range that is open to the internet.', flag),
  cidrWithin: told('A range inside this one.', text),
  includesPort: told(
    'A port or range such as 22, "20-30", "*" that holds one of these.',
    oneOrMore({ type: 'number' }),
  ),
  leavesOut: told('The patterns of a .dockerignore that leave all of these paths out of the build.', oneOrMore(text)),
  grants: told('A pattern of a policy that grants an action of this kind.', actionKind),
  leaves: told('The patterns of a NotAction leave an action of this kind granted.', actionKind),
  isSecret: told('A credential of a known format; `literal`: any literal that is no stand-in.', {
    enum: [true, false, 'literal'],
  }),
  orAbsent: told('The test also holds of something absent.', flag),
  ignoreCase: told('Compare texts in any case.', flag),
  base64: told('Ask what a text in Base64 says.', flag),
};

/** The words of the language, wherever a condition may stand. */
const words: Properties = Object.fromEntries(logicKeys.map((word) => [word, ref(`words/properties/${word}`)]));
const condition = ref('condition');
const where = told('Only these elements.', condition);

const elements = (description: string, required: readonly string[] = ['in']): Schema =>
  told(
    description,
    asking({ ...words, in: told('Where the elements are; `@parts.container` for views.', texts), where }, required),
  );

const link: Properties = {
  type: told('Of which types.', texts),
  by: told('The path of the value that points.', texts),
  to: told('The path of the name that the value may equal.', text),
};

const wordSchemas: Properties = {
  all: told('All of these hold.', listOf(condition)),
  any: told('One of these holds.', listOf(condition)),
  not: told('This does not hold.', condition),
  when: told('Where the rule applies at all.', condition),
  require: told('This must hold; what is absent does not.', condition),
  forbid: told('This must not hold.', condition),
  at: told('The finding lies on this value and not on the deciding one.', text),
  check: told('A predicate in server/src/checks.', text),
  each: elements('Every element is asked.'),
  first: elements('The first element is asked.'),
  last: elements('The last element is asked.'),
  some: told('There is such an element.', closed({ in: texts, where }, ['in'])),
  none: told('There is no such element.', closed({ in: texts, where }, ['in'])),
  count: told('How many elements there are.', {
    ...closed({ in: texts, where, equals: { type: 'number' }, ...comparisons({ type: 'number' }) }, ['in']),
    minProperties: 2,
  }),
  lookup: elements('Like each, and a finding where there is no such element.', ['in', 'where']),
  json: elements('Looks inside a JSON text.'),
  endOfLife: told(
    'What is known of an image: its releases, when they end, and the tags that are supported.',
    asking(
      { ...words, in: texts, where, product: told('Of a version of this one, as endoflife.date names it.', text) },
      ['in'],
    ),
  ),
  nameSlip: told(
    'The name of a dependency is one slip away from a very popular one.',
    asking({ ...words, in: texts, where }, ['in']),
  ),
  sequence: told(
    'Elements in this order.',
    closed({ in: texts, of: { ...listOf(condition), minItems: 2 } }, ['in', 'of']),
  ),
  related: told(
    'Other resources: those that point here, those that this one points at, or all of a type.',
    closed(
      {
        ...link,
        direction: told('in: they point here; out: this one points at them.', { enum: ['in', 'out'] }),
        where,
        require: told('One that fulfils this is enough.', condition),
        exists: told('false: there is none.', flag),
      },
      ['type'],
    ),
  ),
};

const steps: Properties = {
  set: told('Path to value; what is missing is added.', { type: 'object' }),
  append: told('Path to a new item of the list.', { type: 'object' }),
  remove: told('A path, `here`, or `.` for the whole subject.', text),
  replace: told('Other text in the place of the value, or of what `part` matches in it.', {
    anyOf: [text, closed({ at: text, by: text, part: { type: 'string', format: 'regex' } }, ['by'])],
  }),
  insert: told('Text beside a value, on lines of its own, or as a word of the shell.', {
    minProperties: 2,
    ...closed({ before: text, after: text, linesBefore: text, linesAfter: text, text, word: text }),
    oneOf: [{ required: ['text'] }, { required: ['word', 'after'] }],
  }),
  array: told('The shell command at this path as the array of an exec form.', text),
  companion: told('A block or document after the resource.', text),
};

const subjects: Readonly<Record<LanguageId, string>> = {
  terraform: 'Resource types, such as aws_s3_bucket, or the views iam-statement, ingress-rule and egress-rule.',
  kubernetes: 'Kinds, or the views pod, container, rbac-rule and rbac-subject.',
  dockerfile: 'Instructions, or the views stage, command and pipeline.',
  compose: 'service, network, volume, secret or config.',
  packages: 'manifest, dependency, locked or runtime, or the view advisory.',
};

const schema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Lintel rule',
  description: 'See rules/README.md.',
  ...closed(
    {
      title: told('What is wrong, in a few words.', text),
      severity: told('How bad it is; `from` is the path of what the data say themselves.', {
        anyOf: [{ enum: severities }, closed({ from: text, otherwise: { enum: severities } }, ['from', 'otherwise'])],
      }),
      names: told('The path of further names that a finding goes by in ignores and settings.', text),
      category: told('The field that the rule belongs to.', { enum: categories }),
      default: told('false: only when a user asks for it.', flag),
      ...Object.fromEntries(languageIds.map((language) => [language, told(subjects[language], texts)])),
      command: told('Shell commands of Dockerfiles.', {
        anyOf: [
          text,
          closed(
            { name: texts, sub: texts, valued: told('Flags that take the next word as their value.', listOf(text)) },
            ['name'],
          ),
        ],
      }),
      about: told('What findings are about, where it is in the module.', closed(link, ['type', 'by'])),
      ...words,
      message: told('What is so and what follows from it, with {placeholders}.', text),
      why: told('Why it matters.', text),
      help: told('What to do.', text),
      fix: told('What repairs a finding; of several the first that fits.', { anyOf: [ref('fix'), listOf(ref('fix'))] }),
      objectives: told('rules/compliance/objectives.yaml', { type: 'array', items: text }),
      controls: told('Framework to control ids that belong to this rule alone.', {
        type: 'object',
        additionalProperties: listOf(text),
      }),
      cwe: { type: 'array', items: { type: 'integer' } },
      aliases: told(
        'Ids of the same check in other tools.',
        closed(Object.fromEntries(aliasTools.map((tool) => [tool, listOf(text)]))),
      ),
      references: { type: 'array', items: { type: 'string', format: 'uri' } },
      examples: told(
        'At least one bad and one good; «…» marks what is underlined.',
        listOf(
          closed({
            file: text,
            beside: { type: 'object', additionalProperties: text },
            bad: text,
            fixed: text,
            good: text,
          }),
        ),
      ),
    },
    ['title', 'severity', 'category', 'message', 'why', 'help', 'examples'],
  ),
  $defs: {
    fix: closed(
      {
        title: text,
        safe: told('Nothing that works today can break by it.', flag),
        ...steps,
        missing: told(
          'Done instead where the rule looks for an element or a resource and there is none.',
          closed(steps),
        ),
        when: told('To which findings the fix fits, asked where the finding was made.', condition),
      },
      ['title'],
    ),
    condition: told('All entries must hold: a path with a test, or a word.', asking(words)),
    test: {
      anyOf: [{ type: ['string', 'number', 'boolean', 'null'] }, { ...closed(tests), minProperties: 1 }],
    },
    words: { type: 'object', properties: wordSchemas },
  },
};
