// Dockerfiles: from the text to stages, instructions and shell commands. A file is a unit of its own with what .dockerignore says, and
// one source.

import type { Comment, Unit } from '../../model/file.ts';
import type { Source } from '../../model/place.ts';
import type { Value } from '../../model/value.ts';
import type { Grammar, Node } from '../../syntax/grammar.ts';
import { shellReader } from '../../syntax/shell.ts';
import { fileNameOf, folderOf } from '../../text/path.ts';
import { type Span, spanOf } from '../../text/span.ts';
import type { Language } from '../language.ts';
import {
  type DockerignoreFile,
  dockerignoreFor,
  dockerignoresOf,
  isDockerignore,
  readDockerignore,
} from './dockerignore.ts';
import type { DockerfileFile } from './file.ts';
import { escapeOf, readInstructions } from './instruction.ts';
import { problemsOf } from './problems.ts';
import { resourcesOf } from './resources.ts';
import { type RunReading, readScripts } from './scripts.ts';

export function dockerfile(grammar: Grammar, bash: Grammar): Language<DockerfileFile | DockerignoreFile> {
  const shell = shellReader(bash);
  return {
    id: 'dockerfile',
    recognises: (file, text, languageId) =>
      isDockerfile(file, text) || isDockerignore(file) || languageId === 'dockerfile',
    parse(snapshot, previous) {
      if (previous?.snapshot.text === snapshot.text) return { ...previous, snapshot };
      if (isDockerignore(snapshot.file)) return readDockerignore(snapshot);
      const { file, text } = snapshot;
      const { escaping, instructions, comments } = grammar.parse(snapshot, (root) => ({
        escaping: escapeOf(root),
        instructions: readInstructions(root, text),
        comments: commentSpans(root),
      }));
      const { readings, cache } = readScripts(
        instructions,
        shell,
        previous && 'scripts' in previous ? previous.scripts : undefined,
      );
      const source: Source = { file };
      return {
        file,
        language: 'dockerfile',
        snapshot,
        sources: new Map([[source, 0]]),
        comments: commentsOf([...comments, ...scriptComments(readings)], text),
        problems: problemsOf(instructions, readings),
        source,
        escaping,
        instructions,
        readings,
        scripts: cache,
      };
    },
    unitOf: (file) => (isDockerignore(file) ? undefined : file),
    companions: (file, root) => (isDockerignore(file) ? [] : dockerignoresOf(file, root)),
    evaluate: evaluated,
    forget: (file) => grammar.forget(file),
  };
}

// `Dockerfile`, `Dockerfile.dev`, `web.Dockerfile`; `Dockerfile.go` may be either, and its text tells.
function isDockerfile(file: string, text: string): boolean {
  const name = fileNameOf(file);
  if (!/^(?:dockerfile|containerfile)(?:\..+)?$|\.(?:dockerfile|containerfile)$/i.test(name)) return false;
  if (/\.(?:dockerignore|md|markdown|mdx|rst|adoc|html?|pdf|png|svg)$/i.test(name)) return false;
  const maySayOtherwise =
    /\.(?:txt|ya?ml|json|toml|sh|ps1|py|js|ts|go|rb|java|cs|rs|php|xml|j2|jinja2?|tmpl|tpl|erb|in)$/i;
  return !maySayOtherwise.test(name) || (beginsAsDockerfile.test(text) && !/\{[{%]/.test(text));
}

const beginsAsDockerfile = /^\uFEFF?(?:[^\S\n]*(?:#.*)?\n)*[^\S\n]*(?:FROM|ARG)\s/i;

function commentSpans(root: Node): readonly Span[] {
  return root
    .descendantsOfType(['comment', 'directive'])
    .map(({ startIndex, endIndex }) => spanOf(startIndex, endIndex));
}

// Where a script is no shell script its lines are not the shell's to call comments.
const scriptComments = (readings: ReadonlyMap<unknown, RunReading>): readonly Span[] =>
  [...readings.values()].flatMap(({ script, shell }) => (shell?.isShell === false ? [] : script.comments));

function commentsOf(spans: readonly Span[], text: string): readonly Comment[] {
  return spans
    .map(({ start, end }) => {
      const written = text.slice(start, end).trimEnd();
      return { span: spanOf(start, start + written.length), text: written.replace(/^\s*#+/, '').trim() };
    })
    .sort((a, b) => a.span.start - b.span.start);
}

function evaluated(files: readonly (DockerfileFile | DockerignoreFile)[], previous: Unit | undefined): Unit {
  const isSame =
    previous?.files.length === files.length && previous.files.every((file, index) => file === files[index]);
  if (previous && isSame) return previous;
  const dockerfiles = files.filter((file) => 'instructions' in file);
  const dockerignores = files.filter((file) => 'patterns' in file);
  const resources = dockerfiles.flatMap((file) => resourcesOf({ ...file, ignored: ignoredBy(file, dockerignores) }));
  return { language: 'dockerfile', files, resources, problems: [] };
}

/** A document that was never saved has no context that one could look at. */
function ignoredBy({ file, source }: DockerfileFile, dockerignores: readonly DockerignoreFile[]): Value | undefined {
  if (folderOf(file) === '')
    return { kind: 'unknown', reason: 'the file is not saved', place: { source, start: 0, end: 0 } };
  return dockerignoreFor(file, dockerignores)?.patterns;
}
