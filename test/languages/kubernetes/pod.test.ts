// The pod and container views: which kinds give them, images, programs and flags, and the security context that holds.

import { deepEqual, equal } from 'node:assert/strict';
import { kubernetes } from '../../../server/src/languages/kubernetes/language.ts';
import type { Place } from '../../../server/src/model/place.ts';
import type { Resource } from '../../../server/src/model/resource.ts';
import { hole, plain, type Value } from '../../../server/src/model/value.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';

const language = kubernetes();

describe('pods', () => {
  const pod = 'spec: {containers: [{name: a}]}';
  const template = `spec: {template: {metadata: {labels: {x: z}}, ${pod}}}`;
  const kinds: readonly (readonly [kind: string, body: string])[] = [
    ['Pod', `metadata: {labels: {x: z}}\n${pod}`],
    ['PodTemplate', `template: {metadata: {labels: {x: z}}, ${pod}}`],
    ['CronJob', `spec: {jobTemplate: {${template}}}`],
    ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'].map(
      (kind) => [kind, template] as const,
    ),
    ...['Rollout', 'Service', 'DeploymentConfig', 'Anything'].map((kind) => [kind, template] as const),
  ];
  for (const [kind, body] of kinds) {
    it(kind, () => {
      const text = `apiVersion: v1\nkind: ${kind}\n${body}\n`;
      const [view] = partsOf(text);
      equal(view?.type, 'pod');
      equal(textAt(text, view?.header), 'spec');
      equal(view?.within?.().type, kind);
      deepEqual(view && plain(view.body), {
        containers: [{ name: 'a' }],
        $kind: kind,
        $namespace: 'default',
        $metadata: { labels: { x: 'z' } },
      });
      deepEqual(
        view?.parts.map(({ type, name, within }) => [type, name, within?.() === view]),
        [['container', 'a', true]],
      );
    });
  }

  it('are not seen where a kind has a template of another sort', () => {
    deepEqual(partsOf('apiVersion: v1\nkind: Certificate\nspec: {template: {spec: {x: 1}}}\n'), []);
  });
});

