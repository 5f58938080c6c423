// A bill of materials as CycloneDX 1.6 JSON (cyclonedx.org/docs/1.6/json): the packages and images that a project is made of, where each is
// named, and who asks for whom.

import { compareText } from '../text/order.ts';

export interface Bill {
  readonly version: string;
  /** What the project is called. */
  readonly project: string;
  /** ISO 8601. */
  readonly made: string;
  readonly components: readonly Component[];
}

/** One that is named at several places is given for each. */
export interface Component {
  readonly purl: string;
  readonly kind: 'library' | 'application' | 'container';
  readonly group: string | undefined;
  readonly name: string;
  readonly version: string | undefined;
  /** As the manifest writes it, where that is no version. */
  readonly range: string | undefined;
  /** `sha512-…` in Base64 as npm writes it, `sha256:…` or bare hexadecimal digits. */
  readonly integrity: string | undefined;
  readonly isDirect: boolean;
  readonly needs: readonly string[];
  /** Below the project's folder, with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

export function cyclonedx({ version, project, made, components }: Bill): string {
  const byPurl = new Map<string, Component[]>();
  for (const component of components) {
    const same = byPurl.get(component.purl);
    if (same) same.push(component);
    else byPurl.set(component.purl, [component]);
  }
  const named = [...byPurl].sort(([a], [b]) => compareText(a, b));
  const root = `project:${project}`;
  const needsOf = (all: readonly Component[]): readonly string[] =>
    [...new Set(all.flatMap(({ needs }) => needs))].filter((purl) => byPurl.has(purl)).sort(compareText);
  const direct = named.flatMap(([purl, all]) => (all.some(({ isDirect }) => isDirect) ? [purl] : []));
  const body = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: made,
      lifecycles: [{ phase: 'pre-build' }],
      tools: { components: [{ type: 'application', name: 'lintel', version }] },
      component: { type: 'application', 'bom-ref': root, name: project },
    },
    components: named.map(([purl, all]) => componentOf(purl, all)),
    dependencies: [
      { ref: root, dependsOn: direct },
      ...named.map(([purl, all]) => ({ ref: purl, dependsOn: needsOf(all) })),
    ],
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

function componentOf(purl: string, all: readonly Component[]) {
  const { kind, group, name, version } = all[0] as Component;
  const hashes = [...new Map(all.flatMap((one) => hashOf(one.integrity)).map((hash) => [hash.content, hash])).values()];
  const ranges = [...new Set(all.flatMap(({ range }) => range ?? []))];
  return {
    type: kind,
    'bom-ref': purl,
    ...(group !== undefined && { group }),
    name,
    ...(version !== undefined && { version }),
    purl,
    ...(hashes.length > 0 && { hashes }),
    ...(ranges.length > 0 && { properties: ranges.map((value) => ({ name: 'lintel:range', value })) }),
    evidence: { occurrences: all.map(({ file, line }) => ({ location: file, line })) },
  };
}

interface Hash {
  readonly alg: string;
  readonly content: string;
}

/** npm may write several, with a blank between. What is no checksum of a file, such as Go's, gives none. */
function hashOf(integrity: string | undefined): readonly Hash[] {
  return (integrity ?? '').split(/\s+/).flatMap((written) => {
    const [, name = '', value = ''] = /^(?:(md5|sha1|sha256|sha384|sha512)[-:])?([A-Za-z0-9+/=]+)$/.exec(written) ?? [];
    const content = /^[0-9a-f]+$/i.test(value) && lengths.has(value.length) ? value.toLowerCase() : hexOfBase64(value);
    const alg = lengths.get(content.length);
    return alg && (!name || alg.replace('-', '').toLowerCase() === name) ? [{ alg, content }] : [];
  });
}

/** By the number of hexadecimal digits. */
const lengths: ReadonlyMap<number, string> = new Map([
  [32, 'MD5'],
  [40, 'SHA-1'],
  [64, 'SHA-256'],
  [96, 'SHA-384'],
  [128, 'SHA-512'],
]);

function hexOfBase64(value: string): string {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value) || value.length % 4 !== 0) return '';
  return Array.from(atob(value), (one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
