// Compose files. The files of a folder are evaluated together, because Compose lays one over the other: a service of an override has
// whatever the base file says of it, too. A file that only its text tells stands by itself.

import { problemAt, type SourceFile, type Unit } from '../../model/file.ts';
import type { Source } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { readYaml, type YamlDocument, type YamlStream } from '../../syntax/yaml.ts';
import { folderOf } from '../../text/path.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { Language } from '../language.ts';
import { type Layer, layerOf, resourcesOf } from './layer.ts';
import { holdsObjects, holdsServices, isBase, isNamedCompose } from './names.ts';

export interface ComposeFile extends SourceFile {
  readonly stream: YamlStream;
  /** In the order of the documents, of which Compose lays each over those before it. */
  readonly layers: ReadonlyMap<YamlDocument, Layer>;
}

/** What was made of layers that share services, for the next evaluation. */
interface ComposeUnit extends Unit {
  readonly merged: ReadonlyMap<Layer, Merged>;
}

interface Merged {
  readonly others: readonly Layer[];
  readonly resources: readonly Resource[];
}

export function compose(): Language<ComposeFile> {
  return {
    id: 'compose',
    recognises: (file, text, languageId) =>
      (languageId === 'dockercompose' || isNamedCompose(file) || (isYaml(file, languageId) && holdsServices(text))) &&
      !holdsObjects(text),
    parse,
    unitOf: (file) => (isNamedCompose(file) ? folderOf(file) : file),
    evaluate: (files, previous) => evaluated(files, isComposeUnit(previous) ? previous : undefined),
    forget() {},
  };
}

const isYaml = (file: string, languageId: string | undefined): boolean =>
  /\.ya?ml$/i.test(file) || (!/\.\w+$/.test(file) && languageId === 'yaml');

const isComposeUnit = (unit: Unit | undefined): unit is ComposeUnit => unit !== undefined && 'merged' in unit;

function parse(snapshot: Snapshot, previous?: ComposeFile): ComposeFile {
  const { file, text } = snapshot;
  const stream = readYaml(text, file, previous?.stream);
  const layers = new Map<YamlDocument, Layer>();
  for (const [index, { document }] of stream.documents.entries()) {
    const role = index === 0 && isBase(file) ? 'base' : 'override';
    const known = previous?.layers.get(document);
    layers.set(document, known?.role === role ? known : layerOf(document.value, role));
  }
  return {
    file,
    language: 'compose',
    snapshot,
    sources: new Map<Source, number>(stream.documents.map(({ document, offset }) => [document.source, offset])),
    comments: stream.comments,
    problems: [
      ...stream.problems,
      ...stream.documents.flatMap(({ document, offset }) =>
        (layers.get(document)?.problems ?? []).map((problem) => problemAt(problem, offset)),
      ),
    ],
    stream,
    layers,
  };
}

function evaluated(files: readonly ComposeFile[], previous: ComposeUnit | undefined): ComposeUnit {
  const layers = files.flatMap((file) => [...file.layers.values()]);
  const merged = new Map<Layer, Merged>();
  const resources = layers.flatMap((layer) => {
    const others = layers.filter((other) => other !== layer && sharesService(layer, other));
    if (others.length === 0) return layer.alone;
    const known = previous?.merged.get(layer);
    const isSame = known?.others.length === others.length && known.others.every((other) => others.includes(other));
    const made = known && isSame ? known : { others, resources: resourcesOf(layer, others) };
    merged.set(layer, made);
    return made.resources;
  });
  return { language: 'compose', files, resources, problems: [], merged };
}

const sharesService = (a: Layer, b: Layer): boolean => [...a.services.keys()].some((name) => b.services.has(name));
