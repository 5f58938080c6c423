// TOML's values without quotes or brackets: booleans, numbers, dates and times. Dates stay texts, as they are written.

import type { Value } from '../../model/value.ts';
import { type Cursor, placeAt, report, take } from './cursor.ts';

const date = /\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?(?![\w.:+-])/y;
const time = /\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?![\w.:+-])/y;

// All that may be meant as one word: a version or a name that misses its quotes, too.
const word = /[^\s,\]}#"']+/y;

/** Undefined where nothing stands here that could be a value, which is not reported. */
export function readScalar(cursor: Cursor): Value | undefined {
  const start = cursor.at;
  const moment = take(cursor, date) ?? take(cursor, time);
  if (moment) return { kind: 'string', value: moment, place: placeAt(cursor, start, cursor.at) };
  const written = take(cursor, word);
  if (!written) return undefined;
  const place = placeAt(cursor, start, cursor.at);
  if (written === 'true' || written === 'false') return { kind: 'boolean', value: written === 'true', place };
  const number = numberOf(written);
  if (number !== undefined) return { kind: 'number', value: number, place };
  report(cursor, start, cursor.at, `\`${written}\` is not a value of TOML; texts stand in quotes`);
  return { kind: 'unknown', reason: 'the value cannot be read', place };
}

const decimal = /^[+-]?(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?$/;
const based = /^0(?:x[\da-fA-F](?:_?[\da-fA-F])*|o[0-7](?:_?[0-7])*|b[01](?:_?[01])*)$/;
const special: Readonly<Record<string, number>> = { inf: Infinity, nan: Number.NaN };

function numberOf(written: string): number | undefined {
  if (decimal.test(written) || based.test(written)) return Number(written.replaceAll('_', ''));
  const value = special[written.replace(/^[+-]/, '')];
  return value !== undefined && written.startsWith('-') ? -value : value;
}
