// Code actions. They are rebuilt from a diagnostic's data and the analysis of now, so nothing is kept from one request to the next; the
// edits of a fix are made when the action is resolved, against the version that the client has.

import { type CodeAction, CodeActionKind, type Diagnostic, type TextDocumentEdit } from 'vscode-languageserver';
import type { Analysis } from '../engine/analyse.ts';
import { fixEdits } from '../engine/fix.ts';
import { grouped } from '../engine/grouped.ts';
import { applyEdits, mergeEdits } from '../fixes/apply.ts';
import { ignoreEdit } from '../fixes/ignore.ts';
import type { Finding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Value } from '../model/value.ts';
import { rangeOf } from '../text/lsp.ts';
import { fileNameOf } from '../text/path.ts';
import type { Edit, Snapshot } from '../text/snapshot.ts';
import type { Span } from '../text/span.ts';
import type { Answer, OpenDocument } from '../workspace/workspace.ts';
import { upgradesOf, vulnerableIn } from './dependencies.ts';
import { type DiagnosticData, source, unusedIgnoreCode } from './diagnostics.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.lintel`;

/** What `codeAction/resolve` gets back: enough to make the edits again, of one finding or of every vulnerable package. */
export type ActionData = FindingAction | { readonly uri: string; readonly upgrade: 'all' };

interface FindingAction {
  readonly uri: string;
  readonly rule: string;
  readonly fingerprint: string;
}

/** The actions for the diagnostics of the request; `wanted` are the kinds that the client asks for, all where it names none. */
export function actionsFor(
  answer: Answer,
  diagnostics: readonly Diagnostic[],
  wanted: readonly string[] | undefined,
): readonly CodeAction[] {
  const asked = (kind: string) => !wanted || wanted.some((one) => kind === one || kind.startsWith(`${one}.`));
  const quick = asked(CodeActionKind.QuickFix)
    ? [
        ...joined(diagnostics.flatMap((diagnostic) => quickFixes(answer, diagnostic))),
        ...upgradeAll(answer, diagnostics),
      ]
    : [];
  return wanted?.some((kind) => fixAllKind.startsWith(kind)) ? [...quick, ...fixAll(answer)] : quick;
}

/** The action with its edit; as it came where the finding is gone or the fix does not fit any more. */
export function resolved(action: CodeAction, answer: Answer | undefined): CodeAction {
  const data = action.data as ActionData | undefined;
  if (action.edit || !data || !answer) return action;
  const edits = 'upgrade' in data ? upgradesIn(answer) : editsOf(answer, data);
  return edits ? { ...action, edit: { documentChanges: [documentEdit(answer.document, edits)] } } : action;
}

function editsOf({ analysis, document }: Answer, data: FindingAction): readonly Edit[] | undefined {
  const finding = findingOf(analysis, document, data);
  return finding && fixEdits(analysis, finding);
}

const upgradesIn = ({ analysis, document }: Answer): readonly Edit[] =>
  upgradesOf(vulnerableIn(document.snapshot.file, analysis));

/** The advisories on one version all have the same upgrade, which is one action for all of them. */
function joined(actions: readonly CodeAction[]): readonly CodeAction[] {
  const groups = grouped(actions, ({ title, diagnostics = [] }) =>
    JSON.stringify([title, diagnostics.map(({ code, range }) => [code, range])]),
  );
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ ...first, diagnostics: same.flatMap(({ diagnostics = [] }) => diagnostics) }] : [];
  });
}

/** Where one of several is asked about. */
function upgradeAll(answer: Answer, diagnostics: readonly Diagnostic[]): readonly CodeAction[] {
  const { document, analysis } = answer;
  const vulnerable = vulnerableIn(document.snapshot.file, analysis);
  const fixable = vulnerable.filter(({ upgrade }) => upgrade.length > 0);
  const isAsked = diagnostics.some(({ data }) => {
    const finding = data && findingOf(analysis, document, data as DiagnosticData);
    return vulnerable.some(({ findings }) => findings.some((one) => one === finding));
  });
  if (!isAsked || fixable.length < 2) return [];
  const name = fileNameOf(document.snapshot.file);
  const title = `Upgrade all vulnerable packages of ${name}: ${fixable.length} of ${vulnerable.length}`;
  return [{ title, kind: CodeActionKind.QuickFix, data: { uri: document.uri, upgrade: 'all' } satisfies ActionData }];
}

