// All functions by name. What reads the clock, chance or the machine is known by name only: its results are unknown.
// The reference: https://developer.hashicorp.com/terraform/language/functions

import { collectionFunctions } from './collections.ts';
import { timeFunctions } from './dates.ts';
import { type Functions, type TerraformFunction, unknownResult } from './define.ts';
import { encodingFunctions } from './encoding.ts';
import { fileFunctions } from './files.ts';
import { hashFunctions } from './hashes.ts';
import { networkFunctions } from './networks.ts';
import { numericFunctions } from './numbers.ts';
import { sequenceFunctions } from './sequences.ts';
import { setFunctions } from './sets.ts';
import { stringFunctions } from './strings.ts';
import { typeFunctions } from './types.ts';

const unknowable: readonly string[] = [
  'abspath',
  'base64gunzip',
  'base64gzip',
  'bcrypt',
  'pathexpand',
  'plantimestamp',
  'rsadecrypt',
  'timestamp',
  'uuid',
];

const functions: ReadonlyMap<string, TerraformFunction> = new Map(
  [
    Object.fromEntries(unknowable.map((name) => [name, unknownResult])) satisfies Functions,
    stringFunctions,
    numericFunctions,
    collectionFunctions,
    sequenceFunctions,
    setFunctions,
    typeFunctions,
    encodingFunctions,
    fileFunctions,
    hashFunctions,
    networkFunctions,
    timeFunctions,
  ].flatMap((family) => Object.entries(family)),
);

/** Functions may be written with the namespace that Terraform's own have: `core::upper`. */
export const functionNamed = (name: string): TerraformFunction | undefined =>
  functions.get(name.replace(/^core::/, ''));
