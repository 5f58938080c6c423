// Terraform and OpenTofu, as a language of the program.

import { nothingAround } from '../../model/file.ts';
import type { Grammar } from '../../syntax/grammar.ts';
import { folderOf } from '../../text/path.ts';
import type { Language } from '../language.ts';
import { takingCopies } from './copies.ts';
import { noDefaults, type ProviderDefaults } from './defaults.ts';
import { gatherer } from './evaluate/declarations.ts';
import { evaluateUnit } from './evaluate/unit.ts';
import { isTerraform, type TerraformFile } from './file.ts';
import { calledFolders } from './modules.ts';
import { parseTerraform } from './parse.ts';
import { templateIn } from './syntax/strings.ts';

/** `grammar` is the published tree-sitter grammar of HCL. */
export function terraform(grammar: Grammar, defaults: ProviderDefaults = noDefaults): Language<TerraformFile> {
  const shared = { template: (text: string) => templateIn(text, grammar), declarationsOf: gatherer(), defaults };
  return {
    id: 'terraform',
    recognises: (file, _text, languageId) => isTerraform(file, languageId),
    parse: takingCopies((snapshot, previous) => parseTerraform(snapshot, grammar, previous)),
    unitOf: folderOf,
    calls: calledFolders,
    evaluate: (files, previous, around = nothingAround) => evaluateUnit(files, previous, { ...around, ...shared }),
    forget: (file) => grammar.forget(file),
  };
}
