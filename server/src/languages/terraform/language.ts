// Terraform and OpenTofu, as a language of the program.

import type { Grammar } from '../../syntax/grammar.ts';
import { folderOf } from '../../text/path.ts';
import type { Language } from '../language.ts';
import { evaluateUnit } from './evaluate/unit.ts';
import { isTerraform, type TerraformFile } from './file.ts';
import { parseTerraform } from './parse.ts';

/** `grammar` is the published tree-sitter grammar of HCL. */
export function terraform(grammar: Grammar): Language<TerraformFile> {
  return {
    id: 'terraform',
    recognises: (file, _text, languageId) => isTerraform(file, languageId),
    parse: (snapshot, previous) => parseTerraform(snapshot, grammar, previous),
    unitOf: folderOf,
    evaluate: (files, previous) => evaluateUnit(files, previous),
    forget: (file) => grammar.forget(file),
  };
}
