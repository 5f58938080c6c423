// Manifests as resources: what is recognised, how resources are named and placed, and what an edit leaves as it was.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { type KubernetesFile, kubernetes } from '../../../server/src/languages/kubernetes/language.ts';
import { locate } from '../../../server/src/model/file.ts';
import type { Resource } from '../../../server/src/model/resource.ts';
import { edited, snapshotOf } from '../../../server/src/text/snapshot.ts';

const language = kubernetes();

describe('Kubernetes', () => {
  describe('recognises', () => {
    const object = 'apiVersion: v1\nkind: Pod\n';
    const cases: readonly (readonly [file: string, text: string, languageId: string | undefined, expected: boolean])[] =
      [
        ['a.yaml', object, undefined, true],
        ['a.yml', `# note\n---\nx: 1\n---\n${object}`, undefined, true],
        ['a.yaml', `${object}metadata:\n  name: "half\n`, undefined, true],
        ['a.yaml', '{{- if .x }}\napiVersion: v1\nkind: {{ .kind }}\n{{- end }}', undefined, true],
        ['a.json', '{"apiVersion": "v1", "kind": "Pod"}', undefined, true],
        ['a.yaml', '{"kind": "Pod", "apiVersion": "v1"}', undefined, true],
        ['untitled:Untitled-1', object, 'yaml', true],
        ['a.txt', object, 'yaml', false],
        ['a.yaml', 'apiVersion: v2\nname: chart\n', undefined, false],
        ['a.yaml', 'apiVersion: v1\n---\nkind: Pod\n', undefined, false],
        ['a.yaml', 'jobs:\n  apiVersion: v1\n  kind: Pod\n', undefined, false],
        ['package.json', '{"name": "a", "x": {"apiVersion": "v1", "kind": "Pod"}}', undefined, false],
      ];
    for (const [file, text, languageId, expected] of cases) {
      it(`${file} ${JSON.stringify(text)}`, () => equal(language.recognises(file, text, languageId), expected));
    }
  });

  describe('addresses', () => {
    const cases: readonly (readonly [text: string, addresses: readonly string[]])[] = [
      ['apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}', ['Deployment/default/web']],
      ['apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: b}', ['Service/b/a']],
      ['apiVersion: v1\nkind: Namespace\nmetadata: {name: a}', ['Namespace/a']],
      ['apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a-}', ['Job/default/a-']],
      ['apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration', ['KubeletConfiguration']],
      ['apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization', ['Kustomization']],
      [
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n  namespace: "{{ .ns }}-x"',
        ['Pod/{{ .ns }}-x/{{ .Values.name }}'],
      ],
      [
        'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: a}}\n- {apiVersion: v1, kind: Node, metadata: {name: b}}',
        ['Secret/default/a', 'Node/b'],
      ],
      ['apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}', ['Pod/default/a']],
      [
        'apiVersion: v1\n{{ if .x }}\nkind: Role\n{{ else }}\nkind: ClusterRole\n{{ end }}\nmetadata: {name: a}',
        ['Role/default/a'],
      ],
      ['x: 1\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}', ['Pod/default/a']],
    ];
    for (const [text, addresses] of cases) {
      it(JSON.stringify(text), () =>
        deepEqual(
          resourcesOf(parse(text)).map(({ address }) => address),
          addresses,
        ),
      );
    }
  });

  it('reads JSON', () => {
    const file = language.parse(
      snapshotOf(
        'a.json',
        '{"apiVersion": "v1",\n\t"kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [{"image": "b", "name": "c"}]}}',
      ),
    );
    const [pod] = resourcesOf(file);
    equal(pod?.address, 'Pod/default/a');
    equal(textOf(file, pod), '"kind": "Pod"');
    equal(textOf(file, pod?.parts[0]?.parts[0]), '"name": "c"');
  });

  describe('reports', () => {
    const cases: readonly (readonly [text: string, message: string])[] = [
      ['apiVersion: v1\nkind: {{ .x }}', 'not analysed: the kind of this object is not known'],
      ['apiVersion: v1\nkind:', 'not analysed: the kind of this object is not known'],
      ['kind: Pod', 'not analysed: this object has no `apiVersion`'],
    ];
    for (const [text, message] of cases) {
      it(JSON.stringify(text), () =>
        deepEqual(
          parse(text).problems.map((problem) => problem.message),
          [message],
        ),
      );
    }
  });

  it('underlines the kind, in JSON and YAML, of items of lists too', () => {
    const file = parse('apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret # note\n');
    equal(textOf(file, resourcesOf(file)[0]), 'kind: Secret');
  });

  it('gives RBAC rules and subjects', () => {
    const text = [
      'apiVersion: rbac.authorization.k8s.io/v1',
      'kind: ClusterRole',
      'metadata: {name: reader}',
      'rules:',
      '- apiGroups: [""]',
      '  resources: [pods]',
      '  verbs: [get]',
      '---',
      'apiVersion: rbac.authorization.k8s.io/v1',
      'kind: ClusterRoleBinding',
      'metadata: {name: readers}',
      'subjects:',
      '- kind: User',
      '  name: jane',
    ].join('\n');
    const file = parse(text);
    const parts = resourcesOf(file).flatMap((resource) => resource.parts);
    deepEqual(
      parts.map((part) => [part.type, part.name, part.address, textOf(file, part), part.within?.().address]),
      [
        ['rbac-rule', 'reader', 'ClusterRole/reader/rules/0', 'apiGroups', 'ClusterRole/reader'],
        ['rbac-subject', 'jane', 'ClusterRoleBinding/readers/subjects/0', 'name: jane', 'ClusterRoleBinding/readers'],
      ],
    );
  });

  it('keeps the resources of documents that an edit leaves alone', () => {
    const document = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n`;
    const before = snapshotOf('a.yaml', [document('a'), document('b')].join('---\n'));
    const at = before.text.indexOf('a}');
    const first = language.parse(before);
    const second = language.parse(edited(before, [{ span: { start: at, end: at }, text: 'xyz' }], 2), first);
    const [oldA, oldB] = resourcesOf(first);
    const [newA, newB] = resourcesOf(second);
    deepEqual([oldA === newA, oldB === newB], [false, true]);
    equal(newA?.name, 'xyza');
    equal(textOf(second, newB), 'kind: Pod');
    ok(newB);
    deepEqual(locate(newB.header, () => second)?.span.start, (locate(newB.header, () => first)?.span.start ?? 0) + 3);
  });
});

function parse(text: string): KubernetesFile {
  return language.parse(snapshotOf('a.yaml', text));
}

const resourcesOf = (file: KubernetesFile): readonly Resource[] => language.evaluate([file]).resources;

/** The text that is underlined when something is absent. */
function textOf(file: KubernetesFile, resource: Resource | undefined): string | undefined {
  const location = resource && locate(resource.header, () => file);
  return location && file.snapshot.text.slice(location.span.start, location.span.end);
}
