// Kubernetes manifests, in YAML or JSON, and Helm templates of them. What a file is, its text tells: a document with `apiVersion`
// and `kind` at the top. Documents are read on their own, so an edit costs one of them and leaves the resources of the others.

import { type Problem, problemAt, type SourceFile, type Unit } from '../../model/file.ts';
import type { Source } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { readJson } from '../../syntax/json.ts';
import { type PlacedDocument, readYaml, type YamlDocument, type YamlStream } from '../../syntax/yaml.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { Language } from '../language.ts';
import { type Manifest, manifestOf } from './manifest.ts';

export interface KubernetesFile extends SourceFile {
  readonly stream: YamlStream;
  /** What each document of the stream holds. */
  readonly manifests: ReadonlyMap<YamlDocument, Manifest>;
}

export function kubernetes(): Language<KubernetesFile> {
  return {
    id: 'kubernetes',
    recognises: (file, text, languageId) =>
      isKustomization(file) || ((isYaml(file, languageId) || isJson(file, languageId)) && holdsObject(text)),
    parse,
    unitOf: (_file, root) => root,
    evaluate,
    forget: () => {},
  };
}

const isYaml = (file: string, languageId: string | undefined): boolean =>
  /\.ya?ml$/i.test(file) || (!/\.\w+$/.test(file) && ['yaml', 'helm', 'kubernetes'].includes(languageId ?? ''));

const isJson = (file: string, languageId: string | undefined): boolean =>
  /\.json$/i.test(file) || (!/\.\w+$/.test(file) && languageId === 'json');

/** Its `apiVersion` and `kind` may be left out. */
const isKustomization = (file: string): boolean => /(^|[\\/])kustomization\.ya?ml$/i.test(file);

/** Looks at the text only, so a file whose YAML is broken at the moment is still what it was. */
function holdsObject(text: string): boolean {
  if (/^\s*\{(?!\{)/.test(text)) {
    // One of the keys stands before anything nested, and the other somewhere.
    return (
      /^\s*\{[^{}[\]]*"(?:apiVersion|kind)"\s*:/.test(text) && /"apiVersion"\s*:/.test(text) && /"kind"\s*:/.test(text)
    );
  }
  if (!apiVersionKey.test(text)) return false;
  return text.split(/^---(?=\s|$)/m).some((document) => apiVersionKey.test(document) && kindKey.test(document));
}

const apiVersionKey = /^["']?apiVersion["']?[ \t]*:/m;
const kindKey = /^["']?kind["']?[ \t]*:/m;

function parse(snapshot: Snapshot, previous?: KubernetesFile): KubernetesFile {
  const { file, text } = snapshot;
  const stream = isJson(file, undefined)
    ? jsonStream(text, file, previous?.stream)
    : readYaml(text, file, previous?.stream);
  const manifests = new Map<YamlDocument, Manifest>();
  for (const { document } of stream.documents) {
    manifests.set(document, previous?.manifests.get(document) ?? manifestOf(document.value, document.text));
  }
  return {
    file,
    language: 'kubernetes',
    snapshot,
    sources: new Map<Source, number>(stream.documents.map(({ document, offset }) => [document.source, offset])),
    comments: stream.comments,
    problems: [
      ...stream.problems,
      ...stream.documents.flatMap((placed) => problemsOf(placed, manifests.get(placed.document))),
    ],
    stream,
    manifests,
  };
}

/** A JSON file is a stream of one document. */
function jsonStream(text: string, file: string, previous: YamlStream | undefined): YamlStream {
  if (previous?.documents[0]?.document.text === text) return previous;
  const source: Source = { file };
  const { value, problems } = readJson(text, source);
  const document: YamlDocument = { source, text, masked: text, value, comments: [], problems };
  return { documents: [{ document, offset: 0 }], comments: [], problems };
}

const problemsOf = ({ offset }: PlacedDocument, manifest: Manifest | undefined): Problem[] =>
  (manifest?.problems ?? []).map((problem) => problemAt(problem, offset));

function evaluate(files: readonly KubernetesFile[]): Unit {
  const view = files.some(({ file }) => isKustomization(file)) ? 'kustomized' : 'resources';
  const resources: readonly Resource[] = files.flatMap(({ manifests }) =>
    [...manifests.values()].flatMap((manifest) => manifest[view]),
  );
  return { language: 'kubernetes', files, resources, problems: [] };
}
