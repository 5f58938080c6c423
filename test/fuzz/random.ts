// Random edits that are the same on every machine: what people type, paste, delete and break, in a text of any language.

import { type Edit, edited, type Snapshot } from '../../server/src/text/snapshot.ts';

/** Numbers from 0 up to but not including 1. */
export type Random = () => number;

/** Mulberry32: the same numbers for the same seed. */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seed of a text's own, so that its edits stay the same when other texts come and go. FNV-1a. */
export const seedOf = (text: string): number =>
  [...text].reduce((state, char) => Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193), 0x811c9dc5);

/** One change of an editor, mostly of one edit; `restored` is what undo brings back. */
export function randomChange(before: Snapshot, restored: string, random: Random): Snapshot {
  if (random() < 0.1) return edited(before, [whole(before.text, restored)], before.version + 1);
  const edits: Edit[] = [];
  let { text } = before;
  do {
    const edit = randomEdit(text, random);
    text = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
    edits.push(edit);
  } while (random() < 0.2);
  return edited(before, edits, before.version + 1);
}

const whole = (text: string, by: string): Edit => ({ span: { start: 0, end: text.length }, text: by });

function randomEdit(text: string, random: Random): Edit {
  const at = Math.floor(random() * (text.length + 1));
  const until = (length: number): number => Math.min(at + Math.floor(random() * length), text.length);
  const kind = random();
  if (kind < 0.35) return { span: { start: at, end: at }, text: pick(typed, random) };
  if (kind < 0.6) return { span: { start: at, end: until(12) }, text: '' };
  if (kind < 0.75) return { span: { start: at, end: until(6) }, text: pick(typed, random) };
  if (kind < 0.9) {
    // A piece of the text again, as copying does.
    const from = Math.floor(random() * text.length);
    return { span: { start: at, end: at }, text: text.slice(from, from + Math.floor(random() * 80)) };
  }
  return { span: { start: at, end: until(text.length) }, text: '' };
}

const pick = (from: readonly string[], random: Random): string => from[Math.floor(random() * from.length)] ?? '';

/** Signs that mean something in one of the languages, and characters that count differently in other encodings. */
const typed: readonly string[] = [
  ...[
    'x',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '0',
    '-1',
    '1e999',
    '😀',
    'é',
    '\uFEFF',
    '\u0000',
    '\uFFFC',
    '\uD800',
  ],
  ...[
    '"',
    "'",
    '`',
    '\\',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    ':',
    ': ',
    ';',
    ',',
    '=',
    '==',
    '.',
    '*',
    '&',
    '|',
    '%',
    '@',
    '!',
  ],
  ...[
    '#',
    '# ',
    '//',
    '/*',
    '*/',
    '- ',
    '---\n',
    '...\n',
    '${',
    '%{',
    '%{ if x }',
    '{{',
    '}}',
    '{{- end }}',
    '$',
    '$(',
    '$x',
    '<<EOF\n',
  ],
  ...[
    'EOF\n',
    '&&',
    '||',
    '\\\n',
    '&a ',
    '*a',
    '<<: *a\n',
    '? ',
    '!!str ',
    '|\n',
    '>-\n',
    'null',
    'true',
    'false',
    '~',
    'var.x',
    'local.x',
  ],
  ...[
    '\nRUN ',
    '\nFROM a AS b\n',
    '\nUSER root\n',
    'ONBUILD ',
    '--x=',
    'sudo ',
    'curl http://x | sh',
    'kind: Pod\n',
    'apiVersion: v1\n',
  ],
  ...[
    '\nresource "a" "b" {\n',
    '\nlocals {\n  x = local.x\n}\n',
    'count = 2\n',
    'dynamic "x" {\n',
    'each.key',
    '\nrequire (\n',
    '-r x\n',
  ],
  ...[
    '__proto__',
    'constructor',
    'lintel:ignore *',
    '# lintel:ignore-file docker/* -- x\n',
    '<<<<<<< HEAD\n',
    '=======\n',
    '>>>>>>> x\n',
  ],
];
