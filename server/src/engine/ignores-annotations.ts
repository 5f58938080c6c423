// Suppressions that stand in the annotations of a Kubernetes object, and hold for the whole of it.

import { mapAt } from '../model/entries.ts';
import type { SourceFile } from '../model/file.ts';
import type { Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import type { Entry } from '../model/value.ts';
import type { Span } from '../text/span.ts';
import type { Ignore } from './ignores.ts';

export function annotationIgnores(
  { file }: SourceFile,
  resources: readonly Resource[],
  spanOfPlace: (place: Place) => Span | undefined,
): readonly Ignore[] {
  return resources.flatMap(({ body, place }) => {
    const annotations = mapAt(body, 'metadata', 'annotations');
    const covers = spanOfPlace(place);
    if (!annotations || !covers) return [];
    return [...annotations.entries].flatMap(([key, entry]): Ignore[] => {
      const said = annotated(key, entry);
      const span = spanOfPlace(entry.place);
      return said && span ? [{ file, span, covers, ...said }] : [];
    });
  });
}

type Said = Pick<Ignore, 'tool' | 'names' | 'reason'>;

function annotated(key: string, { value }: Entry): Said | undefined {
  const text = value.kind === 'string' ? value.value.trim() : '';
  // checkov/kubernetes/kubernetes_utils.py, get_skipped_checks: `checkov.io/skip1: CKV_K8S_20=reason`
  if (/^(?:checkov|bridgecrew)\.io\/skip/.test(key)) {
    const [, id, reason] = /^([\w-]+)\s*(?:=(.*))?$/s.exec(text) ?? [];
    return id ? { tool: 'checkov', names: [id], ...reasoned(reason) } : undefined;
  }
  // kube-linter: docs/configuring-kubelinter.md, "Ignoring violations for specific cases"
  const check = /^ignore-check\.kube-linter\.io\/(.+)$/.exec(key)?.[1];
  if (check) return { tool: 'kube-linter', names: [check], ...reasoned(text) };
  return key === 'kube-linter.io/ignore-all' ? { tool: 'kube-linter', names: ['*'], ...reasoned(text) } : undefined;
}

const reasoned = (reason: string | undefined): { reason?: string } => (reason?.trim() ? { reason: reason.trim() } : {});
