// Finds the files of a root that a language may read, and the .lintel.yaml and other tools' configuration of every folder on the way.
// Folders of tools and what `exclude` names are left out; symbolic links to folders are not followed, so that no link makes a circle.

import type { Settings } from '../engine/settings.ts';
import type { Files } from '../runtime.ts';
import { compareText } from '../text/order.ts';
import { joined } from '../text/path.ts';
import { type Config, configName, type ReadConfig, readConfig } from './config.ts';
import { type Excluded, excludedBy, fromAbove, skippedFolders } from './exclude.ts';
import { listsOf } from './lists.ts';
import {
  excludedByPeers,
  isPeerEntry,
  isPeerFile,
  noPeers,
  type Peers,
  readAt,
  readPeersAt,
  withPeers,
} from './peers/peers.ts';

export interface DiscoverOptions {
  /** What holds at the root before its own .lintel.yaml; `exclude` is relative to the root. */
  readonly settings: Settings;
  /** What other tools' configuration above the root says. */
  readonly peers?: Peers;
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
  /** Without what other tools' configuration says. */
  readonly settings: Settings;
  readonly peers: Peers;
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
    const scope = options.configured && entries.some(isConfigEntry) ? await scopeOf(folder, outer) : outer;
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
    const theirs = await readPeersAt(disk, folder);
    for (const { read } of theirs.values()) configs.push({ folder, read });
    if (own) configs.push({ folder, read: own });
    const settings = own ? withConfig(outer.settings, own.config, folder.slice(base.length), folder) : outer.settings;
    const peers = new Map([...outer.peers, ...theirs]);
    if (folder !== base) below.push({ folder, settings: withPeers(settings, peers) });
    return scopeWith(settings, peers);
  };
  const scopeWith = (settings: Settings, peers: Peers): Scope => {
    const [own, theirs] = [excludedBy(settings.exclude), excludedByPeers(peers, base)];
    return { settings, peers, excluded: (path) => own(path) || theirs(path) };
  };
  const scope = await visit(base, scopeWith(options.settings, options.peers ?? noPeers));
  const settings = withPeers(scope.settings, scope.peers);
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

/** Is it a file that decides about rules, or the folder of one? `entry` is what a folder lists. */
const isConfigEntry = (entry: string): boolean => entry === configName || isPeerEntry(entry);

/** Does the file decide about rules? */
export const isConfig = (file: string): boolean => file.endsWith(`/${configName}`) || isPeerFile(file);

/**
 * `below` is the path from the root to the configuration's folder, with a trailing `/` unless it is empty; `folder` is that folder,
 * absolute and with a trailing `/`.
 */
export function withConfig(outer: Settings, config: Config, below: string, folder: string): Settings {
  const exclude = below === '' ? config.exclude : config.exclude.map((pattern) => fromAbove(pattern, below));
  return {
    ...outer,
    severity: config.severity ?? outer.severity,
    ...(config.severity && { severityGiven: true }),
    all: config.all ?? outer.all,
    frameworks: config.frameworks ?? outer.frameworks,
    rules: { ...outer.rules, ...config.rules },
    exclude: [...outer.exclude, ...exclude],
    variableFiles: config.variableFiles?.map((path) => joined(folder, path)) ?? outer.variableFiles,
    downloadedModules: config.downloadedModules ?? outer.downloadedModules,
    lists: listsOf(config, outer.lists),
  };
}
