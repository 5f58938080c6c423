// Checkov's configuration: `skip-check`, `check`, `skip-path` and `var-file`. Severities among the checks are those of a paid service, so
// they are passed over, as Checkov does without it.
// https://www.checkov.io/2.Basics/CLI%20Command%20Reference.html

import { type Config, emptyConfig, type ReadConfig } from '../config.ts';
import { commaTextsIn, type Fields, readFields, textsIn } from './fields.ts';

export const readCheckovConfig = (file: string, text: string): ReadConfig => readFields(file, text, configOf);

function configOf(fields: Fields): Config {
  const skipped = checksIn(fields['skip-check']);
  const chosen = checksIn(fields['check']);
  const paths = textsIn(fields['skip-path']).filter(isPattern);
  const variableFiles = textsIn(fields['var-file']);
  return {
    ...emptyConfig,
    ...(skipped.length > 0 && { skips: [{ names: skipped }] }),
    ...(chosen.length > 0 && { chosen: [{ tool: 'checkov', names: chosen }] }),
    ...(paths.length > 0 && { excludePatterns: paths }),
    ...(variableFiles.length > 0 && { variableFiles }),
  };
}

const severities = /^(?:NONE|INFO|LOW|MEDIUM|MODERATE|HIGH|CRITICAL|IMPORTANT)$/;

const checksIn = (value: unknown): readonly string[] => commaTextsIn(value).filter((name) => !severities.test(name));

/** Patterns are Python's, of which a few mean nothing here. */
function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
