// What Terraform's files are told by, and what is known of one after parsing.

import type { SourceFile } from '../../model/file.ts';
import { fileNameOf } from '../../text/path.ts';
import type { Item } from './syntax/ast.ts';

export interface TerraformFile extends SourceFile {
  readonly language: 'terraform';
  readonly items: readonly Item[];
  /** Of the file that `terraform init` writes: the folders of downloaded modules, by the names of the calls from the root on. */
  readonly installed?: ReadonlyMap<string, string>;
}

const named = /\.(?:tf|tofu|tfvars)(?:\.json)?$/i;
const languageIds = ['terraform', 'terraform-vars', 'opentofu', 'opentofu-vars'];

/** By its name; the editor's language id counts only for documents that have no name ending, such as new ones. */
export function isTerraform(file: string, languageId: string | undefined): boolean {
  if (named.test(file) || isInstalled(file)) return true;
  return languageId !== undefined && languageIds.includes(languageId) && !/\.[a-z]+$/i.test(fileNameOf(file));
}

/** What `terraform init` writes about the modules that it downloaded. */
export const isInstalled = (file: string): boolean => file.endsWith(`/${installedFolder}/modules.json`);

export const installedFolder = '.terraform/modules';

export const isJson = (file: string): boolean => /\.json$/i.test(file);

export const isVariableFile = (file: string): boolean => /\.tfvars(?:\.json)?$/i.test(file);

/** Terraform reads it on its own, after the others of its kind: `terraform.tfvars`, `*.auto.tfvars`. */
export function isLoadedVariableFile(file: string): boolean {
  return /^(?:terraform|.*\.auto)\.tfvars(?:\.json)?$/.test(fileNameOf(file));
}

/** What it says is merged into the blocks of the other files. */
export const isOverrideFile = (file: string): boolean =>
  /^(?:.*_)?override\.(?:tf|tofu)(?:\.json)?$/.test(fileNameOf(file));
