// A workspace folder: the files that were read, the units they make up, and the analysis of each unit as long as nothing in it changed.
// It holds no syntax tree and reads nothing from a disk; whoever owns it tells it what files say, and is told what else is wanted.

import { type Analysis, analyse } from '../engine/analyse.ts';
import { emptyMemory } from '../engine/memory.ts';
import { isOn, type Settings, settingsAt } from '../engine/settings.ts';
import { sharedAnalysis } from '../engine/shared.ts';
import type { Language } from '../languages/language.ts';
import type { SourceFile, Unit } from '../model/file.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import type { Snapshot } from '../text/snapshot.ts';
import { type Graph, graphOf } from './graph.ts';

export interface Project {
  readonly root: string;
  /** The language that reads the file, if one does. Parses at once; what is not of a language is not kept. */
  update(snapshot: Snapshot, languageId?: string, role?: Role): Language | undefined;
  remove(file: string): void;
  has(file: string): boolean;
  file(file: string): SourceFile | undefined;
  files(): readonly string[];
  /** One that others call is judged in them, but for what is the same for all of them. */
  units(): readonly string[];
  /** The key of the file's own unit; undefined for a file that only says something of others. */
  unitOf(file: string): string | undefined;
  /** The units that the file is judged in: its own, or those that call that. */
  judgedIn(file: string): readonly string[];
  /** Evaluates and asks the rules, unless nothing changed since the last time. */
  analyse(unit: string): Analysis | undefined;
  /** What the units say that the file is judged in, or those of them that are given. */
  analyseFile(file: string, units?: readonly string[]): Analysis | undefined;
  /** Has nothing changed since the unit was analysed? */
  isFresh(unit: string): boolean;
  /** Did the unit say something of the file when it was analysed last? */
  concerns(unit: string, file: string): boolean;
  /** Lets go of what the unit's analysis holds; the next one starts anew. */
  release(unit: string): void;
  /** What the unit's evaluation needs and was not told yet. */
  wanted(unit: string): Wanted;
  /** Says what a file holds that no language reads, or that it holds nothing. */
  provide(file: string, text: string | undefined): void;
  /** A file was made or deleted, so what lies in the folders above it must be told again where it was asked for. */
  relist(file: string): void;
  /** Was the text of the file asked for? */
  isProvided(file: string): boolean;
  /** Says that all files of the folder were told. */
  provideFolder(folder: string): void;
  /** Says that more is known of packages than before. */
  renewAdvisories(): void;
  configure(options: ProjectOptions): void;
  /** Removes every file, and with it what its language has kept of it. */
  close(): void;
}

/** Findings in a file that is only evaluated are not reported. */
export type Role = 'judged' | 'evaluated';

export interface Wanted {
  /** Whose files are called. */
  readonly folders: readonly string[];
  /** Of any language or none. */
  readonly files: readonly string[];
  /** The ecosystems whose advisories are not loaded. */
  readonly advisories: readonly string[];
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
  readonly role: Role;
}

interface UnitState {
  readonly language: Language;
  readonly files: Set<string>;
  /** The keys that its own files call, as the graph has them. */
  calls?: readonly string[];
  evaluated?: Unit | undefined;
  analysis?: Analysis | undefined;
  /** The files that it was evaluated with. */
  inputs?: readonly SourceFile[];
  isCalled?: boolean;
  fresh: boolean;
}

