// The rules of roles and the subjects of bindings, each a part of its own.

import type { Resource } from '../../model/resource.ts';
import type { MapValue } from '../../model/value.ts';
import { headerOfItem } from '../../syntax/yaml.ts';
import { writtenOf } from './written.ts';

export interface RbacObject {
  readonly body: MapValue;
  readonly kind: string;
  readonly name: string;
  readonly address: string;
  readonly text: string;
  readonly within: () => Resource;
}

const listOfKind: Readonly<Record<string, { readonly list: string; readonly type: string }>> = {
  Role: { list: 'rules', type: 'rbac-rule' },
  ClusterRole: { list: 'rules', type: 'rbac-rule' },
  RoleBinding: { list: 'subjects', type: 'rbac-subject' },
  ClusterRoleBinding: { list: 'subjects', type: 'rbac-subject' },
};

export function rbacParts({ body, kind, name, address, text, within }: RbacObject): Resource[] {
  const { list, type } = listOfKind[kind] ?? {};
  const items = list ? body.entries.get(list)?.value : undefined;
  if (!type || items?.kind !== 'list') return [];
  return items.items.flatMap((item, index) => {
    if (item.kind !== 'map') return [];
    const header = item.header ?? headerOfItem(item) ?? item.place;
    const named = type === 'rbac-subject' ? item.entries.get('name') : undefined;
    return [
      {
        language: 'kubernetes',
        type,
        name: (named && writtenOf(named.value, text)) ?? name,
        address: `${address}/${list}/${index}`,
        place: item.place,
        header,
        body: { ...item, header },
        parts: [],
        within,
      } satisfies Resource,
    ];
  });
}
