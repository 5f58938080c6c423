// How suppressions are written in comments, Lintel's and the peers'. Only the text is read here; what a directive covers depends on
// where its comment stands.

import type { Comment } from '../model/file.ts';
import type { LanguageId } from '../model/resource.ts';
import { matchesGlob } from '../text/glob.ts';
import { type Span, spanOf } from '../text/span.ts';

export type IgnoreTool = 'lintel' | 'checkov' | 'trivy' | 'tfsec' | 'hadolint' | 'kics' | 'docker' | 'kube-linter';

export type Extent =
  /** Its line where code stands before it, else what starts on the next line of code. */
  | 'here'
  | 'line-below'
  | 'block-below'
  /** The top-level block that the comment stands in. */
  | 'block-around'
  | 'file'
  /** The file, if no code stands above. */
  | 'file-from-top'
  /** The file, if it is one of Docker's parser directives. */
  | 'parser-directive';

export interface Directive {
  readonly tool: IgnoreTool;
  readonly names: readonly string[];
  readonly span: Span;
  readonly extent: Extent;
  readonly until?: string;
  readonly reason?: string;
  readonly conditions: readonly Condition[];
}

/** Trivy's `[from_port=3306]`: it holds only for a resource that says so. */
export interface Condition {
  readonly path: readonly string[];
  readonly is: string;
}

/** Cheap, since it is asked of every comment. */
export const mayHoldDirective = (comment: string): boolean => /lintel:|skip=|:ignore:|hadolint|kics-scan/.test(comment);

export function directivesIn(text: string, { span }: Comment, language: LanguageId): readonly Directive[] {
  const written = text.slice(span.start, span.end).replace(/\s*(?:\*\/|-->)$/, '');
  return forms.flatMap(({ pattern, languages, read }) => {
    if (languages && !languages.includes(language)) return [];
    return [...written.matchAll(pattern)].flatMap((match): Directive[] => {
      const found = read(match, language);
      const start = span.start + match.index + (match[0].length - match[0].trimStart().length);
      const end = span.start + match.index + match[0].trimEnd().length;
      return found ? [{ conditions: [], ...found, span: spanOf(start, end) }] : [];
    });
  });
}

interface Form {
  readonly pattern: RegExp;
  /** Absent where it may stand in any. */
  readonly languages?: readonly LanguageId[];
  /** Undefined where it means nothing to Lintel. */
  read(
    match: RegExpExecArray,
    language: LanguageId,
  ): (Omit<Directive, 'span' | 'conditions'> & { conditions?: readonly Condition[] }) | undefined;
}

