// What an unquoted YAML scalar means. The dialect is that of kubectl and Helm, which read through sigs.k8s.io/yaml and so through
// go-yaml 2 (sigs.k8s.io/yaml v1.4.0, goyaml.v2/resolve.go): mostly YAML 1.1, so `yes`, `on` and `y` are booleans and 0644 is
// octal, but without base 60. Timestamps stay strings, since that is what they become on the way to JSON.

export type Scalar =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

const words: ReadonlyMap<string, Scalar> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, boolean(true)] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, boolean(false)] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, { kind: 'null' } as const] as const),
]);

const decimal = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const based = /^([-+]?)0(?:[xX]([\da-fA-F]+)|[oO]?([0-7]+)|[bB]([01]+))$/;

/** `text` is the scalar as written, without the white space around it. */
export function plainScalar(text: string): Scalar {
  const word = words.get(text);
  if (word) return word;
  if (!/^[-+.\d]/.test(text)) return { kind: 'string', value: text };
  const digits = text.startsWith('.') ? text : text.replaceAll('_', '');
  const [, sign, hexadecimal, octal, binary] = based.exec(digits) ?? [];
  if (hexadecimal) return number(sign, Number.parseInt(hexadecimal, 16));
  if (octal) return number(sign, Number.parseInt(octal, 8));
  if (binary) return number(sign, Number.parseInt(binary, 2));
  return decimal.test(digits) ? number('', Number(digits)) : { kind: 'string', value: text };
}

function boolean(value: boolean): Scalar {
  return { kind: 'boolean', value };
}

const number = (sign: string | undefined, value: number): Scalar => ({
  kind: 'number',
  value: sign === '-' ? -value : value,
});
