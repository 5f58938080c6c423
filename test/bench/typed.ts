// How long it takes from didChange to the diagnostics over stdio, while a text is typed into a document character by character.

import { startClient } from '../lsp/client.ts';

export interface Typing {
  readonly what: string;
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
  /** What is typed in each round, and behind which text; it is taken back afterwards. */
  readonly edit: (round: number) => { readonly at: string; readonly text: string };
}

/** Prints the median, the 95th and the 99th percentile; gives the 95th in ms. */
export async function measured({ what, uri, languageId, text: original, edit }: Typing): Promise<number> {
  const client = await startClient();
  await client.open(uri, languageId, original);
  const opened = await client.nextPush(uri, 1);
  const times: number[] = [];
  let version = 1;
  const change = async (offset: number, length: number, text: string, current: string): Promise<string> => {
    const [start, end] = [positionOf(current, offset), positionOf(current, offset + length)];
    const started = performance.now();
    version++;
    await client.change(uri, version, [{ range: { start, end }, text }]);
    await client.nextPush(uri, version);
    times.push(performance.now() - started);
    return current.slice(0, offset) + text + current.slice(offset + length);
  };
  for (let round = 0; round < 40; round++) {
    const { at, text } = edit(round);
    const offset = original.indexOf(at) + at.length;
    let current = original;
    for (const [index, character] of [...text].entries()) current = await change(offset + index, 0, character, current);
    await change(offset, text.length, '', current);
  }
  await client.stop();
  times.sort((a, b) => a - b);
  const share = (part: number) => times[Math.floor(part * (times.length - 1))] ?? 0;
  const [median, p95, p99] = [share(0.5), share(0.95), share(0.99)];
  const figures = `median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
  console.log(
    `${what}: ${original.split('\n').length} lines, ${opened.diagnostics.length} findings, ${times.length} edits: ${figures}`,
  );
  return p95;
}

function positionOf(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
