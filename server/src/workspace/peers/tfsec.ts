// tfsec's configuration: `exclude`, `include`, `severity_overrides` and `minimum_severity`.
// https://aquasecurity.github.io/tfsec/latest/guides/configuration/config

import type { Level } from '../../engine/settings.ts';
import type { Severity } from '../../model/finding.ts';
import { type Config, emptyConfig, type ReadConfig } from '../config.ts';
import { type Fields, fieldsIn, readFields, textsIn } from './fields.ts';

export const readTfsecConfig = (file: string, text: string): ReadConfig => readFields(file, text, configOf);

function configOf(fields: Fields): Config {
  // The program's YAML reader knows the key without its underscore.
  const severity = severityNamed(fields['minimum_severity'] ?? fields['minimumseverity']);
  const overrides = Object.entries(fieldsIn(fields['severity_overrides'])).flatMap(([name, written]) => {
    const level: Level | undefined = String(written).toUpperCase() === 'NONE' ? 'off' : severityNamed(written);
    return level ? [[name, level] as const] : [];
  });
  const excluded = textsIn(fields['exclude']);
  const included = textsIn(fields['include']);
  return {
    ...emptyConfig,
    rules: Object.fromEntries([...overrides, ...excluded.map((name) => [name, 'off'] as const)]),
    ...(severity && { severity }),
    ...(included.length > 0 && { chosen: [{ tool: 'tfsec', names: included }] }),
  };
}

/** Also the three levels of its first versions. */
const severityNames: Readonly<Record<string, Severity>> = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
  ERROR: 'high',
  WARNING: 'medium',
  INFO: 'low',
};

const severityNamed = (written: unknown): Severity | undefined => severityNames[String(written).toUpperCase()];
