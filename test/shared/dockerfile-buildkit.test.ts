// Dockerfiles that BuildKit's own parser is tested with: the same instructions with the same arguments must be read.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Instruction, readInstructions } from '../../server/src/languages/dockerfile/instruction.ts';
import { dockerfile } from '../../server/src/languages/dockerfile/language.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { grammarNamed } from '../grammars.ts';

interface Fixture {
  readonly name: string;
  readonly dockerfile: string;
  /** The S-expressions that BuildKit prints. */
  readonly result: string;
}

const fixturesFile = join(__dirname, '../../../shared/conformance/buildkit-parser.jsonl.gz');

describe('BuildKit’s parser fixtures', () => {
  it('are read as BuildKit reads them', async () => {
    const grammar = await grammarNamed('dockerfile');
    for (const { name, dockerfile: text, result } of fixtures()) {
      const instructions = grammar.parseText(text, (root) => readInstructions(root, text));
      const printed = instructions.map((instruction) => `(${print(instruction, text)})\n`).join('');
      assert.equal(printed, result, name);
    }
  });

  it('are lowered without a problem where BuildKit builds them', async () => {
    const language = dockerfile(await grammarNamed('dockerfile'), await grammarNamed('bash'));
    for (const { name, dockerfile: text } of fixtures()) {
      const file = language.parse(snapshotOf(`${name}/Dockerfile`, text));
      language.evaluate([file]);
      const messages = file.problems.map(({ message }) => message);
      assert.deepEqual(messages, [], name);
      language.forget(file.file);
    }
  });
});

function fixtures(): readonly Fixture[] {
  assert.ok(
    existsSync(fixturesFile),
    `${fixturesFile} is missing: this test needs the shared folder beside the checkout`,
  );
  const lines = gunzipSync(readFileSync(fixturesFile)).toString().trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function print(instruction: Instruction, text: string): string {
  const { keyword, flags, inner } = instruction;
  const written = flags.map(({ name, value }) => quoted(`--${name.text}${value ? `=${value.text}` : ''}`));
  return [
    keyword.toLowerCase(),
    ...(written.length > 0 ? [`[${written.join(' ')}]`] : []),
    ...(inner ? [`(${print(inner, text)})`] : argumentsOf(instruction, text).map(quoted)),
  ].join(' ');
}

function argumentsOf({ keyword, form, words, pairs, text, check, command }: Instruction, source: string): string[] {
  switch (keyword) {
    case 'ENV':
    case 'LABEL':
      return pairs.flatMap(({ name, value }) => [name.text, value?.text ?? '', source[name.end] === '=' ? '=' : '']);
    case 'ARG':
      return pairs.map(({ name, value }) => (value ? `${name.text}=${value.text}` : name.text));
    case 'FROM':
      return text.text.split(/\s+/);
    case 'HEALTHCHECK':
      return [
        ...(check ? [check] : []),
        ...(form === 'exec' ? words.map((word) => word.text) : command ? [command.text] : []),
      ];
    default:
      return form === 'exec' || words.length > 0 ? words.map((word) => word.text) : text.text ? [text.text] : [];
  }
}

/** A string as Go's `%q` prints it, as far as the fixtures go. */
function quoted(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '"': '\\"',
    '\\': '\\\\',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\0': '\\x00',
  };
  return `"${text.replace(/["\\\b\f\n\r\t\0]/g, (char) => named[char] ?? char)}"`;
}
