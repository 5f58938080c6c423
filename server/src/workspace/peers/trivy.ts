// Trivy's configuration, as far as it says what is looked at (`severity`, `scan.skip-dirs`, `scan.skip-files`, `ignorefile`, the files of
// values for Terraform), and its lists of what is ignored, which are lines or YAML.
// https://trivy.dev/latest/docs/references/configuration/config-file
// https://trivy.dev/latest/docs/configuration/filtering

import type { Skip } from '../../engine/skips.ts';
import { severities } from '../../model/finding.ts';
import { folderOf } from '../../text/path.ts';
import { type Config, emptyConfig, type ReadConfig } from '../config.ts';
import { commaTextsIn, type Fields, fieldsIn, isFields, readFields, textsIn } from './fields.ts';

export const readTrivyConfig = (file: string, text: string): ReadConfig => readFields(file, text, configOf);

function configOf(fields: Fields): Config {
  const scan = fieldsIn(fields['scan']);
  const terraform = fieldsIn(fieldsIn(fields['misconfiguration'])['terraform']);
  const shown = commaTextsIn(fields['severity']).map((name) => name.toLowerCase());
  const severity = severities.find((one) => shown.includes(one));
  const exclude = [...textsIn(scan['skip-dirs']), ...textsIn(scan['skip-files'])].map(fromFolder);
  const variableFiles = textsIn(terraform['vars']);
  const ignoreFile = fields['ignorefile'];
  return {
    ...emptyConfig,
    exclude,
    // Findings below the lowest of Trivy's own severities are its unknown ones.
    ...(severity && { severity: shown.includes('unknown') ? 'info' : severity }),
    ...(typeof ignoreFile === 'string' && { ignoreFile }),
    ...(variableFiles.length > 0 && { variableFiles }),
  };
}

/** Trivy's globs count from the folder that is scanned. */
const fromFolder = (pattern: string): string => `/${pattern.replace(/^(?:\.?\/)+/, '')}`;

export const readTrivyIgnore = (file: string, text: string): ReadConfig =>
  /\.ya?ml$/.test(file)
    ? readFields(file, text, (fields) =>
        withSkips(['misconfigurations', 'vulnerabilities', 'secrets'].flatMap((kind) => skipsIn(fields[kind], file))),
      )
    : { config: withSkips(text.split(/\r?\n/).flatMap(skipOf)), problems: [], names: [] };

const withSkips = (skips: readonly Skip[]): Config => ({ ...emptyConfig, ...(skips.length > 0 && { skips }) });

/** `AVD-AWS-0089 exp:2027-01-31`; what is no date makes Trivy leave the line out. */
function skipOf(line: string): Skip[] {
  const [name = '', ...rest] = line.trim().split(/\s+/);
  if (name === '' || name.startsWith('#')) return [];
  const until = rest.find((word) => word.startsWith('exp:'))?.slice('exp:'.length);
  if (until === undefined) return [{ names: [name] }];
  return isDay(until) ? [{ names: [name], until }] : [];
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

function skipsIn(entries: unknown, file: string): readonly Skip[] {
  return (Array.isArray(entries) ? entries : []).flatMap((entry): Skip[] => {
    const { id, paths, purls, expired_at: until } = isFields(entry) ? entry : ({} as Fields);
    // Which of several packages is meant is not told by a name.
    if (typeof id !== 'string' || purls !== undefined) return [];
    const globs = textsIn(paths);
    return [
      {
        names: [id],
        ...(globs.length > 0 && { files: { folder: `${folderOf(file)}/`, globs } }),
        ...(typeof until === 'string' && { until: until.slice(0, 10) }),
      },
    ];
  });
}
