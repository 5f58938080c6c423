// Finds the files of a root that a language may read, and the .lintel.yaml and hadolint's configuration of every folder on the way.
// Folders of tools and what `exclude` names are left out; symbolic links to folders are not followed, so that no link makes a circle.

import type { Settings } from '../engine/settings.ts';
import { unread } from '../model/mistake.ts';
import type { Files } from '../runtime.ts';
import { compareText } from '../text/order.ts';
import { joined } from '../text/path.ts';
import { type Config, configName, type ReadConfig, readConfig } from './config.ts';
import { type Excluded, excludedBy, fromAbove, skippedFolders } from './exclude.ts';
import { hadolintNames, readHadolintConfig } from './hadolint.ts';
import { listsOf } from './lists.ts';

export interface DiscoverOptions {
  /** What holds at the root before its own .lintel.yaml; `exclude` is relative to the root. */
  readonly settings: Settings;
  /** What hadolint's configuration above the root says. */
  readonly hadolint?: Config | undefined;
  /** Does a language read a file of this name? */
  readonly wanted: (file: string) => boolean;
  /** Whether configuration files are read. */
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
  /** Without what hadolint's configuration says. */
  readonly settings: Settings;
  readonly hadolint?: Config | undefined;
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
    const scope = options.configured && entries.some(isConfig) ? await scopeOf(folder, outer) : outer;
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
    const own = await readConfigAt(disk, folder);
    const theirs = await readHadolintAt(disk, folder);
    for (const read of [theirs, own]) if (read) configs.push({ folder, read });
    const settings = own ? withConfig(outer.settings, own.config, folder.slice(base.length), folder) : outer.settings;
    const hadolint = theirs?.config ?? outer.hadolint;
    if (folder !== base) below.push({ folder, settings: withHadolint(settings, hadolint) });
    return { settings, hadolint, excluded: excludedBy(settings.exclude) };
  };
  const { settings: given, hadolint } = options;
  const scope = await visit(base, { settings: given, hadolint, excluded: excludedBy(given.exclude) });
  const settings = withHadolint(scope.settings, scope.hadolint);
  below.sort((a, b) => b.folder.length - a.folder.length || compareText(a.folder, b.folder));
  configs.sort((a, b) => compareText(a.folder, b.folder));
  return {
    files: files.sort(compareText),
    skipped,
    settings: below.length > 0 ? { ...settings, below } : settings,
    configs,
  };
}

/** The .lintel.yaml of a folder, which has a trailing `/`; undefined where there is none. */
export const readConfigAt = (disk: Files, folder: string): Promise<ReadConfig | undefined> =>
  readAt(disk, folder + configName, readConfig);

/** hadolint's configuration in a folder, likewise. */
export async function readHadolintAt(disk: Files, folder: string): Promise<ReadConfig | undefined> {
  for (const name of hadolintNames) {
    const read = await readAt(disk, folder + name, readHadolintConfig);
    if (read) return read;
  }
  return undefined;
}

/** Is it a file of this name that decides about rules? */
export const isConfig = (name: string): boolean => name === configName || hadolintNames.includes(name);

async function readAt(
  disk: Files,
  file: string,
  read: (file: string, text: string) => ReadConfig,
): Promise<ReadConfig | undefined> {
  const content = await disk.read(file);
  switch (content?.kind) {
    case 'text':
      return read(file, content.text);
    case 'skipped':
      return { ...read(file, ''), problems: [unread(file, content.reason)] };
    case undefined:
      return undefined;
  }
}

/**
 * `below` is the path from the root to the configuration's folder, with a trailing `/` unless it is empty; `folder` is that folder,
 * absolute and with a trailing `/`.
 */
export function withConfig(outer: Settings, config: Config, below: string, folder: string): Settings {
  const exclude = below === '' ? config.exclude : config.exclude.map((pattern) => fromAbove(pattern, below));
  return {
    ...outer,
    severity: config.severity ?? outer.severity,
    all: config.all ?? outer.all,
    frameworks: config.frameworks ?? outer.frameworks,
    rules: { ...outer.rules, ...config.rules },
    exclude: [...outer.exclude, ...exclude],
    variableFiles: config.variableFiles?.map((path) => joined(folder, path)) ?? outer.variableFiles,
    downloadedModules: config.downloadedModules ?? outer.downloadedModules,
    lists: listsOf(config, outer.lists),
  };
}

/** What Lintel's own configuration says comes before hadolint's. */
export function withHadolint(settings: Settings, hadolint: Config | undefined): Settings {
  if (!hadolint) return settings;
  return {
    ...settings,
    rules: { ...hadolint.rules, ...settings.rules },
    lists: { ...listsOf(hadolint, {}), ...settings.lists },
    ...(hadolint.withoutPragmas && { withoutPragmas: true }),
  };
}
