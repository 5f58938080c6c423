// Suppressions: what a user says not to report. Lintel's own comments and those of the tools that people come from are read alike;
// ignores-directives.ts knows how they are written, ignores-structure.ts what the lines around them belong to, and
// ignores-applied.ts which findings they hold back.

import type { Comment, SourceFile } from '../model/file.ts';
import type { Location, Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';
import { contains, type Span } from '../text/span.ts';
import { annotationIgnores } from './ignores-annotations.ts';
import {
  type Condition,
  type Directive,
  directivesIn,
  type IgnoreTool,
  mayHoldDirective,
} from './ignores-directives.ts';
import { type Structure, structureOf } from './ignores-structure.ts';

export { applyIgnores, type UnknownName, unknownNames } from './ignores-applied.ts';

export interface Ignore {
  readonly file: string;
  /** The directive inside its comment, or the annotation. */
  readonly span: Span;
  /** Ids of rules, Lintel's or a peer's; `*` stands for any characters. */
  readonly names: readonly string[];
  /** A finding that starts here is held back. */
  readonly covers: Span;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly until?: string;
  readonly reason?: string;
  readonly tool: IgnoreTool;
  readonly wholeFile?: true;
}

type Locate = (place: Place) => Location | undefined;

/** `resources` are those of the file; in the order of the text, annotations last. */
export function ignoresIn(file: SourceFile, resources: readonly Resource[], locate: Locate): readonly Ignore[] {
  const spanOfPlace = (place: Place): Span | undefined => {
    const location = locate(place);
    return location?.file === file.file ? location.span : undefined;
  };
  const annotations = file.language === 'kubernetes' ? annotationIgnores(file, resources, spanOfPlace) : [];
  const comments = file.comments.filter(({ text }) => mayHoldDirective(text));
  if (comments.length === 0) return annotations;
  const structure = structureOf(file, resources, spanOfPlace);
  const ignores = comments.flatMap((comment) =>
    directivesIn(file.snapshot.text, comment, file.language).flatMap((directive): Ignore[] => {
      const covers = coveredBy(directive, comment, structure);
      if (!covers || !holdsFor(directive.conditions, covers, resources, spanOfPlace)) return [];
      const { span, names, until, reason, tool } = directive;
      return [
        {
          file: file.file,
          span,
          names,
          covers,
          ...(until && { until }),
          ...(reason && { reason }),
          tool,
          ...(covers === structure.whole && { wholeFile: true }),
        },
      ];
    }),
  );
  return [...ignores, ...annotations];
}

/** Undefined where it stands where its tool would not read it, or over nothing. */
function coveredBy({ extent }: Directive, comment: Comment, structure: Structure): Span | undefined {
  switch (extent) {
    case 'here':
      return structure.isTrailing(comment) ? structure.onLine(comment) : structure.below(comment);
    case 'line-below':
      return structure.lineBelow(comment);
    case 'block-below':
      return structure.blockBelow(comment);
    case 'block-around':
      return structure.around(comment);
    case 'file':
      return structure.whole;
    case 'file-from-top':
      return structure.isAboveCode(comment) ? structure.whole : undefined;
    case 'parser-directive':
      return structure.isParserDirective(comment) ? structure.whole : undefined;
  }
}

/** Unless a resource there is known to say otherwise. */
function holdsFor(
  conditions: readonly Condition[],
  covers: Span,
  resources: readonly Resource[],
  spanOfPlace: (place: Place) => Span | undefined,
): boolean {
  if (conditions.length === 0) return true;
  const covered = resources.filter(({ place }) => {
    const span = spanOfPlace(place);
    return span && (contains(covers, span) || contains(span, covers));
  });
  const said = covered.map(({ body }) => conditions.every(({ path, is }) => mayBe(valueAt(body, path), is)));
  return said.length === 0 || said.includes(true);
}

function valueAt(value: Value | undefined, path: readonly string[]): Value | undefined {
  const [key, ...rest] = path;
  if (!value || key === undefined) return value;
  if (value.kind === 'list') return valueAt(value.items[0], path);
  return value.kind === 'map'
    ? valueAt(value.entries.get(key)?.value, rest)
    : value.kind === 'unknown'
      ? value
      : undefined;
}

function mayBe(value: Value | undefined, wanted: string): boolean {
  if (!value) return false;
  if (value.kind === 'unknown') return true;
  return 'value' in value && String(value.value) === wanted;
}
