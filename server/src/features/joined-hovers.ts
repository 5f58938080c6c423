// Several hovers at one place as one.

import { type Hover, MarkupContent, MarkupKind } from 'vscode-languageserver';

/** What comes first stands first, and its range counts. */
export function joinedHovers(hovers: readonly (Hover | undefined)[]): Hover | undefined {
  const present = hovers.flatMap((hover) => hover ?? []);
  const [first, ...others] = present;
  if (!first || others.length === 0) return first;
  const texts = present.map(({ contents }) => (MarkupContent.is(contents) ? contents.value : ''));
  return { ...first, contents: { kind: MarkupKind.Markdown, value: texts.join('\n\n---\n\n') } };
}
