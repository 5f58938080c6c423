// Terraform for tests: files by name to resources, and values as text that a table can hold.

import assert from 'node:assert/strict';
import type { Language } from '../../../server/src/languages/language.ts';
import type { TerraformFile } from '../../../server/src/languages/terraform/file.ts';
import { terraform } from '../../../server/src/languages/terraform/language.ts';
import { locate, nothingAround, type Unit } from '../../../server/src/model/file.ts';
import type { Place } from '../../../server/src/model/place.ts';
import type { Resource } from '../../../server/src/model/resource.ts';
import { hole, type Value } from '../../../server/src/model/value.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';
import { grammarNamed } from '../../grammars.ts';

let started: Promise<Language<TerraformFile>> | undefined;

export function language(): Promise<Language<TerraformFile>> {
  started ??= grammarNamed('hcl').then(terraform);
  return started;
}

export interface Module {
  readonly files: readonly TerraformFile[];
  readonly unit: Unit;
  resource(address: string): Resource;
  /** The value at a path such as `ingress.0.cidr_blocks`. */
  value(address: string, path: string): Value;
  /** The text at a place, behind its file where that is not main.tf. */
  textAt(place: Place): string;
}

/** A text alone is main.tf. `texts` is what functions read: null where there is no such file. */
export async function evaluated(
  given: string | Readonly<Record<string, string>>,
  outside: Readonly<Record<string, string | null>> = {},
): Promise<Module> {
  const texts = typeof given === 'string' ? { 'main.tf': given } : given;
  const terraformLanguage = await language();
  const files = Object.entries(texts).map(([file, text]) => terraformLanguage.parse(snapshotOf(file, text)));
  for (const { file } of files) terraformLanguage.forget(file);
  return moduleOf(
    files,
    terraformLanguage.evaluate(files, undefined, { ...nothingAround, text: (file) => outside[file] }),
  );
}

export function moduleOf(files: readonly TerraformFile[], unit: Unit): Module {
  const resource = (address: string): Resource => {
    const found = unit.resources.find((candidate) => candidate.address === address);
    assert.ok(found, `no ${address} among ${unit.resources.map((candidate) => candidate.address).join(', ')}`);
    return found;
  };
  return {
    files,
    unit,
    resource,
    value(address, path) {
      let value: Value = resource(address).body;
      for (const step of path.split('.').filter(Boolean)) {
        const child: Value | undefined =
          value.kind === 'list'
            ? value.items[Number(step)]
            : value.kind === 'map'
              ? value.entries.get(step)?.value
              : undefined;
        assert.ok(child, `no \`${step}\` of \`${path}\` in ${address}`);
        value = child;
      }
      return value;
    },
    textAt(place) {
      const location = locate(place, (name) => files.find(({ file }) => file === name));
      assert.ok(location, 'the place is in no file');
      const text = files
        .find(({ file }) => file === location.file)
        ?.snapshot.text.slice(location.span.start, location.span.end);
      return location.file === 'main.tf' ? `${text}` : `${location.file}: ${text}`;
    },
  };
}

/** A value as plain data: `?` for unknown, `…` for a hole, and a last `…` for what may follow in an open collection. */
export function shown(value: Value): unknown {
  switch (value.kind) {
    case 'string':
      return value.value.replaceAll(hole, '…');
    case 'unknown':
      return '?';
    case 'list':
      return [...value.items.map(shown), ...(value.open ? ['…'] : [])];
    case 'map': {
      const entries = [...value.entries]
        .filter(([key]) => key !== '$labels')
        .map(([key, entry]) => [key, shown(entry.value)]);
      return Object.fromEntries(value.open ? [...entries, ['…', '…']] : entries);
    }
    case 'null':
      return null;
    default:
      return value.value;
  }
}
