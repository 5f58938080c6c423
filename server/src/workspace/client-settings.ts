// The editor's settings (section `lintel`) as the engine's. Whatever a client sends that is no setting is left out: clients send
// what users wrote.

import { defaultSettings, type Settings } from '../engine/settings.ts';
import { type Severity, severities } from '../model/finding.ts';

export interface ClientSettings {
  /** False: nothing is analysed. */
  readonly enabled: boolean;
  /** What holds before any .lintel.yaml. */
  readonly settings: Settings;
}

export function readClientSettings(section: unknown): ClientSettings {
  const given = (typeof section === 'object' && section !== null ? section : {}) as Readonly<Record<string, unknown>>;
  const disabled = textsIn(given['disabled']).map((id) => [id, 'off'] as const);
  const chosen = Object.entries((given['rules'] ?? {}) as Readonly<Record<string, unknown>>).flatMap(([id, level]) => {
    const known = levelOf(level);
    return known ? [[id, known] as const] : [];
  });
  return {
    enabled: given['enable'] !== false,
    settings: {
      ...defaultSettings,
      severity: severities.find((severity) => severity === given['severity']) ?? defaultSettings.severity,
      rules: Object.fromEntries([...chosen, ...disabled]),
      all: given['allRules'] === true,
      frameworks: textsIn(given['frameworks']),
    },
  };
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

const levelOf = (value: unknown): Severity | 'off' | 'on' | undefined =>
  ([...severities, 'off', 'on'] as const).find((level) => level === value);
