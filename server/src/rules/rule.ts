// A rule, as its file says it and as the engine runs it. The logic and the texts are apart, because hovers alone read the texts.

import type { Severity } from '../model/finding.ts';
import type { Place, Step } from '../model/place.ts';
import type { Repair } from '../model/repair.ts';
import type { LanguageId, Resource, UnitView } from '../model/resource.ts';
import type { Replacing } from './replacements.ts';

/** Ids of the same check in other tools, by tool. */
export type Aliases = Readonly<Partial<Record<AliasTool, readonly string[]>>>;

/** `tfsec` are the long ids, which Trivy knows as well; `docker` are the build checks of BuildKit. */
export const aliasTools = [
  ...(['checkov', 'trivy', 'tfsec', 'hadolint', 'docker'] as const),
  ...(['kube-linter', 'kubescape', 'pss', 'kics'] as const),
] as const;
export type AliasTool = (typeof aliasTools)[number];

/** The field that a rule belongs to. */
export const categories = [
  ...(['exposure', 'encryption', 'identity', 'secrets', 'logging', 'resilience'] as const),
  ...(['configuration', 'supply-chain', 'isolation', 'maintenance'] as const),
] as const;
export type Category = (typeof categories)[number];

/** What every answer about a rule needs; plain data. */
export interface RuleFacts {
  /** The path of its file below rules/: `aws/rds/public-access`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly language: LanguageId;
  /** Is it on unless the user says otherwise? */
  readonly default: boolean;
  readonly aliases: Aliases;
  readonly objectives: readonly string[];
  /** Framework id to control ids, those of the objectives and the rule's own. */
  readonly frameworks: Readonly<Record<string, readonly string[]>>;
  readonly cwe: readonly number[];
  readonly fixable: boolean;
  /** Present where the underlined text may be a credential, which reports then do not print. */
  readonly findsSecrets?: true;
  /** Where to read on: the first of its references. */
  readonly documentation?: string;
}

/** All that a rule goes by: its own id and those that other tools give it. */
export const namesOf = ({ id, aliases }: Pick<RuleFacts, 'id' | 'aliases'>): readonly string[] => [
  id,
  ...Object.values(aliases).flat(),
];

/** Names are the same in any case, and with or without the `AVD-` that Trivy wrote before its ids. */
export const comparableName = (name: string): string => name.toLowerCase().replace(/^avd-/, '');

/** A rule file, read and checked for its shape; `logic` is compiled by compile.ts. Plain data that JSON can carry. */
export interface RuleSource extends RuleFacts {
  readonly subjects: readonly Subject[];
  /** `about`: which resource the findings are about, where that is not the one that is asked. */
  readonly about?: unknown;
  /** The part of the file that is a condition: when, require, forbid, each … */
  readonly logic: Readonly<Record<string, unknown>>;
  readonly message: string;
  /** The path of the severity where the data decide it; `severity` is what counts where they do not. */
  readonly severityFrom?: string;
  /** The path of further names that a finding goes by. */
  readonly names?: string;
  /** Of several the first that fits a finding counts. */
  readonly fix?: FixSource | readonly FixSource[];
}

/** What a rule is asked of; `*` is every type of the language. */
export interface Subject {
  readonly language: LanguageId;
  readonly types: readonly string[];
  /** Only for shell commands: their names, subcommands and the flags that take the next word as their value. */
  readonly command?: CommandSubject;
}

export interface CommandSubject {
  readonly names: readonly string[];
  readonly subs: readonly string[];
  readonly valued: readonly string[];
}

export interface FixSource {
  readonly title: string;
  readonly safe: boolean;
  readonly recipe: Readonly<Record<string, unknown>>;
}

export const fixesOf = ({ fix }: Pick<RuleSource, 'fix'>): readonly FixSource[] => [fix ?? []].flat();

/** What a hover, `explain` and the documentation say beyond the message. */
export interface RuleTexts {
  readonly why: string;
  readonly help: string;
  readonly references: readonly string[];
  readonly examples: readonly Example[];
}

export interface Example {
  readonly file: string;
  /** Files around it, such as `.lintel.yaml`, by their names. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly bad?: string;
  readonly fixed?: string;
  readonly good?: string;
}

export interface Rule extends RuleFacts {
  readonly subjects: readonly Subject[];
  /** Does it look at other resources than the one it is asked of? Its answer then holds only for this unit. */
  readonly relates: boolean;
  /** Never throws for a broken configuration; unknown is no violation. */
  check(resource: Resource, unit: UnitView): readonly Violation[];
}

/** A rule that does not hold at a place; places are still relative to their sources. */
export interface Violation {
  readonly rule: Rule;
  readonly resource: Resource;
  /** The address of the module call that the deciding value was evaluated for; absent in the root module. */
  readonly module?: string;
  readonly place: Place;
  readonly message: string;
  /** Where it is another than the rule's. */
  readonly severity?: Severity;
  /** What it goes by besides the names of its rule: the ids of an advisory. */
  readonly names?: readonly string[];
  readonly trail: readonly Step[];
  /** What repairs it, made when asked for. */
  readonly fix?: {
    readonly title: string;
    readonly safe: boolean;
    readonly repairs: () => readonly Repair[];
    /** Does Terraform replace the resource when it is applied? Undefined where that is not known. */
    readonly replacing: () => Replacing | undefined;
  };
}
