// The roots of a scan: what each holds and what its .lintel.yaml decides. A root is a folder, or a single file, which is then a
// workspace of one file.

import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { defaultSettings, type Settings } from '../engine/settings.ts';
import { reasonOf } from '../node/runtime.ts';
import type { Files } from '../runtime.ts';
import { folderOf } from '../text/path.ts';
import type { Config, ReadConfig } from '../workspace/config.ts';
import { type Discovered, discover, readConfigAt, withConfig } from '../workspace/discover.ts';
import { fromBelow } from '../workspace/exclude.ts';
import { readPeersAt, withPeers } from '../workspace/peers/peers.ts';
import { UsageError } from './shell.ts';

export interface Root {
  /** Absolute with `/`, as the report says it; the folder of a single file. */
  readonly path: string;
  /** The same with a trailing `/`. */
  readonly folder: string;
  readonly files: readonly string[];
  /** The folder of the repository around the root, else the current one if it is above; the root's own otherwise. */
  readonly top: string;
  /** Files above the root, and beside a single one, that say something of its files. They are not reported on. */
  readonly companions: readonly string[];
  readonly skipped: Discovered['skipped'];
  readonly settings: Settings;
  /** What concerns the root as a whole: how to fail, custom rules, the baseline; paths are absolute. */
  readonly whole: {
    readonly failOn: Config['failOn'] | undefined;
    /** For Dockerfiles where `failOn` says nothing. */
    readonly failOnDockerfiles: Config['failOn'] | undefined;
    readonly customRules: string | undefined;
    readonly baseline: string | undefined;
  };
  readonly configs: readonly ReadConfig[];
}

export interface RootOptions {
  readonly wanted: (file: string) => boolean;
  /** Files that say something of this one; `top` is the outermost folder where one may lie. */
  readonly companions: (file: string, top: string) => readonly string[];
  readonly configured: boolean;
}

/** Throws UsageError where there is nothing at the path. */
export async function openRoot(given: string, current: string, disk: Files, options: RootOptions): Promise<Root> {
  const path = slashed(resolve(current, given));
  const kind = await kindOf(path, given);
  const cut = path.lastIndexOf('/') + 1;
  const folder = kind === 'file' ? path.slice(0, cut) : path.endsWith('/') ? path : `${path}/`;
  const above = options.configured ? await configsAbove(folder, current, disk, kind) : [];
  const settings = above.reduce(
    (outer, { at, own }) => (own ? withConfig(outer, movedDown(own.config, folder.slice(at.length)), '', at) : outer),
    defaultSettings,
  );
  const peers = new Map(above.flatMap(({ theirs }) => [...theirs]));
  const found =
    kind === 'file'
      ? {
          files: [path],
          skipped: [],
          settings: withPeers(settings, peers),
          configs: [],
        }
      : await discover(disk, folder, { ...options, settings, peers });
  const layers = [
    ...above.flatMap(({ at, own, theirs }) =>
      [...[...theirs.values()].map(({ read }) => read), ...(own ? [own] : [])].map((read) => ({ folder: at, read })),
    ),
    ...found.configs,
  ];
  const top = await topOf(folder, current);
  return {
    path: folder.length > 1 ? folder.slice(0, -1) : folder,
    folder,
    files: found.files,
    top,
    companions: await companionsOf(found.files, top, kind === 'file' ? undefined : folder, disk, options),
    skipped: found.skipped,
    settings: found.settings,
    whole: wholeOf(layers.filter((layer) => folder.startsWith(layer.folder))),
    configs: layers.map(({ read }) => read),
  };
}

const slashed = (path: string): string => path.split(sep).join('/');

async function kindOf(path: string, given: string): Promise<'file' | 'folder'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    throw new UsageError(`${given} cannot be scanned: ${reasonOf(error)}`);
  }
}

/** A repository is told by what Git keeps at its top: a folder, or a file in other working trees of it. */
async function topOf(folder: string, current: string): Promise<string> {
  const own = folderOf(folder);
  for (let at = own; at !== ''; at = folderOf(at)) if (await isThere(`${at}/.git`)) return at;
  return folder.startsWith(`${current}/`) ? current : own;
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Those in the folder `within`, which is read as a whole, are not asked for again. */
async function companionsOf(
  files: readonly string[],
  top: string,
  within: string | undefined,
  disk: Files,
  { companions }: RootOptions,
): Promise<readonly string[]> {
  const all = new Set(files.flatMap((file) => companions(file, top)));
  const candidates = [...all].filter((file) => within === undefined || !file.startsWith(within));
  const found = await Promise.all(candidates.map((file) => disk.read(file).catch(() => undefined)));
  return candidates.filter((_, index) => found[index]?.kind === 'text');
}

/** Configuration files between the current folder and a root below it; for a single file also the one beside it. */
async function configsAbove(folder: string, current: string, disk: Files, kind: 'file' | 'folder') {
  const top = current.endsWith('/') ? current : `${current}/`;
  const folders: string[] = kind === 'file' ? [folder] : [];
  for (
    let at = parentOf(folder);
    folder.startsWith(top) && at.length >= top.length && at !== folder;
    at = parentOf(at)
  ) {
    if (folders.at(-1) === at) break;
    folders.push(at);
  }
  return Promise.all(
    folders
      .reverse()
      .map(async (at) => ({ at, own: await readConfigAt(disk, at), theirs: await readPeersAt(disk, at) })),
  );
}

const parentOf = (folder: string): string => folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);

const movedDown = (config: Config, below: string): Config => ({
  ...config,
  exclude: config.exclude.flatMap((pattern) => fromBelow(pattern, below) ?? []),
});

/** An inner file's word counts; paths are from the folder of the file that says them. */
function wholeOf(layers: readonly { readonly folder: string; readonly read: ReadConfig }[]): Root['whole'] {
  const inner = [...layers].reverse();
  const levelOf = (key: 'failOn' | 'failOnDockerfiles') =>
    inner.map(({ read }) => read.config[key]).find((level) => level !== undefined);
  const pathOf = (key: 'customRules' | 'baseline'): string | undefined => {
    const layer = inner.find(({ read }) => read.config[key] !== undefined);
    return layer && slashed(resolve(layer.folder, layer.read.config[key] ?? ''));
  };
  const [failOn, failOnDockerfiles] = [levelOf('failOn'), levelOf('failOnDockerfiles')];
  return { failOn, failOnDockerfiles, customRules: pathOf('customRules'), baseline: pathOf('baseline') };
}
