// What BuildKit would refuse in a Dockerfile, as far as it keeps a part of the file from being analysed.

import type { Problem } from '../../model/file.ts';
import { longestScript, type Word } from '../../syntax/shell.ts';
import type { Instruction } from './instruction.ts';
import type { RunReading } from './scripts.ts';

export function problemsOf(
  instructions: readonly Instruction[],
  readings: ReadonlyMap<Instruction, RunReading>,
): readonly Problem[] {
  const problems: Problem[] = [];
  let isHeredoc = false;
  for (const instruction of instructions) {
    // Below a heredoc that is never closed stand its lines, and one word about it is enough.
    if (isHeredoc && !keywords.test(instruction.keyword)) continue;
    const found = instructionProblems(instruction, readings);
    isHeredoc ||= found.some(({ message }) => message === neverClosed);
    problems.push(...found);
  }
  return problems;
}

const neverClosed = 'the heredoc is never closed';

const keywords =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;

function instructionProblems(
  instruction: Instruction,
  readings: ReadonlyMap<Instruction, RunReading>,
): readonly Problem[] {
  const { keyword, keywordSpan, words, command, heredocs, inner } = instruction;
  if (!keywords.test(keyword)) {
    const name = /^[!-~]{1,40}$/.test(keyword) && !keyword.includes('`') ? `\`${keyword}\`` : 'this';
    return [{ span: keywordSpan, message: `${name} is no instruction of a Dockerfile` }];
  }
  if (keyword === 'FROM' && words.length === 0) return [{ span: keywordSpan, message: '`FROM` names no image' }];
  const problems: Problem[] = [];
  if (command && command.text.length > longestScript) {
    const message = `the script is longer than ${longestScript} characters and is not analysed`;
    problems.push({ span: keywordSpan, message });
  }
  // BuildKit sees a heredoc only where a word begins with it.
  const opens = keyword === 'RUN' && heredocs.length === 0 && /(?:^|\s)\d*<<-?[^<]/.test(command?.text ?? '');
  const unclosed = opens && command ? unclosedHeredoc(command, readings.get(instruction)) : undefined;
  if (unclosed) problems.push(unclosed);
  return inner ? [...problems, ...instructionProblems(inner, readings)] : problems;
}

function unclosedHeredoc(command: Word, reading: RunReading | undefined): Problem | undefined {
  // Without a command before it, it is the script.
  const script = /^\s*\d*<<-?["']?[\w.]+["']?/.exec(command.text)?.[0];
  if (script) return { span: { start: command.start, end: command.start + script.length }, message: neverClosed };
  for (const { redirects } of reading?.script.commands ?? []) {
    const heredoc = redirects.find(({ operator }) => operator === '<<' || operator === '<<-');
    if (heredoc) return { span: { start: heredoc.start, end: heredoc.end }, message: neverClosed };
  }
  return undefined;
}
