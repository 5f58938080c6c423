// What a project is made of, for the bill of materials: the packages of its manifests and locks, and the images that it names.

import type { Analysis } from '../engine/analyse.ts';
import { packagesOf } from '../languages/packages/inventory.ts';
import { imageValue } from '../model/image-value.ts';
import { namedImages } from '../model/named-images.ts';
import type { Place } from '../model/place.ts';
import { hole, type Value } from '../model/value.ts';
import { virtual } from '../model/virtual.ts';
import type { Component } from '../reports/cyclonedx.ts';
import { rangeOf } from '../reports/place.ts';

/** `folder` ends with a `/`; files are told below it. */
export function componentsOf(analysis: Analysis, folder: string): readonly Component[] {
  const at = (place: Place) => {
    const location = analysis.locate(place);
    const snapshot = location && analysis.snapshotOf(location.file);
    if (!snapshot) return undefined;
    const { file, span } = location;
    return {
      file: file.startsWith(folder) ? file.slice(folder.length) : file,
      line: rangeOf(snapshot, span).start.line,
    };
  };
  const { files, resources } = analysis.unit;
  const packages = packagesOf(files, resources).flatMap(({ ecosystem, place, ...found }): readonly Component[] => {
    const where = at(place);
    if (!where) return [];
    const { range, integrity, ...component } = found;
    // CycloneDX has no type for an action. It is run as a program, and not built in.
    const kind = ecosystem === 'GitHub Actions' ? 'application' : 'library';
    return [{ ...component, ...namesOf(ecosystem, found.name), kind, range, integrity, ...where }];
  });
  const images = [...namedImages(resources)].flatMap((value): readonly Component[] => {
    const where = at(value.place);
    const image = where && imageComponent(value);
    return image ? [{ ...image, ...where }] : [];
  });
  return [...packages, ...images];
}

/** Maven and npm put a group before the name, and so do they that name packages by addresses. */
function namesOf(ecosystem: string, name: string): Pick<Component, 'group' | 'name'> {
  const end = name.lastIndexOf(ecosystem === 'Maven' ? ':' : '/');
  return end < 0 ? { group: undefined, name } : { group: name.slice(0, end), name: name.slice(end + 1) };
}

/** None where a part of its name is not known. */
function imageComponent(value: Value): Omit<Component, 'file' | 'line'> | undefined {
  const image = value.kind === 'string' ? imageValue(virtual(value, value.place), 'the build says it') : value;
  if (image.kind !== 'map') return undefined;
  const text = (part: string): string | undefined => {
    const found = image.entries.get(part)?.value;
    if (!found) return undefined;
    return found.kind === 'string' && !found.value.includes(hole) ? found.value : hole;
  };
  const [registry, repository, tag, digest] = [text('registry'), text('repository'), text('tag'), text('digest')];
  const version = digest ?? tag;
  if (!registry || !repository || [registry, repository, version].includes(hole)) return undefined;
  const name = registry === 'docker.io' ? repository.replace(/^library\//, '') : repository;
  const from = registry === 'docker.io' ? '' : `?repository_url=${encodeURIComponent(registry)}`;
  return {
    purl: `pkg:docker/${name}${version === undefined ? '' : `@${encodeURIComponent(version)}`}${from}`,
    kind: 'container',
    group: undefined,
    name: registry === 'docker.io' ? name : `${registry}/${name}`,
    version,
    range: undefined,
    integrity: undefined,
    isDirect: true,
    needs: [],
  };
}
