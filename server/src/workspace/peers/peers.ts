// What other tools' configuration decides, so that a team that has one need write none for Lintel. Of each tool a folder's file counts alone
// and not together with those of the folders around, as the tools take the first that they find; what .lintel.yaml says comes first.

import { defaultSettings, type Settings } from '../../engine/settings.ts';
import { unread } from '../../model/mistake.ts';
import type { Files } from '../../runtime.ts';
import { joined } from '../../text/path.ts';
import type { Config, ReadConfig } from '../config.ts';
import { type Excluded, excludedBy } from '../exclude.ts';
import { listsOf } from '../lists.ts';
import { readCheckovConfig } from './checkov.ts';
import { readHadolintConfig } from './hadolint.ts';
import { readTfsecConfig } from './tfsec.ts';
import { readTrivyConfig, readTrivyIgnore } from './trivy.ts';

interface PeerFile {
  /** The first that is there counts. */
  readonly names: readonly string[];
  readonly read: (file: string, text: string) => ReadConfig;
}

const peerFiles: readonly PeerFile[] = [
  { names: ['.hadolint.yaml', '.hadolint.yml'], read: readHadolintConfig },
  { names: ['.checkov.yaml', '.checkov.yml'], read: readCheckovConfig },
  { names: ['.tfsec/config.json', '.tfsec/config.yml', '.tfsec/config.yaml'], read: readTfsecConfig },
  { names: ['trivy.yaml'], read: readTrivyConfig },
  { names: ['.trivyignore'], read: readTrivyIgnore },
  { names: ['.trivyignore.yaml'], read: readTrivyIgnore },
];

/** Globs of all of them, for editors to watch. */
export const peerPatterns: readonly string[] = peerFiles.flatMap(({ names }) => names.map((name) => `**/${name}`));

/** Is it such a file, or the folder of one? `entry` is what a folder lists. */
export const isPeerEntry = (entry: string): boolean =>
  peerFiles.some(({ names }) =>
    names.some((name) => name === entry || (entry.endsWith('/') && name.startsWith(entry))),
  );

export const isPeerFile = (file: string): boolean =>
  peerFiles.some(({ names }) => names.some((name) => file.endsWith(`/${name}`)));

/** By tool: the first name of its file, with the folder that it counts from, which has a trailing `/`. */
export type Peers = ReadonlyMap<string, { readonly folder: string; readonly read: ReadConfig }>;

export const noPeers: Peers = new Map();

export async function readPeersAt(disk: Files, folder: string): Promise<Peers> {
  const peers = new Map<string, { readonly folder: string; readonly read: ReadConfig }>();
  for (const { names, read } of peerFiles) {
    for (const name of names) {
      const found = await readAt(disk, folder + name, read);
      if (!found) continue;
      peers.set(names[0] ?? name, { folder, read: found });
      const { ignoreFile } = found.config;
      const list =
        ignoreFile === undefined ? undefined : await readAt(disk, joined(folder, ignoreFile), readTrivyIgnore);
      if (list) peers.set('ignorefile', { folder, read: list });
      break;
    }
  }
  return peers;
}

/** What a file says; a file that is there and was not read is a problem. */
export async function readAt(disk: Files, file: string, read: PeerFile['read']): Promise<ReadConfig | undefined> {
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

export function withPeers(settings: Settings, peers: Peers): Settings {
  return [...peers.values()].reduce((outer, { folder, read: { config } }) => withPeer(outer, config, folder), settings);
}

function withPeer(settings: Settings, config: Config, folder: string): Settings {
  const isSeverityGiven = settings.severityGiven || settings.severity !== defaultSettings.severity;
  const variableFiles = config.variableFiles?.map((path) => joined(folder, path)) ?? [];
  return {
    ...settings,
    severity: isSeverityGiven ? settings.severity : (config.severity ?? settings.severity),
    peerRules: { ...settings.peerRules, ...config.rules },
    lists: { ...listsOf(config, {}), ...settings.lists },
    variableFiles: settings.variableFiles.length > 0 ? settings.variableFiles : variableFiles,
    ...(config.withoutPragmas && { withoutPragmas: true }),
    ...(config.skips && { skips: [...(settings.skips ?? []), ...config.skips] }),
    ...(config.chosen && { chosen: [...(settings.chosen ?? []), ...config.chosen] }),
  };
}

/** `base` is the root's folder, with a trailing `/`; what it asks of is relative to that. */
export function excludedByPeers(peers: Peers, base: string): Excluded {
  const tests = [...peers.values()].map(({ folder, read: { config } }): Excluded => {
    const globs = excludedBy(config.exclude);
    const patterns = (config.excludePatterns ?? []).map((pattern) => new RegExp(pattern));
    return (path) => {
      const file = base + path;
      const seen = file.slice(folder.length);
      return file.startsWith(folder) && (globs(seen) || patterns.some((one) => one.test(seen.replace(/\/$/, ''))));
    };
  });
  return (path) => tests.some((test) => test(path));
}
