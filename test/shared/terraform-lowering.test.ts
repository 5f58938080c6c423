// Every Terraform file of the corpora next to the checkout, against HashiCorp's own parser: the same blocks, the same attributes, the
// same literals, and for everything else the same source text, which holds our spans to theirs.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse as parseWithHashiCorp } from '@cdktf/hcl2json';
import { terraform } from '../../server/src/languages/terraform/language.ts';
import type { Block, Body, Expression, Item, TemplatePart } from '../../server/src/languages/terraform/syntax/ast.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { grammarNamed } from '../grammars.ts';

const corpora = join(__dirname, '../../../shared/corpora');

const cases = join(__dirname, '../../../shared/conformance/cases');

interface Text {
  readonly file: string;
  readonly text: string;
}

describe('Terraform next to the checkout is lowered as HashiCorp reads it', function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'lintel-terraform-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('in the corpora', async () => {
    for (const archive of archivesIn(corpora)) execFileSync('tar', ['-xzf', join(corpora, archive), '-C', folder]);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:tf|tfvars)$/.test(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
    assert.ok(files.length > 0, `no Terraform in ${corpora}`);
    await assertSame(files.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') })));
  });

  it('in the conformance cases', async () => {
    const lines = ['checkov', 'trivy-checks'].flatMap((suite) =>
      gunzipSync(readFileSync(join(cases, `${suite}.jsonl.gz`)))
        .toString()
        .trim()
        .split('\n'),
    );
    const texts = lines.flatMap((line) => {
      const { case: name, files } = JSON.parse(line) as { case: string; files: Record<string, string> };
      return Object.entries(files).map(([file, text]) => ({ file: `${name}/${file}`, text }));
    });
    await assertSame(texts.filter(({ file }) => file.endsWith('.tf')));
  });
});

/** What the other parser refuses is not compared. */
async function assertSame(texts: readonly Text[]): Promise<void> {
  const language = terraform(await grammarNamed('hcl'));
  const mismatches: string[] = [];
  let lines = 0;
  let refused = 0;
  for (const { file, text } of texts) {
    lines += text.split('\n').length;
    const { items, problems } = language.parse(snapshotOf(file, text));
    language.forget(file);
    const theirs = await parseWithHashiCorp(file, text).catch(() => undefined);
    const difference = theirs && (problems[0]?.message ?? firstDifference(jsonOf(items), theirs, ''));
    if (!theirs) refused++;
    else if (difference) mismatches.push(`${file}${difference}`);
  }
  console.log(`      ${texts.length} files, ${lines} lines, ${refused} that HashiCorp's parser refuses`);
  assert.deepEqual(mismatches, []);
}

function archivesIn(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => name.endsWith('.tar.gz'));
  } catch {
    throw new Error(`the corpora are not there: expected .tar.gz files in ${path}`);
  }
}

type Json = Record<string, unknown>;

/** The form in which the other parser answers: labels are keys, every block is an element of a list. */
function jsonOf(items: readonly Item[]): Json {
  const result: Json = {};
  for (const { content, text } of items) {
    if (content.kind === 'attribute') result[content.name] = jsonValue(content.value, text);
    else addBlock(result, content, text);
  }
  return result;
}

function addBlock(into: Json, block: Block, text: string): void {
  let level = into;
  const path = [block.type, ...block.labels.map((label) => label.text)];
  for (const name of path.slice(0, -1)) {
    level[name] ??= {};
    level = level[name] as Json;
  }
  const last = path.at(-1) ?? '';
  level[last] ??= [];
  // Where an attribute has the same name, the other parser tells of the attribute only.
  const blocks = level[last];
  if (Array.isArray(blocks)) blocks.push(bodyOf(block.body, text));
}

function bodyOf(body: Body, text: string): Json {
  const result: Json = {};
  for (const attribute of body.attributes) result[attribute.name] = jsonValue(attribute.value, text);
  for (const block of body.blocks) addBlock(result, block, text);
  return result;
}

function jsonValue(expression: Expression, text: string): unknown {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? escaped(expression.value) : expression.value;
    case 'template':
      if (expression.parts.length === 1 && expression.parts[0]?.kind === 'interpolation') {
        return sourceOf(expression.parts[0].expression, text);
      }
      return expression.parts.map((part) => partText(part, text)).join('');
    case 'tuple':
      return expression.items.map((item) => jsonValue(item, text));
    case 'object':
      return Object.fromEntries(
        expression.entries.map(({ key, value }) => [
          key.kind === 'literal' ? String(jsonValue(key, text)) : keyText(key, text),
          jsonValue(value, text),
        ]),
      );
    case 'unary':
      if (expression.operator === '-' && expression.operand.kind === 'literal')
        return -Number(expression.operand.value);
      return sourceOf(expression, text);
    default:
      return sourceOf(expression, text);
  }
}

const escaped = (value: string): string => value.replace(/([$%])\{/g, '$1$1{');
const slice = ({ span }: Expression, text: string): string => text.slice(span.start, span.end);
const sourceOf = (expression: Expression, text: string): string => `\${${slice(expression, text)}}`;

function keyText(key: Expression, text: string): string {
  return key.kind === 'template' ? String(jsonValue(key, text)) : sourceOf(key, text);
}

function partText(part: TemplatePart, text: string): string {
  switch (part.kind) {
    case 'text':
      return escaped(part.value);
    case 'interpolation': {
      const { expression } = part;
      if (expression.kind !== 'conditional') return sourceOf(expression, text);
      // The other parser holds a conditional among other parts for the directive, which its tree does not tell apart.
      const branch = (inner: Expression): string =>
        inner.kind === 'literal' ? String(jsonValue(inner, text)) : sourceOf(inner, text);
      return ifText(slice(expression.condition, text), branch(expression.then), branch(expression.otherwise));
    }
    case 'if': {
      const otherwise = part.otherwise.map((inner) => partText(inner, text)).join('');
      const then = part.then.map((inner) => partText(inner, text)).join('');
      return ifText(slice(part.condition, text), then, otherwise);
    }
    case 'for': {
      const names = part.key === undefined ? part.value : `${part.key}, ${part.value}`;
      const body = part.body.map((inner) => partText(inner, text)).join('');
      return `%{for ${names} in ${slice(part.collection, text)}}${body}%{endfor}`;
    }
  }
}

const ifText = (condition: string, then: string, otherwise: string): string =>
  `%{if ${condition}}${then}${otherwise === '' ? '' : `%{else}${otherwise}`}%{endif}`;

/** Where two answers differ first. */
function firstDifference(ours: unknown, theirs: unknown, path: string): string | undefined {
  if (isObject(ours) && isObject(theirs)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const difference = firstDifference(ours[key], theirs[key], `${path} > ${key}`);
      if (difference) return difference;
    }
    return undefined;
  }
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length) {
    for (const [index, item] of ours.entries()) {
      const difference = firstDifference(item, theirs[index], `${path} > ${index}`);
      if (difference) return difference;
    }
    return undefined;
  }
  return Object.is(ours, theirs) ? undefined : `${path}: ${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}`;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
