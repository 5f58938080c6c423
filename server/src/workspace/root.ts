// A root: a workspace folder, or the folder of a file that lies in none. It owns the project, and knows from the disk which files
// there are, what .lintel.yaml decides, and the user's own rules.

import type { KnownAdvisories } from '../advisories/facts.ts';
import type { Analysis } from '../engine/analyse.ts';
import { settingsAt } from '../engine/settings.ts';
import { mayBeRead } from '../languages/index.ts';
import type { Language } from '../languages/language.ts';
import type { Mistake } from '../model/mistake.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import type { Runtime } from '../runtime.ts';
import { snapshotOf } from '../text/snapshot.ts';
import { messageOf } from '../text/thrown.ts';
import type { ClientSettings } from './client-settings.ts';
import { type Discovered, discover, readConfigAt, withConfig } from './discover.ts';
import { type OwnRules, readOwnRules } from './own-rules.ts';
import { readPeersAt, withPeers } from './peers/peers.ts';
import { openProject, type Project, type ProjectOptions, type Role } from './project.ts';
import { isCopied, type SettleTools, settled } from './settle.ts';

export interface Root {
  readonly project: Project;
  /** Ours and the user's. */
  rules(): RuleSet;
  own(): OwnRules | undefined;
  /** What is wrong with configuration and rule files, by file. */
  mistakes(): readonly Mistake[];
  /** Files that the disk did not give, with the reason. */
  skipped(): readonly Discovered['skipped'][number][];
  /** Reads configuration, rules and the list of files anew. */
  refresh(client: ClientSettings): Promise<void>;
  /** Resolves when the first refresh has ended. */
  configured(): Promise<void>;
  /** What a language may read, absolute; empty for a folder that is no workspace folder. */
  files(): readonly string[];
  /**
   * Takes the text from the disk, or forgets the file where there is none; leaves it as it is if an editor has opened it by the time
   * the disk answers.
   */
  read(file: string, isOpen: () => boolean): Promise<void>;
  /** Reads what the evaluation of the unit asks for. */
  settle(unit: string): Promise<Analysis | undefined>;
  /** Whether findings in the file are reported. */
  roleOf(file: string): Role;
}

export interface RootTools {
  readonly runtime: Runtime;
  readonly languages: readonly Language[];
  readonly advisories: KnownAdvisories;
  readonly catalogue: Catalogue;
  readonly rules: RuleSet;
}

/** How much of the root is looked at: everything below it, or only the folder itself. */
export type Reach = 'tree' | 'folder';

export function openRoot(folder: string, reach: Reach, tools: RootTools, client: ClientSettings): Root {
  const { runtime, languages, advisories } = tools;
  const today = () => runtime.now().toISOString().slice(0, 10);
  let judging: ProjectOptions = { rules: tools.rules, settings: client.settings, today: today() };
  const project = openProject(folder, languages, judging);
  const judgeBy = (options: ProjectOptions): void => {
    judging = options;
    project.configure(options);
  };
  const unread = new Map<string, string>();
  let found: Discovered = { files: [], skipped: [], settings: client.settings, configs: [] };
  let own: OwnRules | undefined;

  let known: ReadonlySet<string> = new Set();
  const roleOf = (file: string): Role =>
    isCopied(file) && !settingsAt(found.settings, file).downloadedModules ? 'evaluated' : 'judged';
  const settling: SettleTools = {
    disk: runtime.files,
    languages,
    advisories,
    // What is called from outside of the root, or is excluded, is read for its callers.
    roleOf: (file) => (known.has(file) ? 'judged' : isCopied(file) ? roleOf(file) : 'evaluated'),
  };

  let asked = 0;
  const refresh = async (current: ClientSettings): Promise<void> => {
    const turn = ++asked;
    const around = await lookAround(folder, reach, tools, current);
    const named = around.configs
      .map(({ folder: at, read }) => read.config.customRules && at + read.config.customRules)
      .find((path) => path);
    const ownRules = named ? await readOwnRules(named.replace(/\/$/, ''), tools.catalogue, runtime.files) : undefined;
    // The disk may answer a later refresh first; what an earlier one was asked with does not count any more.
    if (turn !== asked) return;
    found = around;
    known = new Set(found.files);
    own = ownRules;
    judgeBy({ rules: own?.rules ?? tools.rules, settings: found.settings, today: today() });
  };
  let first = refresh(client);
  first.catch((error: unknown) => runtime.log('error', `${folder}: ${messageOf(error)}`));

  return {
    project,
    rules: () => own?.rules ?? tools.rules,
    own: () => own,
    mistakes: () => [...found.configs.flatMap(({ read }) => read.problems), ...(own?.problems ?? [])],
    skipped: () => [...found.skipped, ...[...unread].map(([file, reason]) => ({ file, reason }))],
    refresh: (current) => {
      first = refresh(current);
      return first;
    },
    configured: () => first.catch(() => {}),
    files: () => found.files,
    async read(file, isOpen) {
      const content = await runtime.files.read(file);
      if (isOpen()) return;
      unread.delete(file);
      // The tree of a file that nobody edits is not needed again.
      const text = content?.kind === 'text' ? content.text : undefined;
      if (text !== undefined) project.update(snapshotOf(file, text), undefined, roleOf(file))?.forget(file);
      else project.remove(file);
      if (project.isProvided(file)) project.provide(file, text);
      if (content?.kind === 'skipped') unread.set(file, content.reason);
    },
    settle(unit) {
      // An editor may stay open over midnight, and releases end.
      if (judging.today !== today()) judgeBy({ ...judging, today: today() });
      return settled(project, unit, settling);
    },
    roleOf,
  };
}

async function lookAround(
  folder: string,
  reach: Reach,
  { runtime, languages }: RootTools,
  { settings }: ClientSettings,
): Promise<Discovered> {
  if (reach === 'tree') {
    return discover(runtime.files, folder, {
      settings,
      wanted: (file) => mayBeRead(file, languages),
      configured: true,
    });
  }
  const own = await readConfigAt(runtime.files, `${folder}/`);
  const peers = await readPeersAt(runtime.files, `${folder}/`);
  return {
    files: [],
    skipped: [],
    settings: withPeers(own ? withConfig(settings, own.config, '', `${folder}/`) : settings, peers),
    configs: [...[...peers.values()].map(({ read }) => read), ...(own ? [own] : [])].map((read) => ({
      folder: `${folder}/`,
      read,
    })),
  };
}
