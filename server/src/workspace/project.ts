// A workspace folder: the files that were read, the units they make up, and the analysis of each unit as long as nothing in it changed.
// It holds no syntax tree and reads nothing from a disk; whoever owns it tells it what files say.

import { type Analysis, analyse } from '../engine/analyse.ts';
import { isOn, type Settings } from '../engine/settings.ts';
import type { Memory } from '../engine/violations.ts';
import type { Language } from '../languages/language.ts';
import type { SourceFile, Unit } from '../model/file.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import type { Snapshot } from '../text/snapshot.ts';

export interface Project {
  readonly root: string;
  /** The language that reads the file, if one does. Parses at once; what is not of a language is not kept. */
  update(snapshot: Snapshot, languageId?: string): Language | undefined;
  remove(file: string): void;
  has(file: string): boolean;
  file(file: string): SourceFile | undefined;
  files(): readonly string[];
  /** The key of the file's unit; undefined for a file that only says something of others. */
  unitOf(file: string): string | undefined;
  units(): readonly string[];
  /** Evaluates and asks the rules, unless nothing changed since the last time. */
  analyse(unit: string): Analysis | undefined;
  /** The analysis of the file's unit. */
  analyseFile(file: string): Analysis | undefined;
  configure(options: ProjectOptions): void;
  /** Removes every file, and with it what its language has kept of it. */
  close(): void;
}

export interface ProjectOptions {
  readonly rules: RuleSet;
  readonly settings: Settings;
  readonly today: string;
}

interface Entry {
  readonly language: Language;
  readonly unit: string | undefined;
  readonly source: SourceFile;
}

interface UnitState {
  readonly language: Language;
  readonly files: Set<string>;
  evaluated?: Unit | undefined;
  analysis?: Analysis | undefined;
  fresh: boolean;
}

export function openProject(root: string, languages: readonly Language[], initial: ProjectOptions): Project {
  const entries = new Map<string, Entry>();
  const units = new Map<string, UnitState>();
  let options = initial;
  let rules = rulesOn(initial);
  let memory: Memory = new WeakMap();

  const forget = (file: string): void => {
    const entry = entries.get(file);
    if (!entry) return;
    entries.delete(file);
    entry.language.forget(file);
    if (entry.unit === undefined) {
      staleBeside(file, entry.language);
      return;
    }
    const unit = units.get(entry.unit);
    unit?.files.delete(file);
    if (unit?.files.size === 0) units.delete(entry.unit);
    else if (unit) unit.fresh = false;
  };

  const companionsOf = ({ language, files }: UnitState): readonly string[] =>
    language.companions ? [...files].flatMap((file) => language.companions?.(file, root) ?? []) : [];
  const staleBeside = (file: string, language: Language): void => {
    if (!language.companions) return;
    for (const unit of units.values())
      if (unit.language === language && companionsOf(unit).includes(file)) unit.fresh = false;
  };

  const project: Project = {
    root,
    update(snapshot, languageId) {
      const { file } = snapshot;
      const language = languages.find((one) => one.recognises(file, snapshot.text, languageId));
      const known = entries.get(file);
      if (known && known.language !== language) forget(file);
      if (!language) return undefined;
      const source = language.parse(snapshot, known?.language === language ? known.source : undefined);
      const name = language.unitOf(file, root);
      const key = name === undefined ? undefined : `${language.id} ${name}`;
      entries.set(file, { language, unit: key, source });
      if (key === undefined) {
        staleBeside(file, language);
        return language;
      }
      const unit = units.get(key) ?? { language, files: new Set<string>(), fresh: false };
      unit.files.add(file);
      unit.fresh = false;
      units.set(key, unit);
      return language;
    },
    remove: forget,
    has: (file) => entries.has(file),
    file: (file) => entries.get(file)?.source,
    files: () => [...entries.keys()],
    unitOf: (file) => entries.get(file)?.unit,
    units: () => [...units.keys()],
    analyse(key) {
      const unit = units.get(key);
      if (!unit) return undefined;
      if (unit.fresh && unit.analysis) return unit.analysis;
      const sources = [...new Set([...[...unit.files].sort(), ...companionsOf(unit)])].flatMap(
        (file) => entries.get(file)?.source ?? [],
      );
      unit.evaluated = unit.language.evaluate(sources, unit.evaluated);
      unit.analysis = analyse(unit.evaluated, { ...options, rules, memory });
      unit.fresh = true;
      return unit.analysis;
    },
    analyseFile(file) {
      const key = project.unitOf(file);
      return key === undefined ? undefined : project.analyse(key);
    },
    configure(changed) {
      const isSame =
        changed.rules === options.rules && changed.settings === options.settings && changed.today === options.today;
      options = changed;
      if (!isSame) {
        memory = new WeakMap();
        rules = rulesOn(options);
      }
      for (const unit of units.values()) unit.fresh = false;
    },
    close() {
      for (const file of [...entries.keys()]) forget(file);
    },
  };
  return project;
}

/** Rules that no setting turns on need not be asked, nor compiled. */
const rulesOn = ({ rules, settings }: ProjectOptions): RuleSet => rules.only((rule) => isOn(rule, settings));
