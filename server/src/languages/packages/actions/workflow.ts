// Reads workflows of GitHub, and of Gitea and Forgejo which share their form, and composite actions
// (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax): each `uses` is a dependency. The whole YAML is the manifest's body.

import { mapAt } from '../../../model/entries.ts';
import type { Problem } from '../../../model/file.ts';
import { placeOf, type Source } from '../../../model/place.ts';
import { type Entry, type MapValue, placeInString, type StringValue, type Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { readYamlDocument } from '../../../syntax/yaml.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import { type Span, spanOf } from '../../../text/span.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { isCommit, type Specifier } from '../specifier.ts';

export const workflow: ManifestFormat = {
  kind: 'manifest',
  name: 'workflow',
  ecosystem: 'GitHub Actions',
  isNamed: (file) => /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/i.test(file),
  read,
};

export const actionYml: ManifestFormat = {
  kind: 'manifest',
  name: 'action.yml',
  ecosystem: 'GitHub Actions',
  isNamed: (file) => /^action\.ya?ml$/.test(fileNameOf(file)),
  // Others may call files so, too.
  isText: (text) => /^["']?runs["']?[ \t]*:/m.test(text),
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { value, comments, problems: broken } = readYamlDocument(snapshot.text, source);
  const problems = [...broken];
  if (value?.kind !== 'map') {
    if (value) problems.push({ message: `${fileNameOf(snapshot.file)} must hold a mapping` });
    return { content: undefined, problems, comments };
  }
  const name = value.entries.get('name')?.value;
  const first = [...value.entries.values()][0];
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    ...(name?.kind === 'string' && { projectName: name.value }),
    place: value.place,
    header: first?.key ?? placeOf(source, 0, 0),
    ...(value.inner && { inner: value.inner }),
    entries: value.entries,
    dependencies: usesIn(value).flatMap((use) => dependencyOf(use, problems) ?? []),
  };
  return { content: manifest, problems, comments };
}

interface Use {
  readonly entry: Entry;
  /** `steps` of a job or a composite action, `jobs` that are workflows of others. */
  readonly group: 'steps' | 'jobs';
}

function usesIn(root: MapValue): readonly Use[] {
  const jobs = mapsIn(root.entries.get('jobs')?.value);
  const runs = mapAt(root, 'runs');
  const owners = runs ? [...jobs, runs] : jobs;
  const steps = owners.flatMap((owner) => mapsIn(owner.entries.get('steps')?.value));
  const used = (maps: readonly MapValue[], group: Use['group']): readonly Use[] =>
    maps.flatMap((map) => {
      const entry = map.entries.get('uses');
      return entry ? [{ entry, group }] : [];
    });
  return [...used(jobs, 'jobs'), ...used(steps, 'steps')].sort((a, b) => a.entry.place.start - b.entry.place.start);
}

/** The maps of a list or of a map. */
function mapsIn(value: Value | undefined): readonly MapValue[] {
  const values =
    value?.kind === 'list'
      ? value.items
      : value?.kind === 'map'
        ? [...value.entries.values()].map((one) => one.value)
        : [];
  return values.flatMap((one) => (one.kind === 'map' ? [one] : []));
}

function dependencyOf({ entry, group }: Use, problems: Problem[]): Dependency | undefined {
  const { value } = entry;
  if (value.kind !== 'string' || value.value.trim() === '') return undefined;
  const specifier = usesSpecifier(value.value);
  const part = (span: Span | undefined): StringValue | undefined =>
    span && stringAt(value.value.slice(span.start, span.end), placeInString(value, span.start, span.end));
  const written = part(specifier.name) ?? part(specifier.url);
  if (!written || (specifier.source === 'registry' && !specifier.version && !specifier.ref)) {
    const { start, end } = value.place;
    problems.push({
      span: spanOf(start, end),
      message: 'expected `owner/repository@ref`, `./folder` or `docker://image`',
    });
    return undefined;
  }
  // What stands behind the repository is a folder or a file in it.
  const repository = written.value.split('/', 2).join('/');
  const title = specifier.source === 'registry' ? repository : written.value;
  return {
    title,
    name: specifier.source === 'registry' ? { ...written, value: repository } : written,
    place: entry.place,
    header: written.place,
    group,
    source: specifier.source,
    version: part(specifier.version),
    url: part(specifier.url),
    ref: part(specifier.ref),
    pinned: specifier.pinned,
  };
}

/** A tag that is a version is the version; tags can be moved, so that only a commit always means the same. */
export function usesSpecifier(text: string): Specifier {
  // An action of the same repository comes with the commit that runs.
  if (/^\.{1,2}(?:\/|$)/.test(text)) return { source: 'file', url: spanOf(0, text.length), pinned: true };
  if (/^docker:\/\//.test(text)) {
    return { source: 'url', url: spanOf(0, text.length), pinned: /@sha256:[0-9a-f]{64}$/.test(text) };
  }
  const at = text.indexOf('@');
  const name = spanOf(0, at < 0 ? text.length : at);
  if (at < 0 || at + 1 === text.length || !/^[^/\s]+\/[^\s]+$/.test(text.slice(0, at))) {
    return { source: 'registry', name, pinned: undefined };
  }
  const rest = spanOf(at + 1, text.length);
  const ref = text.slice(rest.start);
  if (ref.includes('${{')) return { source: 'registry', name, ref: rest, pinned: undefined };
  if (!isCommit(ref) && /^(?:v\d+|\d{1,6})(?:\.\d+){0,2}(?:-[\w.-]+)?$/.test(ref)) {
    return { source: 'registry', name, version: rest, pinned: false };
  }
  return { source: 'registry', name, ref: rest, pinned: isCommit(ref) };
}
