// Reads requirements files of pip: each line is a requirement, or options for pip itself. `${NAME}` is replaced by pip from the
// environment, so it is not known here and leaves a hole in the value that holds it.

import type { Comment, Problem } from '../../../model/file.ts';
import { type Place, placeOf, type Source } from '../../../model/place.ts';
import { hole, type ListValue, type MapValue, type StringValue, type Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { join, type Mapped, slice, spanIn, standingFor } from '../../../syntax/mapped.ts';
import { fileNameOf } from '../../../text/path.ts';
import { lineSpan, type Snapshot } from '../../../text/snapshot.ts';
import { type Span, shifted, spanOf } from '../../../text/span.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import { entryOf, lineMap } from '../line-map.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { readRequirement } from './requirement.ts';
import { requirementLines } from './requirement-lines.ts';
import { type Option, optionsStart, readOptions } from './requirement-options.ts';

export const requirementsTxt: ManifestFormat = {
  kind: 'manifest',
  name: 'requirements.txt',
  ecosystem: 'PyPI',
  isNamed: (file) => isRequirements(file, 'txt'),
  read,
};

/** What pip-compile and uv make a requirements.txt of, which then has all versions. */
export const requirementsIn: ManifestFormat = {
  ...requirementsTxt,
  name: 'requirements.in',
  isNamed: (file) => isRequirements(file, 'in'),
};

const isRequirements = (file: string, extension: string): boolean =>
  /(?:^|\/)(?:requirements\/[^/]+|requirements[^/]*|[^/]+[-_.]requirements)\.(\w+)$/i.exec(file)?.[1]?.toLowerCase() ===
  extension;

/** The file that is made of this one. */
export const compiledName = (file: string): string => file.replace(/in$/i, 'txt');

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const comments: Comment[] = [];
  const problems: Problem[] = [];
  const dependencies: Dependency[] = [];
  const options: MapValue[] = [];
  let first: Place | undefined;
  for (const { code, comment } of requirementLines(snapshot)) {
    if (comment) comments.push({ span: wholeSpan(comment), text: comment.text.slice(1).trim() });
    if (!code.text) continue;
    const line = readLine(code, source);
    first ??= placeIn(code, wholeOf(code), source);
    for (const dependency of line.dependencies) dependencies.push(dependency);
    for (const option of line.options) options.push(option);
    problems.push(...line.problems);
  }
  const firstLine = lineSpan(snapshot, 0);
  const header = first ?? placeOf(source, firstLine.start, firstLine.end);
  const place = placeOf(source, 0, snapshot.text.length);
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    place,
    header,
    inner: place,
    entries: new Map([['options', entryOf({ kind: 'list', items: options, place: header }, header)]]),
    dependencies,
  };
  return { content: manifest, problems, comments };
}

interface Line {
  readonly dependencies: readonly Dependency[];
  readonly options: readonly MapValue[];
  readonly problems: readonly Problem[];
}

function readLine(code: Mapped, source: Source): Line {
  const start = optionsStart(code.text);
  const { options, problem } = readOptions(code.text, start);
  const problems = problem ? [problemIn(code, problem.span, problem.message)] : [];
  const requirement = code.text.slice(0, start).trimEnd();
  const hashes = options.filter((option) => option.name === '--hash');
  if (requirement) {
    const whole = spanOf(0, Math.max(requirement.length, options.at(-1)?.place.end ?? 0));
    const line = { code, source, text: requirement, from: 0, whole, hashes };
    // pip heeds no option but a hash after a requirement.
    return { dependencies: dependencyOf(line, problems), options: [], problems };
  }
  const dependencies: Dependency[] = [];
  const kept: MapValue[] = [];
  for (const option of options) {
    if (option.name === '--editable' && option.value) {
      const { start: from, end } = option.value;
      const line = { code, source, text: code.text.slice(from, end), from, whole: option.place, hashes };
      dependencies.push(
        ...dependencyOf(line, problems).map((dependency) => ({ ...dependency, editable: true as const })),
      );
    } else kept.push(optionValue(option, code, source));
  }
  return { dependencies, options: kept, problems };
}

