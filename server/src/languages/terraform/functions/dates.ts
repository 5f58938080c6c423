// Dates. https://developer.hashicorp.com/terraform/language/functions/formatdate and its neighbours.

import { CallError, type Functions, pure } from './define.ts';

export const timeFunctions: Functions = {
  formatdate: pure(['string', 'string'], (spec, timestamp) => {
    const parts = partsOf(timestamp);
    return spec.replace(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (whole, quoted?: string) => {
      if (quoted !== undefined) return quoted.replaceAll("''", "'");
      const write = verbs[whole];
      if (!write) throw new CallError(`\`${whole}\` is no part of a date`);
      return write(parts);
    });
  }),
  timeadd: pure(['string', 'string'], (timestamp, duration) => {
    const moved = new Date(partsOf(timestamp).time + millisecondsOf(duration));
    return moved.toISOString().replace(/\.\d+Z$/, 'Z');
  }),
  timecmp: pure(['string', 'string'], (a, b) => Math.sign(partsOf(a).time - partsOf(b).time)),
};

interface Parts {
  readonly time: number;
  /** The local time of the timestamp's own zone, in the fields of UTC. */
  readonly local: Date;
  /** `Z` or `+01:00`. */
  readonly zone: string;
}

function partsOf(timestamp: string): Parts {
  const match = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(timestamp);
  const time = Date.parse(timestamp);
  const zone = match?.[1];
  if (zone === undefined || Number.isNaN(time)) throw new CallError(`\`${timestamp}\` is no timestamp of RFC 3339`);
  const [hours = 0, minutes = 0] = zone === 'Z' ? [] : zone.slice(1).split(':').map(Number);
  const offset = (hours * 60 + minutes) * 60_000 * (zone.startsWith('-') ? -1 : 1);
  return { time, local: new Date(time + offset), zone };
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const two = (value: number): string => String(value).padStart(2, '0');
const twelve = (hours: number): number => hours % 12 || 12;
const named = (names: readonly string[], index: number): string => names[index] ?? '';

const verbs: Readonly<Record<string, (parts: Parts) => string>> = {
  YYYY: ({ local }) => String(local.getUTCFullYear()),
  YY: ({ local }) => two(local.getUTCFullYear() % 100),
  MMMM: ({ local }) => named(months, local.getUTCMonth()),
  MMM: ({ local }) => named(months, local.getUTCMonth()).slice(0, 3),
  MM: ({ local }) => two(local.getUTCMonth() + 1),
  M: ({ local }) => String(local.getUTCMonth() + 1),
  DD: ({ local }) => two(local.getUTCDate()),
  D: ({ local }) => String(local.getUTCDate()),
  EEEE: ({ local }) => named(days, local.getUTCDay()),
  EEE: ({ local }) => named(days, local.getUTCDay()).slice(0, 3),
  hh: ({ local }) => two(local.getUTCHours()),
  h: ({ local }) => String(local.getUTCHours()),
  HH: ({ local }) => two(twelve(local.getUTCHours())),
  H: ({ local }) => String(twelve(local.getUTCHours())),
  AA: ({ local }) => (local.getUTCHours() < 12 ? 'AM' : 'PM'),
  aa: ({ local }) => (local.getUTCHours() < 12 ? 'am' : 'pm'),
  mm: ({ local }) => two(local.getUTCMinutes()),
  m: ({ local }) => String(local.getUTCMinutes()),
  ss: ({ local }) => two(local.getUTCSeconds()),
  s: ({ local }) => String(local.getUTCSeconds()),
  ZZZZZ: ({ zone }) => (zone === 'Z' ? '+00:00' : zone),
  ZZZZ: ({ zone }) => (zone === 'Z' ? '+0000' : zone.replace(':', '')),
  ZZZ: ({ zone }) => (/^(?:Z|[+-]00:00)$/.test(zone) ? 'UTC' : zone.replace(':', '')),
  Z: ({ zone }) => (/^(?:Z|[+-]00:00)$/.test(zone) ? 'Z' : zone),
};

const units: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000001,
};

function millisecondsOf(duration: string): number {
  const negative = duration.startsWith('-');
  const unsigned = duration.replace(/^[+-]/, '');
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$/.test(unsigned))
    throw new CallError(`\`${duration}\` is no duration`);
  let total = 0;
  for (const [, amount, unit] of unsigned.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g))
    total += Number(amount) * (units[unit ?? ''] ?? 0);
  return negative ? -total : total;
}
