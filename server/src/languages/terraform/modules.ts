// Which modules are called from where. A local module is the folder that its source names; any other is the folder into which
// `terraform init` downloaded it, where that was done. The files of all of them come into one evaluation, that of the root module.
// https://developer.hashicorp.com/terraform/language/modules/sources

import { folderOf, joined } from '../../text/path.ts';
import { type Declaration, type Declarations, type Given, givenBy } from './evaluate/declarations.ts';
import { installedFolder, type TerraformFile } from './file.ts';
import type { Block } from './syntax/ast.ts';

export interface Module {
  readonly folder: string;
  readonly declarations: Declarations;
  /** What files of values say, by the variable's name; of the root alone, since Terraform reads them only there. */
  readonly given: ReadonlyMap<string, Given>;
}

/** What a call leads to; `says` is what is wrong with it in a user's words. */
export type Called =
  | { readonly kind: 'module'; readonly module: Module }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wrong'; readonly says: string };

export interface Modules {
  readonly root: Module;
  /** The module at the end of these calls, by their names. */
  at(names: readonly string[]): Module | undefined;
  /** `names` are the calls that lead to the module that `call` stands in. */
  called(names: readonly string[], call: Declaration): Called;
}

/** The folders that the files of one folder call, and the one where it is told what was downloaded. */
export function calledFolders(files: readonly TerraformFile[]): readonly string[] {
  const [first] = files;
  if (!first) return [];
  const folder = folderOf(first.file);
  const downloaded = files.flatMap(({ installed }) => [...(installed?.values() ?? [])]).filter(isDownloaded);
  const calls = files.flatMap((file) => file.items).flatMap(({ content }) => (isCall(content) ? [content] : []));
  const local = calls.flatMap((call) => {
    const source = sourceOf(call);
    return source !== undefined && isLocal(source) ? [joined(folder, source)] : [];
  });
  return [...new Set([...local, ...downloaded, ...(calls.length > 0 ? [joined(folder, installedFolder)] : [])])];
}

/** Copies of what others maintain. */
export const isDownloaded = (folder: string): boolean => `/${folder}/`.includes('/.terraform/');

const isCall = (content: TerraformFile['items'][number]['content']): content is Block =>
  content.kind === 'block' && content.type === 'module';

function sourceOf(call: Block): string | undefined {
  const source = call.body.attributes.find(({ name }) => name === 'source')?.value;
  return source?.kind === 'literal' && typeof source.value === 'string' ? source.value : undefined;
}

const isLocal = (source: string): boolean => /^\.\.?(?:\/|$)/.test(source);

/** `root` are the files of the root module, `called` those of all others, `values` the files of values that the user chose. */
export function modulesOf(
  root: readonly TerraformFile[],
  called: readonly TerraformFile[],
  values: readonly TerraformFile[],
  declarationsOf: (files: readonly TerraformFile[]) => Declarations,
): Modules {
  const folders = byFolder(called);
  const rootModule: Module = {
    folder: folderOf(root[0]?.file ?? ''),
    declarations: declarationsOf(root),
    given: givenBy(root, values),
  };
  const made = new Map([[rootModule.folder, rootModule]]);
  const moduleIn = (folder: string): Module | undefined => {
    const files = folders.get(folder);
    const known = made.get(folder);
    if (known || !files) return known;
    const module: Module = { folder, declarations: declarationsOf(files), given: new Map() };
    made.set(folder, module);
    return module;
  };
  const found = new Map<string, Called>();
  const modules: Modules = {
    root: rootModule,
    at(names) {
      const [name] = names.slice(-1);
      if (name === undefined) return rootModule;
      const outer = names.slice(0, -1);
      const call = modules.at(outer)?.declarations.objects.get(`module.${name}`);
      const answer = call && modules.called(outer, call);
      return answer?.kind === 'module' ? answer.module : undefined;
    },
    called(names, call) {
      const key = [...names, call.name].join('/');
      const known = found.get(key);
      if (known) return known;
      const answer = find(names, call);
      found.set(key, answer);
      return answer;
    },
  };

  const find = (names: readonly string[], call: Declaration): Called => {
    const source = sourceOf(call.block);
    const caller = modules.at(names);
    if (source === undefined || !caller) return { kind: 'unknown' };
    const folder = isLocal(source) ? joined(caller.folder, source) : downloadedTo([...names, call.name]);
    const module = folder === undefined ? undefined : moduleIn(folder);
    if (folder === undefined) return { kind: 'unknown' };
    const around = names.map((_, index) => modules.at(names.slice(0, index))?.folder);
    if ([...around, caller.folder].includes(folder))
      return { kind: 'wrong', says: `\`${source}\` is a module that calls itself by this, so it is not followed` };
    if (module) return { kind: 'module', module };
    return isLocal(source) && !isDownloaded(caller.folder)
      ? { kind: 'wrong', says: `there is no module in \`${source}\`` }
      : { kind: 'unknown' };
  };

  /** As the root says it, or else a module around the call that was a root itself. */
  const downloadedTo = (names: readonly string[]): string | undefined => {
    for (let length = 0; length < names.length; length++) {
      const folder = modules.at(names.slice(0, length))?.folder ?? '';
      const lists = folders.get(joined(folder, installedFolder)) ?? [];
      const key = names.slice(length).join('.');
      const listed = lists.map(({ installed }) => installed?.get(key)).find((dir) => dir !== undefined);
      if (listed !== undefined) return listed;
    }
    return undefined;
  };

  return modules;
}

function byFolder(files: readonly TerraformFile[]): ReadonlyMap<string, readonly TerraformFile[]> {
  const folders = new Map<string, TerraformFile[]>();
  for (const file of files) {
    const folder = folderOf(file.file);
    const known = folders.get(folder);
    if (known) known.push(file);
    else folders.set(folder, [file]);
  }
  return folders;
}
