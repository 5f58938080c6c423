// The YAML of other tools' configuration, as plain fields. What is no YAML is told; keys that mean nothing here are passed over by the readers.

import { LineCounter, parseDocument } from 'yaml';
import type { Mistake } from '../../model/mistake.ts';
import { type Config, emptyConfig, type ReadConfig } from '../config.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Never throws. JSON is read as well. */
export function readFields(file: string, text: string, configOf: (fields: Fields) => Config): ReadConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = document.errors.map(({ pos: [start, end], message }): Mistake => {
    const { line, col } = lines.linePos(start);
    return { file, line, column: col, start, end, message };
  });
  const content: unknown = problems.length === 0 ? document.toJS() : undefined;
  return { config: isFields(content) ? configOf(content) : emptyConfig, problems, names: [] };
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The texts of a list, or a single one. */
export const textsIn = (value: unknown): readonly string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string');

/** The same, where a text may hold several with commas between. */
export const commaTextsIn = (value: unknown): readonly string[] =>
  textsIn(value)
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');

export const fieldsIn = (value: unknown): Fields => (isFields(value) ? value : {});
