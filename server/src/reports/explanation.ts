// What `lintel explain` says of a rule: what it finds and why that matters, what to do, examples, the controls that it supports.

import type { Compliance } from '../compliance/frameworks.ts';
import type { Example, RuleFacts, RuleTexts } from '../rules/rule.ts';
import { marked } from '../text/marked.ts';
import { lineAt, lineSpan, lineText, snapshotOf } from '../text/snapshot.ts';
import type { Paint } from './paint.ts';
import { caretsBelow } from './underline.ts';

export function explanation(
  rule: RuleFacts,
  texts: RuleTexts | undefined,
  fix: string | undefined,
  compliance: Compliance,
  paint: Paint,
): string {
  const sections = [
    [
      `${paint('strong', rule.title)}`,
      `${rule.id}  ${paint(rule.severity, rule.severity)}  ${rule.category}${rule.default ? '' : '  off by default'}`,
    ],
    ...(texts ? [wrapped(texts.why), [paint('strong', 'What to do'), ...wrapped(texts.help).map(indented)]] : []),
    ...(fix === undefined ? [] : [[paint('strong', 'Fix'), indented(fix)]]),
    ...(texts?.examples ?? []).flatMap((example) => exampleSections(example, paint)),
    ...controlSections(rule, compliance, paint),
    ...listed(
      'Also known as',
      Object.entries(rule.aliases).map(([tool, ids]) => `${tool} ${ids.join(', ')}`),
      paint,
    ),
    ...listed(
      'Weaknesses',
      rule.cwe.map((cwe) => `CWE-${cwe}`),
      paint,
    ),
    ...listed('References', texts?.references ?? [], paint),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const indented = (line: string): string => (line === '' ? '' : `  ${line}`);

function listed(title: string, lines: readonly string[], paint: Paint): string[][] {
  return lines.length > 0 ? [[paint('strong', title), ...lines.map(indented)]] : [];
}

function exampleSections({ file, beside = {}, bad, fixed, good }: Example, paint: Paint): string[][] {
  const section = (title: string, lines: readonly string[]) => [
    `${paint('strong', title)} ${paint('faint', file)}`,
    ...lines.map(indented),
  ];
  const linesOf = (text: string) => text.trimEnd().split('\n');
  return [
    ...Object.entries(beside).map(([name, text]) => [
      `${paint('strong', 'Beside it')} ${paint('faint', name)}`,
      ...linesOf(text).map(indented),
    ]),
    ...(bad === undefined ? [] : [section('Found', underlined(bad, paint))]),
    ...(fixed === undefined ? [] : [section('Repaired', linesOf(fixed))]),
    ...(good === undefined ? [] : [section('Accepted', linesOf(good))]),
  ];
}

function underlined(example: string, paint: Paint): readonly string[] {
  const { text, marks } = marked(example);
  const snapshot = snapshotOf('', text.trimEnd());
  return snapshot.lines.flatMap((_, line) => {
    const span = lineSpan(snapshot, line);
    const content = lineText(snapshot, line);
    const below = marks
      .filter(({ start }) => lineAt(snapshot, start) === line)
      .map(({ start, end }) => {
        const { indent, carets } = caretsBelow(content, start - span.start, Math.min(end, span.end) - span.start);
        return indent + paint('high', carets);
      });
    return [content, ...below];
  });
}

function controlSections({ frameworks }: RuleFacts, compliance: Compliance, paint: Paint): string[][] {
  const named = compliance.frameworks.flatMap(({ id, title, controls }) => {
    const ids = frameworks[id] ?? [];
    const width = Math.max(0, ...ids.map((control) => control.length));
    return ids.length > 0
      ? [title, ...ids.map((control) => indented(`${control.padEnd(width)}  ${controls[control] ?? ''}`.trimEnd()))]
      : [];
  });
  return listed('Supports', named, paint);
}

const lineLength = 100;

function wrapped(text: string): readonly string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > lineLength) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
