// What users decide about rules; read from .lintel.yaml, the editor's settings and the command line, and always passed as a value.

import { atLeast, type Severity, severities } from '../model/finding.ts';
import type { RuleFacts } from '../rules/rule.ts';
import type { Chosen, Skip } from './skips.ts';

/** What a rule is set to: a severity, or whether it is asked at all. */
export type Level = Severity | 'off' | 'on';

export const levels: readonly Level[] = [...severities, 'off', 'on'];

export interface Settings {
  /** Findings below are not reported. */
  readonly severity: Severity;
  /** Rule id, an id that another tool has for it, or a prefix of ids that ends in `/*`, to its level; the most specific counts. */
  readonly rules: Readonly<Record<string, Level>>;
  /** Also the rules that are off by default. */
  readonly all: boolean;
  /** Only rules that touch one of these frameworks; all where it is empty. */
  readonly frameworks: readonly string[];
  /** Glob patterns of files, relative to the root, that are not analysed. */
  readonly exclude: readonly string[];
  /** What rules may ask for by name: the `registries` that images may come from, the names of `labels` of each format. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Does Lintel's own configuration say what is reported, by its severity? */
  readonly severityGiven?: boolean;
  /** Like `rules`, which come first: what other tools' configuration says. */
  readonly peerRules?: Readonly<Record<string, Level>>;
  /** What other tools' lists leave out, and what they are limited to. */
  readonly skips?: readonly Skip[];
  readonly chosen?: readonly Chosen[];
  /** Are hadolint's ignore comments without effect? */
  readonly withoutPragmas?: boolean;
  /** Files of values for the Terraform modules at and below the folder, absolute; a later one wins. */
  readonly variableFiles: readonly string[];
  /** Also what is wrong in downloaded modules. */
  readonly downloadedModules: boolean;
  /** What folders below decide otherwise, by absolute path with a trailing `/`; inner folders before outer ones. */
  readonly below?: readonly { readonly folder: string; readonly settings: Settings }[];
}

export const defaultSettings: Settings = {
  severity: 'info',
  rules: {},
  all: false,
  frameworks: [],
  exclude: [],
  lists: {},
  variableFiles: [],
  downloadedModules: false,
};

/** The settings that hold for a file: those of the innermost folder that has its own. */
export function settingsAt(settings: Settings, file: string): Settings {
  return settings.below?.find(({ folder }) => file.startsWith(folder))?.settings ?? settings;
}

/** Is the rule on for any file? */
export const isOn = (rule: RuleFacts, settings: Settings): boolean =>
  [settings, ...(settings.below ?? []).map((below) => below.settings)].some(
    (one) => severityOf(rule, one) !== undefined,
  );

/** What a finding has of its own where its rule takes it from the data. */
export interface Own {
  readonly severity?: Severity;
  readonly names?: readonly string[];
}

/** The severity with which the rule reports, or undefined where it does not report. */
export function severityOf(rule: RuleFacts, settings: Settings, own: Own = {}): Severity | undefined {
  const chosen = chosenBy(own.names ?? [], settings) ?? chosenFor(rule, settings);
  if (chosen === 'off') return undefined;
  if (chosen === undefined && !rule.default && !settings.all) return undefined;
  if (settings.frameworks.length > 0 && !settings.frameworks.some((framework) => framework in rule.frameworks))
    return undefined;
  const severity = chosen === undefined || chosen === 'on' ? (own.severity ?? rule.severity) : chosen;
  return atLeast(severity, settings.severity) ? severity : undefined;
}

/** Do the settings speak of this very rule, by its id or another tool's? */
export const isNamed = (rule: RuleFacts, rules: Settings['rules']): boolean =>
  levelOf([rule.id, ...Object.values(rule.aliases).flat()], rules) !== undefined;

const chosenBy = (names: readonly string[], { rules, peerRules = {} }: Settings): Level | undefined =>
  levelOf(names, rules) ?? levelOf(names, peerRules);

function levelOf(names: readonly string[], rules: Settings['rules']): Level | undefined {
  for (const name of names) if (rules[name] !== undefined) return rules[name];
  return undefined;
}

function chosenFor({ id, aliases }: RuleFacts, settings: Settings): Level | undefined {
  const named = chosenBy([id, ...Object.values(aliases).flat()], settings);
  if (named !== undefined) return named;
  const { rules } = settings;
  const segments = id.split('/');
  for (let length = segments.length - 1; length > 0; length--) {
    const chosen = rules[`${segments.slice(0, length).join('/')}/*`];
    if (chosen !== undefined) return chosen;
  }
  return rules['*'];
}
