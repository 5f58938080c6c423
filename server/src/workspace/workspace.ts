// Everything that is open or lies in the workspace folders. Open documents are the client's word and come before what the disk says;
// the rest is read from the disk once, and again when the client tells of a change.

import type { Analysis } from '../engine/analyse.ts';
import { mayBeRead } from '../languages/index.ts';
import type { Mistake } from '../model/mistake.ts';
import type { RuleTexts } from '../rules/rule.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import { folderOf } from '../text/path.ts';
import { type Edit, edited, type Snapshot, snapshotOf } from '../text/snapshot.ts';
import { readClientSettings } from './client-settings.ts';
import { type Discovered, isConfig } from './discover.ts';
import { judgeAll, judgeInTime } from './judge.ts';
import { pauses } from './pauses.ts';
import { openRoot, type Root, type RootTools } from './root.ts';
import { fileOfUri } from './uris.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly snapshot: Snapshot;
}

/** What is known of a document: its unit's analysis, made with these rules. */
export interface Answer {
  readonly document: OpenDocument;
  readonly analysis: Analysis;
  readonly rules: RuleSet;
}

export interface AnswerInTime extends Answer {
  /** Were all units asked that the document is judged in? */
  readonly isWhole: boolean;
}

export interface Judged {
  readonly analysis: Analysis;
  readonly rules: RuleSet;
}

export interface Workspace {
  setFolders(uris: readonly string[]): void;
  open(uri: string, languageId: string, version: number, text: string): void;
  /** Edits are in offsets of the text that the ones before them left. */
  change(uri: string, version: number, edits: (snapshot: Snapshot) => readonly Edit[]): void;
  close(uri: string): Promise<void>;
  document(uri: string): OpenDocument | undefined;
  documents(): readonly OpenDocument[];
  /**
   * The files beside the document are read first. Undefined where no language reads it, where Lintel is turned off, or if it was cancelled
   * before all units were asked that the document is judged in.
   */
  answer(uri: string, cancelled?: () => boolean): Promise<Answer | undefined>;
  /** The same by the units that can be asked while somebody types. */
  answerInTime(uri: string): Promise<AnswerInTime | undefined>;
  /** The same for a file that need not be open, as far as it was read. */
  judged(uri: string): Judged | undefined;
  /** Reads what the folders hold, with pauses; `report` tells how far it is. */
  index(report: (done: number, total: number) => void, cancelled: () => boolean): Promise<void>;
  /** Analyses every unit of every folder, with pauses. */
  analyseAll(report: (done: number, total: number) => void, cancelled: () => boolean): Promise<readonly Judged[]>;
  /** A file on the disk was made, changed or deleted. */
  touched(uri: string): Promise<void>;
  /** The client's section `lintel`. */
  configure(section: unknown): Promise<void>;
  /** Does the user want hints behind images? */
  imageHints(): boolean;
  /** Does the user want lenses above dependencies? */
  packageLens(): boolean;
  /** Other advisories are known than before. */
  renewAdvisories(): void;
  /** Mistakes in configuration and rule files. */
  mistakes(): readonly Mistake[];
  skipped(): readonly Discovered['skipped'][number][];
  /** What hovers say of a rule of the user's own. */
  ownTexts(rule: string): RuleTexts | undefined;
}