/** `top` is the outermost folder whose files may say something of these. */
export function openProject(
  root: string,
  languages: readonly Language[],
  initial: ProjectOptions,
  top = root,
): Project {
  const entries = new Map<string, Entry>();
  const units = new Map<string, UnitState>();
  /** Null where there is no such file. */
  const texts = new Map<string, string | null>();
  const foldersTold = new Set<string>();
  let options = initial;
  let rules = rulesOn(initial);
  let memory = emptyMemory();
  let graph: Graph | undefined;
  /** The units that may call others than the graph says. */
  const callers = new Set<string>();

  const forget = (file: string): void => {
    const entry = entries.get(file);
    if (!entry) return;
    entries.delete(file);
    entry.language.forget(file);
    if (entry.unit === undefined) return;
    const unit = units.get(entry.unit);
    unit?.files.delete(file);
    if (unit) changed(entry.unit, unit);
  };

  /** Its own files changed, and with them maybe what it calls. */
  const changed = (key: string, unit: UnitState): void => {
    unit.fresh = false;
    if (unit.files.size > 0) callers.add(key);
    else if (units.delete(key)) graph = undefined;
  };

  /** Its files, and those that say something of them. */
  const sourcesOf = (key: string): readonly SourceFile[] => {
    const { language, files = [] } = units.get(key) ?? {};
    const own = [...files].sort();
    const beside = language?.companions ? own.flatMap((file) => language.companions?.(file, top) ?? []) : [];
    return [...new Set([...own, ...beside])].flatMap((file) => entries.get(file)?.source ?? []);
  };

  const callsOf = ({ language, files }: UnitState): readonly string[] => {
    const sources = [...files].flatMap((file) => entries.get(file)?.source ?? []);
    return language.calls?.(sources).map((folder) => `${language.id} ${folder}`) ?? [];
  };

  const unitsGraph = (): Graph => {
    for (const key of callers) {
      const unit = units.get(key);
      if (!unit) continue;
      const calls = callsOf(unit);
      if (!sameItems(calls, unit.calls ?? [])) graph = undefined;
      unit.calls = calls;
    }
    callers.clear();
    graph ??= graphOf([...units.keys()].sort(), (key) => units.get(key)?.calls ?? []);
    return graph;
  };

  const isJudged = (file: string): boolean => entries.get(file)?.role !== 'evaluated';

  /** What the unit is evaluated with. */
  const inputsOf = (key: string) => {
    const own = sourcesOf(key);
    const called = unitsGraph().closure(key).flatMap(sourcesOf);
    const chosen = own[0] ? settingsAt(options.settings, own[0].file).variableFiles : [];
    const values = units.get(key)?.language.calls ? chosen.flatMap((file) => entries.get(file)?.source ?? []) : [];
    return { own, called, values, inputs: [...own, ...called, ...values], isCalled: !unitsGraph().tops.has(key) };
  };

  const isSame = (unit: UnitState, inputs: readonly SourceFile[], isCalled: boolean): boolean =>
    unit.fresh && unit.isCalled === isCalled && sameItems(inputs, unit.inputs ?? []);

  const project: Project = {
    root,
    update(snapshot, languageId, role = 'judged') {
      const { file } = snapshot;
      const language = languages.find((one) => one.recognises(file, snapshot.text, languageId));
      const known = entries.get(file);
      if (known && known.language !== language) forget(file);
      if (!language) return undefined;
      const source = language.parse(snapshot, known?.language === language ? known.source : undefined);
      const name = language.unitOf(file, root);
      const key = name === undefined ? undefined : `${language.id} ${name}`;
      entries.set(file, { language, unit: key, source, role });
      if (key === undefined) return language;
      const unit = units.get(key) ?? { language, files: new Set<string>(), fresh: false };
      if (!units.has(key)) graph = undefined;
      units.set(key, unit);
      unit.files.add(file);
      changed(key, unit);
      return language;
    },
    remove: forget,
    has: (file) => entries.has(file),
    file: (file) => entries.get(file)?.source,
    files: () => [...entries.keys()],
    units: () => [...units].flatMap(([key, { files }]) => ([...files].some(isJudged) ? [key] : [])).sort(),
    unitOf: (file) => entries.get(file)?.unit,
    judgedIn(file) {
      const key = entries.get(file)?.unit;
      return key === undefined ? [] : unitsGraph().judgedIn(key);
    },
    analyse(key) {
      const unit = units.get(key);
      if (!unit) return undefined;
      const { own, called, values, inputs, isCalled } = inputsOf(key);
      if (unit.analysis && isSame(unit, inputs, isCalled)) return unit.analysis;
      const around = { called, isCalled, values, text: (file: string) => texts.get(file) };
      unit.evaluated = unit.language.evaluate(own, unit.evaluated, around);
      unit.analysis = analyse(unit.evaluated, { ...options, rules, memory, isReported: isJudged });
      unit.inputs = inputs;
      unit.isCalled = isCalled;
      unit.fresh = true;
      return unit.analysis;
    },
    analyseFile(file, keys = project.judgedIn(file)) {
      const analyses = keys.flatMap((key) => project.analyse(key) ?? []);
      return sharedAnalysis(file, analyses);
    },
    isFresh(key) {
      const unit = units.get(key);
      if (!unit?.analysis || !unit.fresh) return false;
      // Found out soon where a file was edited, which is when everybody asks.
      if (unit.inputs?.some((source) => entries.get(source.file)?.source !== source)) return false;
      const { inputs, isCalled } = inputsOf(key);
      return isSame(unit, inputs, isCalled);
    },
    concerns: (key, file) => units.get(key)?.analysis?.findings.some((finding) => finding.file === file) ?? false,
    release(key) {
      const unit = units.get(key);
      if (unit) units.set(key, { language: unit.language, files: unit.files, calls: unit.calls ?? [], fresh: false });
    },
    wanted(key) {
      const reached = [key, ...unitsGraph().closure(key)].flatMap((unit) => units.get(unit) ?? []);
      const folders = reached.flatMap(({ language, calls = [] }) =>
        calls.map((call) => call.slice(language.id.length + 1)),
      );
      const asked = (units.get(key)?.evaluated?.asked ?? []).filter((file) => file.startsWith(`${root}/`));
      const own = sourcesOf(key)[0];
      const chosen = own && units.get(key)?.language.calls ? settingsAt(options.settings, own.file).variableFiles : [];
      return {
        folders: [...new Set(folders)].filter((folder) => !foldersTold.has(folder)),
        files: [
          ...asked.filter((file) => !texts.has(file)),
          ...chosen.filter((file) => !entries.has(file) && !texts.has(file)),
        ],
        advisories: units.get(key)?.evaluated?.awaits ?? [],
      };
    },
    provide(file, text) {
      texts.set(file, text ?? null);
      for (const unit of units.values()) if (unit.evaluated?.asked?.includes(file)) unit.fresh = false;
    },
    relist(file) {
      for (const folder of texts.keys()) {
        if (!folder.endsWith('/') || !file.startsWith(folder)) continue;
        texts.delete(folder);
        for (const unit of units.values()) if (unit.evaluated?.asked?.includes(folder)) unit.fresh = false;
      }
    },
    isProvided: (file) => texts.has(file),
    provideFolder: (folder) => void foldersTold.add(folder),
    renewAdvisories() {
      for (const unit of units.values()) if (unit.evaluated?.awaits) unit.fresh = false;
    },
    configure(next) {
      const isUnchanged =
        next.rules === options.rules && next.settings === options.settings && next.today === options.today;
      options = next;
      if (!isUnchanged) {
        memory = emptyMemory();
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

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
