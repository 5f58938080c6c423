// What BuildKit would refuse in a Dockerfile, as far as it keeps a part of the file from being analysed.

import type { Problem } from '../../model/file.ts';
import { longestScript } from '../../syntax/shell.ts';
import type { Instruction } from './instruction.ts';
import type { RunReading } from './scripts.ts';

export function problemsOf(
  instructions: readonly Instruction[],
  readings: ReadonlyMap<Instruction, RunReading>,
): readonly Problem[] {
  return instructions.flatMap((instruction) => instructionProblems(instruction, readings));
}

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
  const unclosed = opens ? unclosedHeredoc(readings.get(instruction)) : undefined;
  if (unclosed) problems.push(unclosed);
  return inner ? [...problems, ...instructionProblems(inner, readings)] : problems;
}

function unclosedHeredoc(reading: RunReading | undefined): Problem | undefined {
  for (const { redirects } of reading?.script.commands ?? []) {
    const heredoc = redirects.find(({ operator }) => operator === '<<' || operator === '<<-');
    if (heredoc) return { span: { start: heredoc.start, end: heredoc.end }, message: 'the heredoc is never closed' };
  }
  return undefined;
}
