// What a unit needs besides its own files is known only when it is evaluated: the folders of the modules that it calls, the texts that it
// reads. They are read until nothing more is wanted. What was read once is not asked for again, so typing waits for none of it.

import { ecosystems } from '../advisories/ecosystem.ts';
import type { KnownAdvisories } from '../advisories/facts.ts';
import type { Analysis } from '../engine/analyse.ts';
import type { Language } from '../languages/language.ts';
import type { FileContent, Files } from '../runtime.ts';
import { snapshotOf } from '../text/snapshot.ts';
import { skippedFolders } from './exclude.ts';
import type { Project, Role } from './project.ts';

export interface SettleTools {
  readonly disk: Files;
  readonly advisories: KnownAdvisories;
  readonly languages: readonly Language[];
  /** Of a file that is not yet in the project. */
  roleOf(file: string): Role;
}

// Each round may find another module in what the one before has read.
const mostRounds = 30;

/** The unit's analysis with all that it asks for. A folder or a file that the disk does not give is one that is not there. */
export async function settled(project: Project, unit: string, tools: SettleTools): Promise<Analysis | undefined> {
  for (let round = 0; round < mostRounds; round++) {
    const folders = project.wanted(unit).folders;
    if (folders.length > 0) {
      await Promise.all(folders.map((folder) => readFolder(folder, project, tools)));
      continue;
    }
    const analysis = project.analyse(unit);
    const { files, advisories } = project.wanted(unit);
    if (files.length === 0 && advisories.length === 0) return analysis;
    if (advisories.length > 0) {
      await tools.advisories.load(ecosystems.filter((ecosystem) => advisories.includes(ecosystem)));
      project.renewAdvisories();
    }
    await Promise.all(files.map((file) => readText(file, project, tools)));
  }
  return project.analyse(unit);
}

/** What all units call, read at once; `folders` are those whose files the project has already. */
export async function readCalled(project: Project, folders: Iterable<string>, tools: SettleTools): Promise<void> {
  for (const folder of folders) project.provideFolder(folder);
  for (let round = 0; round < mostRounds; round++) {
    const wanted = new Set(project.units().flatMap((unit) => project.wanted(unit).folders));
    if (wanted.size === 0) return;
    await Promise.all([...wanted].map((folder) => readFolder(folder, project, tools)));
  }
}

async function readFolder(folder: string, project: Project, { disk, languages, roleOf }: SettleTools): Promise<void> {
  const entries = await disk.list(folder).catch(() => []);
  const files = entries
    .map((entry) => `${folder}/${entry}`)
    .filter((file) => !project.has(file) && languages.some((one) => one.calls && one.recognises(file, '')));
  const contents = await Promise.all(files.map((file) => contentOf(file, disk)));
  for (const [index, file] of files.entries()) {
    const content = contents[index];
    if (content?.kind === 'text' && !project.has(file))
      project.update(snapshotOf(file, content.text), undefined, roleOf(file))?.forget(file);
  }
  project.provideFolder(folder);
}

/** Files of values that the configuration names are Terraform's own; any other text is only read by the functions. */
export async function readText(
  file: string,
  project: Project,
  { disk, languages, roleOf }: SettleTools,
): Promise<void> {
  if (file.endsWith('/')) return project.provide(file, await filesBelow(file, disk));
  const content = await contentOf(file, disk);
  const text = content?.kind === 'text' ? content.text : undefined;
  project.provide(file, text);
  const isValues = languages.some((one) => one.calls && one.recognises(file, ''));
  if (isValues && text !== undefined && !project.has(file))
    project.update(snapshotOf(file, text), undefined, roleOf(file))?.forget(file);
}

// Whoever walks over more files than this does so over something that is generated.
const mostFiles = 2000;

/** A line each, from the folder on; undefined where there are too many, or none: they may be made before Terraform runs. */
async function filesBelow(folder: string, disk: Files): Promise<string | undefined> {
  const files: string[] = [];
  const waiting = [''];
  for (let below = waiting.shift(); below !== undefined; below = waiting.shift()) {
    if (files.length + waiting.length > mostFiles) return undefined;
    const entries = await disk.list(folder + below).catch(() => []);
    for (const entry of entries) {
      if (!entry.endsWith('/')) files.push(below + entry);
      else if (!skippedFolders.includes(entry.slice(0, -1))) waiting.push(below + entry);
    }
  }
  return files.length > 0 ? files.join('\n') : undefined;
}

const contentOf = (file: string, disk: Files): Promise<FileContent | undefined> =>
  disk.read(file).catch(() => undefined);

/** Does the file lie in a folder of copies that tools make of what others maintain? */
export const isCopied = (file: string): boolean => file.split('/').some((step) => skippedFolders.includes(step));
