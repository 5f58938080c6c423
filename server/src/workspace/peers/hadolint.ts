// hadolint's configuration: what is ignored, severities, trusted registries, the label schema. Keys about its output are passed over.
// https://github.com/hadolint/hadolint#configure

import type { Severity } from '../../model/finding.ts';
import { type Config, emptyConfig, type LabelFormat, labelFormats, type ReadConfig } from '../config.ts';
import { type Fields, isFields, readFields, textsIn } from './fields.ts';

export const readHadolintConfig = (file: string, text: string): ReadConfig => readFields(file, text, configOf);

function configOf(fields: Fields): Config {
  const strictLabels = fields['strict-labels'];
  const registries = registriesIn(fields['trustedRegistries']);
  const failOnDockerfiles = fields['no-fail'] === true ? 'none' : levels[String(fields['failure-threshold'])];
  return {
    ...emptyConfig,
    rules: { ...overridesIn(fields['override']), ...each(textsIn(fields['ignored']), 'off') },
    ...(registries.length > 0 && { baseRegistries: registries }),
    ...(isFields(fields['label-schema']) && { labels: labelsIn(fields['label-schema']) }),
    ...(typeof strictLabels === 'boolean' && { strictLabels }),
    ...(fields['disable-ignore-pragma'] === true && { withoutPragmas: true }),
    ...(failOnDockerfiles && { failOnDockerfiles }),
  };
}

const levels: Readonly<Record<string, Severity | 'none'>> = {
  error: 'high',
  warning: 'medium',
  info: 'low',
  style: 'info',
  ignore: 'none',
  none: 'none',
};

function overridesIn(override: unknown): Config['rules'] {
  if (!isFields(override)) return {};
  return Object.assign(
    {},
    ...Object.entries(override).map(([name, rules]) => {
      const level = levels[name];
      return each(textsIn(rules), level === undefined || level === 'none' ? 'off' : level);
    }),
  );
}

const each = (rules: readonly string[], level: Severity | 'off'): Config['rules'] =>
  Object.fromEntries(rules.map((rule) => [rule, level]));

/** Docker's own registry is also known by the name of its website. */
const registriesIn = (value: unknown): readonly string[] =>
  textsIn(value).map((registry) => (registry === 'hub.docker.com' ? 'docker.io' : registry));

function labelsIn(schema: Fields): Readonly<Record<string, LabelFormat>> {
  const labels = Object.entries(schema).flatMap(([name, written]) => {
    const format = labelFormats.find((one) => one === written);
    return format || written === 'rawtext' ? [[name, format ?? 'text'] as const] : [];
  });
  return Object.fromEntries(labels);
}