export function openWorkspace(tools: RootTools): Workspace {
  const { languages } = tools;
  const documents = new Map<string, OpenDocument>();
  const roots = new Map<string, Root>();
  const loaded = new Map<string, Promise<void>>();
  let folders: readonly string[] = [];
  let client = readClientSettings({});

  const rootOf = (file: string): Root => {
    const around = folders.filter((folder) => file.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length)[0];
    const folder = around ?? folderOf(file);
    const known = roots.get(folder);
    if (known) return known;
    const root = openRoot(folder, around === undefined ? 'folder' : 'tree', tools, client);
    roots.set(folder, root);
    return root;
  };
  const isOpen = (file: string): boolean => [...documents.values()].some(({ snapshot }) => snapshot.file === file);
  const take = ({ snapshot, languageId }: OpenDocument): void => {
    const root = rootOf(snapshot.file);
    root.project.update(snapshot, languageId, root.roleOf(snapshot.file));
  };
  const readClosed = async (file: string): Promise<void> => {
    if (isOpen(file)) return;
    // A document that was never saved is gone with its editor.
    if (folderOf(file) === '') rootOf(file).project.remove(file);
    else await rootOf(file).read(file, () => isOpen(file));
  };
  /** The files that are evaluated with this one must be known before it is judged; a folder's are read once. */
  const loadBeside = (file: string): Promise<void> => {
    const folder = folderOf(file);
    const known = loaded.get(folder);
    if (known) return known;
    // A document that was never saved lies nowhere.
    if (folder === '') return rootOf(file).configured();
    const loading = (async () => {
      await rootOf(file).configured();
      const entries = await tools.runtime.files.list(folder).catch(() => []);
      const beside = entries
        .map((entry) => `${folder}/${entry}`)
        .filter((path) => !path.endsWith('/') && mayBeRead(path, languages));
      const { root } = rootOf(file).project;
      const above = [file, ...beside].flatMap((one) =>
        languages
          .filter((language) => one === file || language.recognises(one, ''))
          .flatMap((language) => language.companions?.(one, root) ?? []),
      );
      await Promise.all([...new Set([...beside, ...above])].map(readClosed));
    })();
    loaded.set(folder, loading);
    return loading;
  };
  /** The document's file, if it can be judged. */
  const ready = async (uri: string): Promise<string | undefined> => {
    const file = documents.get(uri)?.snapshot.file;
    if (file === undefined || !client.enabled) return undefined;
    await loadBeside(file);
    return file;
  };
  /** The text may have changed while other files were read: the answer is about the text of now. */
  const answerNow = (uri: string, file: string, units?: readonly string[]): Answer | undefined => {
    const document = documents.get(uri);
    const root = rootOf(file);
    const analysis = root.project.analyseFile(file, units);
    return document && analysis && { document, analysis, rules: root.rules() };
  };
  const workspaceRoots = (): readonly Root[] => folders.map((folder) => rootOf(`${folder}/`));

  return {
    setFolders(uris) {
      folders = uris.map((uri) => fileOfUri(uri).replace(/\/$/, ''));
      for (const [folder, { project }] of roots) {
        if (folders.includes(folder)) continue;
        project.close();
        roots.delete(folder);
      }
      loaded.clear();
      for (const document of documents.values()) take(document);
    },
    open(uri, languageId, version, text) {
      const document = { uri, languageId, snapshot: snapshotOf(fileOfUri(uri), text, version) };
      documents.set(uri, document);
      take(document);
    },
    change(uri, version, edits) {
      const document = documents.get(uri);
      if (!document) return;
      const next = { ...document, snapshot: edited(document.snapshot, edits(document.snapshot), version) };
      documents.set(uri, next);
      take(next);
    },
    async close(uri) {
      const document = documents.get(uri);
      documents.delete(uri);
      if (document) await readClosed(document.snapshot.file);
    },
    document: (uri) => documents.get(uri),
    documents: () => [...documents.values()],
    async answer(uri, cancelled = () => false) {
      const file = await ready(uri);
      if (file === undefined || !(await judgeAll(file, rootOf(file), cancelled))) return undefined;
      return answerNow(uri, file);
    },
    async answerInTime(uri) {
      const file = await ready(uri);
      if (file === undefined) return undefined;
      const { units, isWhole } = await judgeInTime(file, rootOf(file));
      const answer = answerNow(uri, file, units);
      return answer && { ...answer, isWhole };
    },
    judged(uri) {
      const file = fileOfUri(uri);
      const root = rootOf(file);
      const analysis = client.enabled ? root.project.analyseFile(file) : undefined;
      return analysis && { analysis, rules: root.rules() };
    },
    async index(report, cancelled) {
      const all = workspaceRoots();
      await Promise.all(all.map((root) => root.configured()));
      const wanted = all.flatMap((root) => root.files().map((file) => [root, file] as const));
      const pause = pauses();
      for (const [done, [root, file]] of wanted.entries()) {
        if (cancelled()) return;
        if (!root.project.has(file)) await readClosed(file);
        report(done + 1, wanted.length);
        await pause();
      }
    },
    async analyseAll(report, cancelled) {
      if (!client.enabled) return [];
      const units = workspaceRoots().flatMap((root) => root.project.units().map((unit) => [root, unit] as const));
      const judged: Judged[] = [];
      const pause = pauses();
      for (const [done, [root, unit]] of units.entries()) {
        if (cancelled()) return judged;
        const analysis = await root.settle(unit);
        if (analysis) judged.push({ analysis, rules: root.rules() });
        report(done + 1, units.length);
        await pause();
      }
      return judged;
    },
    async touched(uri) {
      const file = fileOfUri(uri);
      const root = rootOf(file);
      const mayBeRule = root.own() !== undefined && /\.ya?ml$/.test(file);
      if (isConfig(file) || mayBeRule) await root.refresh(client);
      root.project.relist(file);
      if (mayBeRead(file, languages) || root.project.isProvided(file)) await readClosed(file);
    },
    async configure(section) {
      client = readClientSettings(section);
      await Promise.all([...roots.values()].map((root) => root.refresh(client)));
    },
    imageHints: () => client.imageHints,
    packageLens: () => client.packageLens,
    renewAdvisories() {
      for (const { project } of roots.values()) project.renewAdvisories();
    },
    mistakes: () => [...roots.values()].flatMap((root) => root.mistakes()),
    skipped: () => [...roots.values()].flatMap((root) => root.skipped()),
    ownTexts: (rule) => [...roots.values()].map((root) => root.own()?.texts[rule]).find((texts) => texts),
  };
}
