// Finds the files of a root that a language may read, and the .lintel.yaml of every folder on the way. Folders of tools and what
// `exclude` names are left out; symbolic links to folders are not followed, so that no link makes a circle.

import type { Settings } from '../engine/settings.ts';
import type { Files } from '../runtime.ts';
import { type Config, configName, type ReadConfig, readConfig } from './config.ts';
import { type Excluded, excludedBy, fromAbove, skippedFolders } from './exclude.ts';

export interface DiscoverOptions {
  /** What holds at the root before its own .lintel.yaml; `exclude` is relative to the root. */
  readonly settings: Settings;
  /** Does a language read a file of this name? */
  readonly wanted: (file: string) => boolean;
  /** Whether .lintel.yaml files are read. */
  readonly configured: boolean;
}

export interface Discovered {
  /** Absolute, in the order of their paths. */
  readonly files: readonly string[];
  /** What the disk did not give, which is files that may matter. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** With what the configuration files of the root and its folders say. */
  readonly settings: Settings;
  /** The configuration files, outer ones first. */
  readonly configs: readonly FoundConfig[];
}

export interface FoundConfig {
  /** Absolute, with a trailing `/`. */
  readonly folder: string;
  readonly read: ReadConfig;
}

/** What holds in a folder. */
interface Scope {
  readonly settings: Settings;
  readonly excluded: Excluded;
}

export async function discover(disk: Files, root: string, options: DiscoverOptions): Promise<Discovered> {
  const files: string[] = [];
  const skipped: Discovered['skipped'][number][] = [];
  const configs: FoundConfig[] = [];
  const below: { readonly folder: string; readonly settings: Settings }[] = [];
  const base = root.endsWith('/') ? root : `${root}/`;
  const visit = async (folder: string, outer: Scope): Promise<Scope> => {
    const entries = await disk.list(folder).catch((error: Error): readonly string[] => {
      skipped.push({ file: folder, reason: error.message.replace(folder, 'it') });
      return [];
    });
    const scope = options.configured && entries.includes(configName) ? await scopeOf(folder, outer) : outer;
    const visits: Promise<Scope>[] = [];
    for (const entry of entries) {
      const path = folder + entry;
      if (scope.excluded(path.slice(base.length))) continue;
      if (!entry.endsWith('/')) {
        if (options.wanted(path)) files.push(path);
      } else if (!skippedFolders.includes(entry.slice(0, -1))) visits.push(visit(path, scope));
    }
    await Promise.all(visits);
    return scope;
  };
  const scopeOf = async (folder: string, outer: Scope): Promise<Scope> => {
    const read = await readConfigAt(disk, folder);
    if (!read) return outer;
    configs.push({ folder, read });
    const settings = withConfig(outer.settings, read.config, folder.slice(base.length));
    if (folder !== base) below.push({ folder, settings });
    return { settings, excluded: excludedBy(settings.exclude) };
  };
  const above: Scope = { settings: options.settings, excluded: excludedBy(options.settings.exclude) };
  const { settings } = await visit(base, above);
  below.sort((a, b) => b.folder.length - a.folder.length || compare(a.folder, b.folder));
  configs.sort((a, b) => compare(a.folder, b.folder));
  return {
    files: files.sort(compare),
    skipped,
    settings: below.length > 0 ? { ...settings, below } : settings,
    configs,
  };
}

/** The .lintel.yaml of a folder, which has a trailing `/`; undefined where there is none. */
export async function readConfigAt(disk: Files, folder: string): Promise<ReadConfig | undefined> {
  const file = folder + configName;
  const content = await disk.read(file).catch((error: Error) => ({ kind: 'skipped', reason: error.message }) as const);
  switch (content?.kind) {
    case 'text':
      return readConfig(file, content.text);
    case 'skipped': {
      const problem = { file, line: 1, column: 1, start: 0, end: 0, message: `it was not read: ${content.reason}` };
      return { ...readConfig(file, ''), problems: [problem] };
    }
    case undefined:
      return undefined;
  }
}

/** `below` is the path from the root to the configuration's folder, with a trailing `/` unless it is empty. */
export function withConfig(outer: Settings, config: Config, below: string): Settings {
  const exclude = below === '' ? config.exclude : config.exclude.map((pattern) => fromAbove(pattern, below));
  return {
    ...outer,
    severity: config.severity ?? outer.severity,
    all: config.all ?? outer.all,
    frameworks: config.frameworks ?? outer.frameworks,
    rules: { ...outer.rules, ...config.rules },
    exclude: [...outer.exclude, ...exclude],
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
