// Code lenses above the groups of dependencies in a manifest: how many of them are vulnerable, and the command that upgrades all that can be upgraded.

import type { CodeLens } from 'vscode-languageserver';
import type { Analysis } from '../engine/analyse.ts';
import type { Resource } from '../model/resource.ts';
import { rangeOf } from '../text/lsp.ts';
import { type Vulnerable, vulnerableIn } from './dependencies.ts';

export const upgradeCommand = 'lintel.upgradePackages';

/** What the command is given: the group of the lens, or all of them where it names none. */
export interface UpgradeWish {
  readonly uri: string;
  readonly group?: string;
}

export function packageLenses(file: string, uri: string, analysis: Analysis): readonly CodeLens[] {
  const groups = new Map<string, Vulnerable[]>();
  for (const one of vulnerableIn(file, analysis)) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return [...groups].flatMap(([group, vulnerable]) => lensOf(file, { uri, group }, vulnerable, analysis));
}

function lensOf(file: string, wish: UpgradeWish, vulnerable: readonly Vulnerable[], analysis: Analysis): CodeLens[] {
  const snapshot = analysis.snapshotOf(file);
  const [first] = vulnerable;
  const at = first && analysis.locate(headOf(first.dependency, first.group));
  if (!snapshot || at?.file !== file) return [];
  const isFixable = vulnerable.some(({ upgrade }) => upgrade.length > 0);
  const title = `${vulnerable.length} vulnerable${isFixable ? ', fix all' : ''}`;
  const range = rangeOf(snapshot, { start: at.span.start, end: at.span.start });
  return [
    { range, command: isFixable ? { title, command: upgradeCommand, arguments: [wish] } : { title, command: '' } },
  ];
}

/** The name of the group, where the format has one, or the first of its dependencies. */
function headOf(dependency: Resource, group: string): Resource['place'] {
  const manifest = dependency.within?.();
  const named = manifest?.body.entries.get(group);
  if (named?.value.kind === 'map') return named.key;
  const sameGroup = manifest?.parts.find(({ body }) => {
    const value = body.entries.get('group')?.value;
    return value?.kind === 'string' && value.value === group;
  });
  return (sameGroup ?? dependency).place;
}
