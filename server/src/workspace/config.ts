// .lintel.yaml: what a project decides about rules. Reading it is pure; what is wrong with it is told with line and column, and the
// rest of the file still holds.
//
//     severity: low                     # findings below are not reported
//     fail-on: high                     # the command line's exit code
//     all: true                         # also the rules that are off by default
//     rules: { aws/s3/logging: off, docker/*: low, CVE-2021-44228: off }
//     exclude: [examples/, "**/*.generated.tf"]
//     frameworks: [pci-dss-4.0]         # only rules that touch one of them
//     registries: [ghcr.io, "*.gcr.io"] # where images may come from
//     labels: { maintainer: email }     # the labels that an image must carry, each with its format
//     strict-labels: true               # and no others
//     custom-rules: security/rules      # a folder of rule files
//     baseline: .lintel-baseline.json   # findings accepted before
//     terraform:
//       var-files: [prod.tfvars]        # as with -var-file, for the modules in the folder and below it
//       downloaded-modules: true        # report also on what `terraform init` downloaded
//
// A file in a folder below adds to the one above: what it says counts from its folder on, what it leaves out stays as it was.
// `fail-on`, `custom-rules` and `baseline` concern the whole root and stand in its outermost file only.

import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import { isAdvisoryId } from '../advisories/advisory.ts';
import { type Level, levels } from '../engine/settings.ts';
import type { Chosen, Skip } from '../engine/skips.ts';
import { type Severity, severities } from '../model/finding.ts';
import type { Mistake } from '../model/mistake.ts';
import { suggestion } from '../text/nearest.ts';

export const configName = '.lintel.yaml';

export interface Config {
  readonly severity?: Severity;
  readonly failOn?: Severity | 'none';
  readonly all?: boolean;
  /** Rule id, or a prefix that ends in `/*`, to its level. */
  readonly rules: Readonly<Record<string, Level>>;
  /** Globs relative to the file's folder. */
  readonly exclude: readonly string[];
  readonly frameworks?: readonly string[];
  /** Hosts of registries, `*` for any characters: images may come from these. */
  readonly registries?: readonly string[];
  /** The same for base images alone. */
  readonly baseRegistries?: readonly string[];
  readonly labels?: Readonly<Record<string, LabelFormat>>;
  /** Are labels that `labels` does not name unwanted? */
  readonly strictLabels?: boolean;
  /** Regular expressions of paths that Checkov leaves out, found anywhere in the path from the file's folder on. */
  readonly excludePatterns?: readonly string[];
  /** Of other tools: what is left out, and what they are limited to. */
  readonly skips?: readonly Skip[];
  readonly chosen?: readonly Chosen[];
  /** Of Trivy: where its list of ignores is, from the file's folder on. */
  readonly ignoreFile?: string;
  /** Are hadolint's ignore comments without effect? */
  readonly withoutPragmas?: boolean;
  /** Like `failOn`, for Dockerfiles alone. */
  readonly failOnDockerfiles?: Severity | 'none';
  /** Paths relative to the file's folder. */
  readonly customRules?: string;
  readonly baseline?: string;
  readonly variableFiles?: readonly string[];
  readonly downloadedModules?: boolean;
}

/** What the value of a label may be asked to be. */
export const labelFormats = ['text', 'url', 'email', 'semver', 'rfc3339', 'spdx', 'hash'] as const;
export type LabelFormat = (typeof labelFormats)[number];

export interface ReadConfig {
  readonly config: Config;
  readonly problems: readonly Mistake[];
  /** The rules and frameworks that it names, each with the problem that it is if there is no such thing. */
  readonly names: readonly Name[];
}

export interface Name {
  readonly kind: 'rule' | 'framework';
  readonly name: string;
  readonly problem: Mistake;
}

export const emptyConfig: Config = { rules: {}, exclude: [] };

/** Never throws. */
export function readConfig(file: string, text: string): ReadConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: Mistake[] = [];
  const names: Name[] = [];
  const problemAt = (start: number, end: number, message: string): Mistake => {
    const { line, col } = lines.linePos(start);
    return { file, line, column: col, start, end, message };
  };
  const reader: Reader = {
    say: (node, message) => void problems.push(problemAt(...rangeOf(node), message)),
    name: (kind, name, node) =>
      void names.push({ kind, name, problem: problemAt(...rangeOf(node), `there is no ${kind} "${name}"`) }),
  };
  for (const error of document.errors) problems.push(problemAt(...error.pos, wordsOf(error.message)));
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null))
    return { config: emptyConfig, problems, names };
  if (!isMap(contents)) {
    if (problems.length === 0) reader.say(contents, `${configName} is a mapping of settings, such as "severity: low"`);
    return { config: emptyConfig, problems, names };
  }
  return { config: configOf(contents.items, reader), problems, names };
}

// The reader of YAML calls itself for what stands inside.
const wordsOf = (message: string): string =>
  message.startsWith('Maximum call stack') ? 'it nests too deeply' : message;

/** Names that nothing goes by, as problems. */
export function unknownNames(
  read: ReadConfig,
  rules: readonly string[],
  frameworks: readonly string[],
): readonly Mistake[] {
  return read.names.flatMap(({ kind, name, problem }) => {
    const known = kind === 'rule' ? rules : frameworks;
    if (known.includes(name) || (kind === 'rule' && (isAdvisoryId(name) || coversOne(name, rules)))) return [];
    return [{ ...problem, message: problem.message + suggestion(name, known) }];
  });
}

const coversOne = (name: string, rules: readonly string[]): boolean =>
  name === '*' || (name.endsWith('/*') && rules.some((rule) => rule.startsWith(name.slice(0, -1))));