const problemIn = (code: Mapped, { start, end }: Span, message: string): Problem => ({
  span: spanIn(code, start, end),
  message,
});

interface RequirementText {
  readonly code: Mapped;
  readonly source: Source;
  /** The requirement itself, and where it begins in the line. */
  readonly text: string;
  readonly from: number;
  /** With its options. */
  readonly whole: Span;
  readonly hashes: readonly Option[];
}

/** One, or none and a problem. */
function dependencyOf({ code, source, text, from, whole, hashes }: RequirementText, problems: Problem[]): Dependency[] {
  const requirement = readRequirement(text);
  const inLine = (span: Span): Span => shifted(span, from);
  const { problem } = requirement;
  if (problem) problems.push(problemIn(code, inLine(problem.span), problem.message));
  const part = (span: Span | undefined): StringValue | undefined => span && written(code, inLine(span), source);
  const known = part(requirement.name);
  const url = part(requirement.url);
  if (!known && !url) return [];
  const header = known?.place ?? url?.place ?? placeIn(code, whole, source);
  const name: Value = known ?? { kind: 'unknown', reason: 'the name stands inside the package', place: header };
  const digests = hashes.flatMap((option) => (option.value ? [written(code, option.value, source)] : []));
  const version = problem
    ? ({ kind: 'unknown', reason: 'the version cannot be read', place: header } as const)
    : part(requirement.version);
  return [
    {
      title: known?.value ?? lastSegment(url?.value ?? text),
      name,
      place: placeIn(code, whole, source),
      header,
      group: 'requirements',
      source: requirement.source,
      version,
      url,
      ref: part(requirement.ref),
      // A digest names one archive, wherever it comes from.
      pinned: requirement.source === 'url' && digests.length > 0 ? true : requirement.pinned,
      hashes: listOf(digests),
      extras: listOf(requirement.extras.map((extra) => written(code, inLine(extra), source))),
      marker: part(requirement.marker),
    },
  ];
}

/** For messages: a URL as a whole may hold a password. */
function lastSegment(url: string): string {
  const segment = url.slice(url.replace(/\/+$/, '').lastIndexOf('/') + 1);
  return segment.replace(/\/+$|\.git$/g, '') || url;
}

function optionValue(option: Option, code: Mapped, source: Source): MapValue {
  const header = placeIn(code, option.header, source);
  const value = option.value && written(code, option.value, source);
  return lineMap({ name: stringAt(option.name, header), value }, placeIn(code, option.place, source), header);
}

function listOf(items: readonly StringValue[]): ListValue | undefined {
  const [first, last] = [items[0], items.at(-1)];
  if (!first || !last) return undefined;
  return { kind: 'list', items, place: { ...first.place, end: last.place.end } };
}

/** A part of the line as a value, with a hole for each variable. */
function written(code: Mapped, span: Span, source: Source): StringValue {
  const text = slice(code, span.start, span.end);
  const parts: Mapped[] = [];
  let copied = 0;
  for (const { 0: variable, index } of text.text.matchAll(/\$\{[A-Z0-9_]+\}/g)) {
    const place = spanIn(text, index, index + variable.length);
    parts.push(slice(text, copied, index), standingFor(hole, place.start, place.end));
    copied = index + variable.length;
  }
  const value = join([...parts, slice(text, copied, text.text.length)]);
  const place = placeIn(code, span, source);
  // In one piece the characters are those of the place, which needs no telling.
  const inOne = value.text.length === place.end - place.start;
  return { kind: 'string', value: value.text, place, ...(!inOne && { pieces: value.pieces }) };
}

function placeIn(code: Mapped, span: Span, source: Source): Place {
  const { start, end } = spanIn(code, span.start, span.end);
  return placeOf(source, start, end);
}

const wholeOf = (code: Mapped): Span => spanOf(0, code.text.length);

const wholeSpan = (code: Mapped): Span => spanIn(code, 0, code.text.length);