const forms: readonly Form[] = [
  {
    pattern: /(?<![\w-])lintel:ignore(-file)?(?![\w-])([^\r\n]*)/g,
    read([, whole, rest = '']) {
      // A comment of XML may hold no `--`.
      const end = rest.search(/\s--?(?:\s|$)/);
      const [list, reason] = end < 0 ? [rest, ''] : [rest.slice(0, end), rest.slice(end).replace(/^\s--?/, '')];
      const words = list.split(/[\s,]+/).filter((word) => word !== '');
      const until = words.flatMap((word) => /^until=(\d{4}-\d\d-\d\d)$/.exec(word)?.[1] ?? []).at(-1);
      const names = words.filter((word) => !/^until=\d{4}-\d\d-\d\d$/.test(word));
      return {
        tool: 'lintel',
        names,
        extent: whole ? 'file' : 'here',
        ...dated(until),
        ...reasoned(reason),
      };
    },
  },
  {
    // Inside a Terraform block for that block, anywhere in a Dockerfile for the file; Kubernetes objects have annotations instead.
    // checkov/common/util/suppression.py, docs/2.Basics/Suppressing and Skipping Policies.md
    pattern: /(?:checkov|bridgecrew|cortex):skip= *([A-Za-z_\d]+(?:,[A-Za-z_\d]+)*)(?::([^\r\n]*))?/g,
    languages: ['terraform', 'dockerfile'],
    read([, ids = '', reason = ''], language) {
      const extent = language === 'dockerfile' ? 'file' : 'block-around';
      return { tool: 'checkov', names: ids.split(','), extent, ...reasoned(reason) };
    },
  },
  {
    // Trivy reads tfsec's comments too: `ignore:<id>[<attribute>=<value>,…]:exp:<date>:ws:<workspace>`, several on a line.
    // trivy: pkg/iac/ignore/parse.go, docs/guide/scanner/misconfiguration/config/config.md
    pattern: /(?<=^|[\s#/*])(tfsec|trivy):ignore:([^\s:[]+)(?:\[([^\]\r\n]*)\])?((?::(?:exp|ws):[^\s:]+)*)/g,
    read([, tool, id = '', attributes = '', sections = '']) {
      const workspace = /:ws:([^:]+)/.exec(sections)?.[1];
      // Lintel sees no workspace, so only what holds in the default one holds here.
      if (workspace && !matchesGlob('default', workspace)) return undefined;
      return {
        tool: tool === 'tfsec' ? 'tfsec' : 'trivy',
        names: [id],
        extent: 'here',
        ...dated(/:exp:(\d{4}-\d\d-\d\d)/.exec(sections)?.[1]),
        conditions: attributes.split(',').flatMap((pair) => {
          const [path, is, ...more] = pair.split('=');
          return path && is !== undefined && more.length === 0 ? [{ path: path.trim().split('.'), is: is.trim() }] : [];
        }),
      };
    },
  },
  {
    // hadolint: src/Hadolint/Pragma.hs
    pattern:
      /^#[ \t]*hadolint[ \t]+(global[ \t]+)?ignore[ \t]*=[ \t]*([A-Z\d]+(?:[ \t]*,[ \t]*[A-Z\d]+)*)[ \t]*(?:#([^\r\n]*))?$/g,
    languages: ['dockerfile'],
    read([, global, codes = '', reason = '']) {
      return {
        tool: 'hadolint',
        names: codes.split(/[ \t]*,[ \t]*/),
        extent: global ? 'file' : 'line-below',
        ...reasoned(reason),
      };
    },
  },
  {
    // `enable=` asks for a few queries and says nothing of rules that are no queries, so it is passed over.
    // kics: docs/running-kics.md, "Using commands on scanned files as comments"
    pattern:
      /^(?:#|\/\/|\/\*)[ \t]*kics-scan[ \t]+(?:(ignore-line|ignore-block|ignore)|disable=([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*))[ \t]*$/gm,
    read([, command, queries]) {
      const extent =
        command === 'ignore-line' ? 'line-below' : command === 'ignore-block' ? 'block-below' : 'file-from-top';
      return { tool: 'kics', names: queries?.split(/[ \t]*,[ \t]*/) ?? ['*'], extent };
    },
  },
  {
    // buildkit: frontend/dockerfile/linter/linter.go, ParseLintOptions
    pattern: /^#\s*check\s*=(?:[^\r\n]*;)?\s*skip\s*=([^;\r\n]*)/gi,
    languages: ['dockerfile'],
    read([, checks = '']) {
      const names = checks.split(',').map((check) => check.trim());
      return { tool: 'docker', names: names.includes('all') ? dockerChecks : names, extent: 'parser-directive' };
    },
  },
];

/** https://docs.docker.com/reference/build-checks/ */
const dockerChecks: readonly string[] = [
  'StageNameCasing',
  'FromAsCasing',
  'NoEmptyContinuation',
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'ReservedStageName',
  'JSONArgsRecommended',
  'MaintainerDeprecated',
  'UndefinedArgInFrom',
  'WorkdirRelativePath',
  'UndefinedVar',
  'MultipleInstructionsDisallowed',
  'LegacyKeyValueFormat',
  'RedundantTargetPlatform',
  'SecretsUsedInArgOrEnv',
  'InvalidDefaultArgInFrom',
  'FromPlatformFlagConstDisallowed',
  'CopyIgnoredFile',
  'InvalidDefinitionDescription',
  'ExposeProtoCasing',
  'ExposeInvalidFormat',
];

const dated = (until: string | undefined): { until?: string } => (until ? { until } : {});

/** Checkov asks for quotes around a reason. */
function reasoned(written: string): { reason?: string } {
  const reason = written.trim().replace(/^"(.*)"$/, '$1');
  return reason ? { reason } : {};
}