describe('containers', () => {
  it('of all three roles', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nspec:\n  containers: [{name: a}]\n  initContainers: [{name: b}]\n  ephemeralContainers: [{image: c}]\n';
    deepEqual(
      partsOf(text)[0]?.parts.map(({ name, address, body }) => [
        name,
        address,
        plain(body.entries.get('$role')?.value as Value),
      ]),
      [
        ['b', 'Pod/default/pod/b', 'init'],
        ['a', 'Pod/default/pod/a', 'container'],
        ['ephemeralContainers[0]', 'Pod/default/pod/ephemeralContainers[0]', 'ephemeral'],
      ],
    );
  });

  describe('images', () => {
    const cases: readonly (readonly [image: string, parts: unknown, written: unknown])[] = [
      [
        'nginx',
        { registry: 'docker.io', repository: 'library/nginx', name: 'nginx' },
        { registry: 'nginx', repository: 'nginx', name: 'nginx' },
      ],
      [
        '"gcr.io/a/b:1@sha256:c"',
        { registry: 'gcr.io', repository: 'a/b', name: 'b', tag: '1', digest: 'sha256:c' },
        { registry: 'gcr.io', repository: 'a/b', name: 'b', tag: '1', digest: 'sha256:c' },
      ],
      [
        'a/b:{{ .tag }}',
        { registry: 'docker.io', repository: 'a/b', name: 'b', tag: undefined, digest: undefined },
        { registry: 'a/b', repository: 'a/b', name: 'b', tag: 'a/b:{{ .tag }}', digest: 'a/b:{{ .tag }}' },
      ],
      ['{{ .image }}', undefined, undefined],
    ];
    for (const [image, parts, written] of cases) {
      it(image, () => {
        const text = `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: ${image}\n`;
        const value = virtualOf(text, '$image');
        deepEqual(value && plain(value), parts);
        const places =
          value?.kind === 'map'
            ? [...value.entries].map(([key, entry]) => [key, textAt(text, entry.value.place)])
            : undefined;
        deepEqual(places && Object.fromEntries(places), written);
      });
    }
  });

  describe('programs and flags', () => {
    const cases: readonly (readonly [container: string, program: unknown, flags: unknown, written: unknown])[] = [
      ['command: [/usr/bin/kube-apiserver, --a=b]', 'kube-apiserver', { a: 'b' }, { a: 'b' }],
      ['command: ["kube-apiserver", "--a=b=c", "-v=2"]', 'kube-apiserver', { a: 'b=c', v: '2' }, { a: 'b=c', v: '2' }],
      ['command: [x], args: [--a, b, --c, --d, 5]', 'x', { a: 'b', c: 'true', d: '5' }, { a: 'b', c: '--c', d: '5' }],
      ['args: [--a=b]', undefined, { a: 'b' }, { a: 'b' }],
      ['command: [x, --a=$(B), --c=d-$(E)]', 'x', { a: undefined, c: `d-${hole}` }, { a: '$(B)', c: 'd-$(E)' }],
      ['command: [x, "--a="]', 'x', { a: '' }, { a: '' }],
      ['image: a', undefined, {}, {}],
    ];
    for (const [container, program, flags, written] of cases) {
      it(container, () => {
        const text = `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - {${container}}\n`;
        const found = virtualOf(text, '$program');
        equal(found && plain(found), program);
        const value = virtualOf(text, '$flags');
        deepEqual(value && plain(value), flags);
        const places =
          value?.kind === 'map' ? [...value.entries].map(([key, entry]) => [key, textAt(text, entry.value.place)]) : [];
        deepEqual(Object.fromEntries(places), written);
      });
    }

    it('underline the program where a flag is absent', () => {
      const text = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - command: [/bin/etcd]\n';
      const flags = virtualOf(text, '$flags');
      equal(textAt(text, flags?.kind === 'map' ? flags.header : undefined), 'etcd');
    });

    it('may be more where a template adds to them', () => {
      const text =
        'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - command:\n        - x\n        {{- toYaml .a | nindent 8 }}\n';
      const flags = virtualOf(text, '$flags');
      equal(flags?.kind === 'map' && flags.open, true);
    });
  });

  describe('security contexts', () => {
    const cases: readonly (readonly [
      name: string,
      pod: string,
      container: string,
      expected: unknown,
      header: string,
    ])[] = [
      [
        'from the container',
        '{}',
        'name: a, securityContext: {privileged: true}',
        { privileged: true },
        'securityContext',
      ],
      ['from the pod', '{runAsUser: 1, fsGroup: 2}', 'name: a', { runAsUser: 1 }, 'name: a'],
      [
        'the container first',
        '{runAsUser: 1, runAsNonRoot: true}',
        'securityContext: {runAsUser: 2}',
        { runAsUser: 2, runAsNonRoot: true },
        'securityContext',
      ],
      ['not known', '{}', 'securityContext: "{{ .x }}"', undefined, ''],
    ];
    for (const [name, pod, container, expected, header] of cases) {
      it(name, () => {
        const text = `apiVersion: v1\nkind: Pod\nspec:\n  securityContext: ${pod}\n  containers:\n    - {${container}}\n`;
        const value = virtualOf(text, '$security');
        deepEqual(value && plain(value), expected);
        equal(value?.kind === 'map' ? textAt(text, value.header) : '', header);
      });
    }

    it('may hold more where that of the pod is not known', () => {
      const text =
        'apiVersion: v1\nkind: Pod\nspec:\n  securityContext:\n    {{- toYaml .x | nindent 4 }}\n  containers:\n    - name: a\n';
      const value = virtualOf(text, '$security');
      equal(value?.kind === 'map' && value.open, true);
    });
  });
});

function partsOf(text: string): readonly Resource[] {
  const [resource] = language.evaluate([language.parse(snapshotOf('a.yaml', text))]).resources;
  return resource?.parts ?? [];
}

/** An entry of the first container. */
function virtualOf(text: string, key: string): Value | undefined {
  return partsOf(text)[0]?.parts[0]?.body.entries.get(key)?.value;
}

function textAt(text: string, place: Place | undefined): string | undefined {
  return place && text.slice(place.start, place.end);
}