interface Reader {
  say(node: unknown, message: string): void;
  name(kind: Name['kind'], name: string, node: unknown): void;
}

function rangeOf(node: unknown): [number, number] {
  const range = isNode(node) ? (node as Node).range : undefined;
  return range ? [range[0], range[1]] : [0, 0];
}

const keys = [
  ...['severity', 'fail-on', 'all', 'rules', 'exclude', 'frameworks'],
  ...['registries', 'labels', 'strict-labels', 'custom-rules', 'baseline', 'terraform'],
];

function configOf(pairs: readonly Pair[], reader: Reader): Config {
  let config = emptyConfig;
  for (const { key, value } of pairs) {
    const name = isScalar(key) ? String(key.value) : '';
    // An empty value of an optional setting says nothing.
    if (value === null || (isScalar(value) && value.value === null && keys.includes(name))) continue;
    config = { ...config, ...settingOf(name, key, value, reader) };
  }
  return config;
}

function settingOf(name: string, key: unknown, value: unknown, reader: Reader): Partial<Config> {
  const given = isScalar(value) ? value.value : undefined;
  switch (name) {
    case 'severity': {
      const severity = severities.find((one) => one === given);
      if (severity) return { severity };
      reader.say(value, `\`severity\` is one of ${severities.join(', ')}`);
      return {};
    }
    case 'fail-on': {
      const failOn = failLevels.find((one) => one === given);
      if (failOn) return { failOn };
      reader.say(value, `\`fail-on\` is one of ${failLevels.join(', ')}`);
      return {};
    }
    case 'all':
      if (typeof given === 'boolean') return { all: given };
      reader.say(value, '`all` is true or false');
      return {};
    case 'rules':
      return { rules: rulesIn(value, reader) };
    case 'exclude':
      return { exclude: textsIn('exclude', value, reader).map(({ text }) => text) };
    case 'frameworks': {
      const named = textsIn('frameworks', value, reader);
      for (const { text, node } of named) reader.name('framework', text, node);
      return { frameworks: named.map(({ text }) => text) };
    }
    case 'registries':
      return { registries: textsIn('registries', value, reader).map(({ text }) => text) };
    case 'labels':
      return { labels: labelsIn(value, reader) };
    case 'strict-labels':
      if (typeof given === 'boolean') return { strictLabels: given };
      reader.say(value, '`strict-labels` is true or false');
      return {};
    case 'custom-rules':
      if (typeof given === 'string') return { customRules: given };
      reader.say(value, '`custom-rules` is the path of a folder of rule files');
      return {};
    case 'baseline':
      if (typeof given === 'string') return { baseline: given };
      reader.say(value, '`baseline` is the path of a file that `lintel baseline` wrote');
      return {};
    case 'terraform':
      return terraformIn(value, reader);
    default:
      reader.say(key, `"${name}" is no setting${suggestion(name, keys) || `; there are ${keys.join(', ')}`}`);
      return {};
  }
}

export const failLevels = [...severities, 'none'] as const;

function rulesIn(value: unknown, reader: Reader): Config['rules'] {
  if (!isMap(value)) {
    reader.say(value, '`rules` maps rules to a severity, off or on, such as "aws/s3/logging: off"');
    return {};
  }
  const rules: Record<string, Level> = {};
  for (const { key, value: chosen } of value.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const given = isScalar(chosen) ? chosen.value : undefined;
    // YAML 1.2 reads `off` and `on` as texts, and people write `false` for the same.
    const choice = given === false ? 'off' : given === true ? 'on' : levels.find((one) => one === given);
    reader.name('rule', name, key);
    if (choice) rules[name] = choice;
    else reader.say(chosen ?? key, `give "${name}" one of ${levels.join(', ')}`);
  }
  return rules;
}

function labelsIn(value: unknown, reader: Reader): Readonly<Record<string, LabelFormat>> {
  if (!isMap(value)) {
    reader.say(value, '`labels` maps labels to the format of their value, such as "maintainer: email"');
    return {};
  }
  const labels: Record<string, LabelFormat> = {};
  for (const { key, value: chosen } of value.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const format = labelFormats.find((one) => isScalar(chosen) && one === chosen.value);
    if (format) labels[name] = format;
    else reader.say(chosen ?? key, `give "${name}" one of ${labelFormats.join(', ')}`);
  }
  return labels;
}

function terraformIn(value: unknown, reader: Reader): Partial<Config> {
  const known = ['var-files', 'downloaded-modules'];
  if (!isMap(value)) {
    reader.say(value, `\`terraform\` is a mapping of ${known.join(' and ')}`);
    return {};
  }
  let config: Partial<Config> = {};
  for (const { key, value: chosen } of value.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (name === 'var-files')
      config = { ...config, variableFiles: textsIn('var-files', chosen, reader).map(({ text }) => text) };
    else if (name === 'downloaded-modules' && isScalar(chosen) && typeof chosen.value === 'boolean')
      config = { ...config, downloadedModules: chosen.value };
    else if (name === 'downloaded-modules') reader.say(chosen ?? key, '`downloaded-modules` is true or false');
    else reader.say(key, `"${name}" is no setting${suggestion(name, known) || `; there are ${known.join(', ')}`}`);
  }
  return config;
}

function textsIn(
  name: string,
  value: unknown,
  reader: Reader,
): readonly { readonly text: string; readonly node: unknown }[] {
  const items = isSeq(value) ? value.items : [value];
  return items.flatMap((node) => {
    if (isScalar(node) && typeof node.value === 'string') return [{ text: node.value, node }];
    reader.say(node, `\`${name}\` is a list of texts`);
    return [];
  });
}
