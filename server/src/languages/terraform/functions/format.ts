// The format language of `format` and `formatlist`. https://developer.hashicorp.com/terraform/language/functions/format

import { hole, type Value } from '../../../model/value.ts';
import { booleanOf, numberOf, numberText, textOf } from '../evaluate/convert.ts';
import { jsonText } from './json.ts';

const verb = /%(?<flags>[-+ 0#]*)(?<width>\d+)?(?:\.(?<precision>\d+))?(?:\[(?<position>\d+)\])?(?<letter>[a-zA-Z%])/g;

interface Parts {
  readonly flags: string;
  readonly width?: string;
  readonly precision?: string;
  readonly position?: string;
  readonly letter: string;
}

/** What is not known leaves a hole. */
export function formatted(
  spec: string,
  given: readonly Value[],
): { readonly text: string } | { readonly error: string } {
  let error: string | undefined;
  let next = 0;
  const text = spec.replace(verb, (...match) => {
    const parts = match.at(-1) as Parts;
    if (parts.letter === '%') return '%';
    const index = parts.position === undefined ? next : Number(parts.position) - 1;
    next = index + 1;
    const value = given[index];
    if (!value) error ??= 'there are fewer arguments than verbs';
    const written = value && verbText(parts, value);
    if (written === undefined) error ??= `an argument does not fit \`%${parts.letter}\``;
    return padded(written ?? '', parts);
  });
  return error === undefined ? { text } : { error };
}

function verbText({ flags, precision, letter }: Parts, value: Value): string | undefined {
  if (value.kind === 'unknown') return hole;
  const number = (write: (value: number) => string): string | undefined => {
    const read = numberOf(value);
    return read === undefined ? undefined : signed(write(read), read, flags);
  };
  const digits = precision === undefined ? undefined : Number(precision);
  switch (letter) {
    case 'v':
      if (value.kind === 'string') return flags.includes('#') ? JSON.stringify(value.value) : value.value;
      return value.kind === 'number' || value.kind === 'boolean' ? textOf(value) : jsonText(value);
    case 's': {
      const written = textOf(value);
      return digits === undefined ? written : written?.slice(0, digits);
    }
    case 'q': {
      const written = textOf(value);
      return written === undefined ? undefined : JSON.stringify(written);
    }
    case 'd':
      return number((read) => numberText(Math.trunc(read)));
    case 'f':
    case 'F':
      return number((read) => read.toFixed(digits ?? 6));
    case 'e':
    case 'E': {
      const written = number((read) => read.toExponential(digits ?? 6).replace(/e([+-])(\d)$/, 'e$10$2'));
      return letter === 'E' ? written?.toUpperCase() : written;
    }
    case 'g':
    case 'G':
      return number((read) =>
        digits === undefined ? numberText(read) : String(Number(read.toPrecision(Math.max(1, digits)))),
      );
    case 'b':
      return number((read) => Math.trunc(read).toString(2));
    case 'o':
      return number((read) => Math.trunc(read).toString(8));
    case 'x':
      return number((read) => Math.trunc(read).toString(16));
    case 'X':
      return number((read) => Math.trunc(read).toString(16).toUpperCase());
    case 't': {
      const read = booleanOf(value);
      return read === undefined ? undefined : String(read);
    }
    default:
      return undefined;
  }
}

const signed = (text: string, value: number, flags: string): string =>
  value < 0 ? text : flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;

function padded(text: string, { flags, width, letter }: Parts): string {
  const length = Math.min(Number(width ?? 0), 1000);
  if (flags.includes('-')) return text.padEnd(length);
  if (!flags.includes('0') || 'vsqt'.includes(letter)) return text.padStart(length);
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(length - sign.length, '0');
}
