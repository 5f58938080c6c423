// The editor's settings (section `lintel`) as the engine's. Whatever a client sends that is no setting is left out: clients send
// what users wrote.

import { defaultSettings, levels, type Settings } from '../engine/settings.ts';
import { severities } from '../model/finding.ts';

export interface ClientSettings {
  /** False: nothing is analysed. */
  readonly enabled: boolean;
  /** Shows the editor until when images get fixes? */
  readonly imageHints: boolean;
  /** Shows above dependencies how many of them are vulnerable? */
  readonly packageLens: boolean;
  /** What holds before any .lintel.yaml. */
  readonly settings: Settings;
}

export function readClientSettings(section: unknown): ClientSettings {
  const given = (typeof section === 'object' && section !== null ? section : {}) as Readonly<Record<string, unknown>>;
  const disabled = textsIn(given['disabled']).map((id) => [id, 'off'] as const);
  const chosen = Object.entries((given['rules'] ?? {}) as Readonly<Record<string, unknown>>).flatMap(([id, level]) => {
    const known = levels.find((one) => one === level);
    return known ? [[id, known] as const] : [];
  });
  return {
    enabled: given['enable'] !== false,
    imageHints: given['imageHints'] === true,
    packageLens: given['packageLens'] !== false,
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