function quickFixes({ document, analysis }: Answer, diagnostic: Diagnostic): readonly CodeAction[] {
  if (diagnostic.source !== source) return [];
  if (diagnostic.code === unusedIgnoreCode) return removeIgnore(document, analysis, diagnostic);
  const data = diagnostic.data as DiagnosticData | undefined;
  const finding = data && findingOf(analysis, document, data);
  if (!data || !finding) return [];
  const action: ActionData = { uri: document.uri, ...data };
  const { language } = analysis.unit;
  // Another advisory on the same version is to be told still.
  const name = finding.names?.[0] ?? finding.rule;
  return [
    ...(finding.fix
      ? [
          {
            title: finding.fix.title,
            kind: CodeActionKind.QuickFix,
            diagnostics: [diagnostic],
            isPreferred: finding.fix.safe,
            data: action,
          },
        ]
      : []),
    ...(['line', 'file'] as const).flatMap((extent) => {
      const edit = ignoreEdit(document.snapshot, {
        rule: name,
        language,
        extent,
        offset: commentable(finding, analysis),
      });
      if (!edit) return [];
      return [
        {
          title: extent === 'line' ? `Ignore ${name} here` : `Ignore ${name} in this file`,
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnostic],
          edit: { documentChanges: [documentEdit(document, [edit])] },
        },
      ];
    }),
  ];
}

/** Where the finding begins, or the text of several lines that it lies in, such as a policy in a heredoc: no comment can stand in that. */
function commentable(finding: Finding, analysis: Analysis): number {
  const holds = (place: Place): boolean => {
    const at = analysis.locate(place);
    return at?.file === finding.file && at.span.start <= finding.span.start && finding.span.end <= at.span.end;
  };
  const resource = analysis.violations.get(finding)?.resource;
  // The finding may lie in another resource than the one that it is about, or in a view of it.
  const bodies = [...(resource ? [resource] : []), ...analysis.unit.resources.filter(({ place }) => holds(place))];
  const around = bodies
    .flatMap(({ body }) => [...textsIn(body)])
    .filter(({ place }) => holds(place))
    .map(({ place }) => analysis.locate(place)?.span.start ?? finding.span.start);
  return Math.min(finding.span.start, ...around);
}

function* textsIn(value: Value): Generator<Value> {
  if (value.kind === 'string') yield value;
  if (value.kind === 'list') for (const item of value.items) yield* textsIn(item);
  if (value.kind === 'map') for (const entry of value.entries.values()) yield* textsIn(entry.value);
}

function removeIgnore(document: OpenDocument, analysis: Analysis, diagnostic: Diagnostic): readonly CodeAction[] {
  const ignore = analysis.ignores.unused.find(
    ({ file, span }) =>
      file === document.snapshot.file && sameRange(rangeOf(document.snapshot, span), diagnostic.range),
  );
  const comment = ignore && commentAround(analysis, document.snapshot, ignore.span);
  if (!comment) return [];
  const edit = documentEdit(document, [{ span: comment, text: '' }]);
  return [
    {
      title: 'Remove this ignore',
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: true,
      edit: { documentChanges: [edit] },
    },
  ];
}

/** The comment with the blanks before it, and with its line where nothing else stands on it. */
function commentAround(analysis: Analysis, snapshot: Snapshot, span: Span): Span | undefined {
  const file = analysis.unit.files.find((one) => one.file === snapshot.file);
  const comment = file?.comments.find((one) => one.span.start <= span.start && span.end <= one.span.end);
  if (!comment) return undefined;
  let { start, end } = comment.span;
  while (start > 0 && /[ \t]/.test(snapshot.text[start - 1] ?? '')) start--;
  const alone = start === 0 || /[\r\n]/.test(snapshot.text[start - 1] ?? '');
  if (alone && snapshot.text.startsWith('\r\n', end)) end += 2;
  else if (alone && snapshot.text[end] === '\n') end += 1;
  return { start, end };
}

/** Only what is safe, and nothing at all when nothing would change. */
function fixAll(answer: Answer): readonly CodeAction[] {
  const edits = safeEdits(answer);
  if (edits.length === 0 || applyEdits(answer.document.snapshot.text, edits) === answer.document.snapshot.text)
    return [];
  return [
    {
      title: 'Fix all that is safe to fix',
      kind: fixAllKind,
      edit: { documentChanges: [documentEdit(answer.document, edits)] },
    },
  ];
}

function safeEdits(answer: Answer): readonly Edit[] {
  const { analysis, document } = answer;
  const findings = analysis.findings.filter((finding) => finding.file === document.snapshot.file && finding.fix?.safe);
  return mergeEdits(findings.flatMap((finding) => [fixEdits(answer.analysis, finding) ?? []]));
}

function findingOf(
  analysis: Analysis,
  document: OpenDocument,
  { rule, fingerprint }: DiagnosticData,
): Finding | undefined {
  return analysis.findings.find(
    (finding) =>
      finding.file === document.snapshot.file && finding.rule === rule && finding.fingerprint === fingerprint,
  );
}

export function documentEdit({ uri, snapshot }: OpenDocument, edits: readonly Edit[]): TextDocumentEdit {
  return {
    textDocument: { uri, version: snapshot.version },
    edits: edits.map(({ span, text }) => ({ range: rangeOf(snapshot, span), newText: text })),
  };
}

const sameRange = (a: Diagnostic['range'], b: Diagnostic['range']): boolean =>
  a.start.line === b.start.line &&
  a.start.character === b.start.character &&
  a.end.line === b.end.line &&
  a.end.character === b.end.character;
