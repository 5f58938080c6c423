// The options that choose files and rules; `scan`, `fix` and `baseline` share them.

import { resolve } from 'node:path';
import { type Severity, severities } from '../model/finding.ts';
import type { Arguments, Options } from './arguments.ts';
import type { Choice } from './prepare.ts';
import type { Shell } from './shell.ts';

export const choosing: Options = {
  severity: severities,
  all: 'flag',
  'no-config': 'flag',
  rules: 'several',
  framework: 'value',
  offline: 'flag',
};

export function chosen(given: Arguments, { folder }: Shell): Choice {
  return {
    roots: given.rest,
    configured: !given.has('no-config'),
    all: given.has('all'),
    severity: given.value('severity') as Severity | undefined,
    framework: given.value('framework'),
    rules: given.values('rules').map((path) => resolve(folder, path)),
  };
}
