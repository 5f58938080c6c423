// A workspace of several files in one text, judged with a few plain rules: what each finding underlines, and the way that it tells.
//
//     -- main.tf --
//     module "m" { … }
//     -- m/main.tf --
//     resource "x" "y" { … }
//
// A file whose name stands in brackets, as in `-- (m/policy.json) --`, is not one of the workspace's own: it is read only when it is
// asked for, as downloaded modules and texts are.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noAdvisories } from '../../../server/src/advisories/facts.ts';
import { noPopularPackages } from '../../../server/src/checks/name-slip.ts';
import type { Analysis } from '../../../server/src/engine/analyse.ts';
import { defaultSettings, type Settings } from '../../../server/src/engine/settings.ts';
import type { Finding } from '../../../server/src/model/finding.ts';
import { compareFindings } from '../../../server/src/model/finding.ts';
import type { Location } from '../../../server/src/model/place.ts';
import { lazyActions } from '../../../server/src/rules/catalogue.ts';
import type { RuleSource } from '../../../server/src/rules/rule.ts';
import { type RuleSet, ruleSet } from '../../../server/src/rules/ruleset.ts';
import type { Files } from '../../../server/src/runtime.ts';
import { marked } from '../../../server/src/text/marked.ts';
import { joined } from '../../../server/src/text/path.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';
import { openProject, type Project } from '../../../server/src/workspace/project.ts';
import { isCopied, settled } from '../../../server/src/workspace/settle.ts';
import { languagesForTests } from '../../languages.ts';

export interface Judged {
  readonly project: Project;
  /** The workspace's own files. */
  readonly own: ReadonlyMap<string, string>;
  /** Another project with these files, and the same around them. */
  open(own: ReadonlyMap<string, string>): Promise<Project>;
  readonly analyses: readonly Analysis[];
  readonly findings: readonly Finding[];
  /** The finding in one line: its place, its message and its way, each place with the text that stands there. */
  shown(finding: Finding): readonly string[];
  /** What could not be evaluated, with its place. */
  readonly problems: readonly string[];
}

const root = '/w';

const actions = lazyActions(readFileSync(join(__dirname, '../../../rules/tables/iam-actions.json'), 'utf8'));

/** Every file, without its marks, and the places of the marks. */
export function workspaceIn(source: string): {
  readonly own: ReadonlyMap<string, string>;
  readonly disk: ReadonlyMap<string, string>;
  readonly marks: readonly Location[];
} {
  const disk = new Map<string, string>();
  const own = new Map<string, string>();
  const marks: Location[] = [];
  for (const [, name = '', content = ''] of source.matchAll(/^-- (\S+) --\n([\s\S]*?)(?=^-- \S+ --$|$(?![\s\S]))/gm)) {
    const file = joined(root, name.replace(/^\((.*)\)$/, '$1'));
    const { text, marks: spans } = marked(content);
    disk.set(file, text);
    if (!name.startsWith('(')) own.set(file, text);
    marks.push(...spans.map((span) => ({ file, span })));
  }
  return { own, disk, marks };
}

export async function judged(source: string, settings: Partial<Settings> = {}): Promise<Judged> {
  const { own, disk } = workspaceIn(source);
  const languages = await languagesForTests();
  const options = { rules: rules(), settings: { ...defaultSettings, ...settings }, today: '2026-01-01' };
  const tools = {
    disk: diskOf(disk),
    advisories: noAdvisories,
    languages,
    roleOf: (file: string) =>
      own.has(file) || (isCopied(file) && settings.downloadedModules) ? ('judged' as const) : ('evaluated' as const),
  };
  const open = async (texts: ReadonlyMap<string, string>): Promise<Project> => {
    const project = openProject(root, languages, options);
    for (const [file, text] of texts) project.update(snapshotOf(file, text))?.forget(file);
    for (const unit of project.units()) await settled(project, unit, tools);
    return project;
  };
  const project = await open(own);
  const analyses = project.units().flatMap((unit) => project.analyse(unit) ?? []);
  const located = ({ file, span }: Location): string => {
    const [first, ...lines] = (disk.get(file) ?? '').slice(span.start, span.end).split('\n');
    return `${file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file}: ${first}${lines.length > 0 ? ' …' : ''}`;
  };
  const all = analyses.flatMap(({ findings }) => findings).sort(compareFindings);
  return {
    project,
    own,
    open,
    analyses,
    findings: all.filter((finding, index) => index === 0 || compareFindings(finding, all[index - 1]!) !== 0),
    shown: (finding) => [
      `${located(finding)} | ${finding.message}`,
      ...finding.related.map((step) => `${located(step)} | ${step.message}`),
    ],
    problems: analyses.flatMap(({ problems }) =>
      problems.map(({ file, span, message }) => `${span ? located({ file, span }) : file} | ${message}`),
    ),
  };
}

export function diskOf(files: ReadonlyMap<string, string>): Files {
  return {
    read: async (file) => {
      const text = files.get(file);
      return text === undefined ? undefined : { kind: 'text', text };
    },
    list: async (folder) => {
      const start = folder.replace(/\/?$/, '/');
      return [...files.keys()].filter((file) => file.startsWith(start)).map((file) => file.slice(start.length));
    },
  };
}

/** Shapes of rules rather than rules: a forbidden value, a required one, one of a list, one in a JSON text, another resource. */
export function rules(): RuleSet {
  return ruleSet(
    [
      rule('acl', ['aws_s3_bucket_acl'], { forbid: { acl: { startsWith: 'public' } } }, '`{resource}` is public', {
        set: { acl: 'private' },
      }),
      rule('encrypted', ['aws_ebs_volume'], { require: { encrypted: true } }, '`{resource}` is not encrypted', {
        set: { encrypted: true },
      }),
      rule(
        'open',
        ['aws_security_group'],
        { forbid: { 'ingress.cidr_blocks': '0.0.0.0/0' } },
        '`{resource}` is open to {value}',
      ),
      rule(
        'star',
        ['aws_iam_policy'],
        { forbid: { 'Statement.Action': '*' } },
        '`{resource}` allows {value}',
        {},
        'policy',
      ),
      rule(
        'guarded',
        ['aws_s3_bucket'],
        { related: { type: 'aws_s3_bucket_public_access_block', by: 'bucket', require: { block: true } } },
        '`{resource}` is not guarded',
      ),
      rule(
        'keys',
        ['iam-statement'],
        { forbid: { actions: { not: { equals: '*' }, grants: 'iam:CreateAccessKey' } } },
        '`{resource}` hands out keys by {value}',
      ),
      rule('name', ['aws_sqs_queue'], { forbid: { name: { startsWith: 'bad' } } }, '`{resource}` is called {value}'),
    ],
    {
      tables: {},
      checks: {},
      images: () => {
        throw new Error('no image is asked for');
      },
      lifecycleOf: () => undefined,
      packages: () => noPopularPackages,
      actions,
      replacements: {},
    },
  );
}

function rule(
  id: string,
  types: readonly string[],
  logic: Readonly<Record<string, unknown>>,
  message: string,
  recipe: Readonly<Record<string, unknown>> = {},
  json?: string,
): RuleSource {
  return {
    id,
    title: id,
    severity: 'high',
    category: 'exposure',
    language: 'terraform',
    default: true,
    aliases: {},
    objectives: [],
    frameworks: {},
    cwe: [],
    fixable: false,
    subjects: [{ language: 'terraform', types }],
    logic: json === undefined ? logic : { json: { in: json, ...logic } },
    message,
    ...(Object.keys(recipe).length > 0 && { fix: { title: 'Mend it', safe: true, recipe } }),
  };
}
