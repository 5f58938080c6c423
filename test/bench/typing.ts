// `npm run bench`: how long from didChange to the diagnostics, over stdio, in a Terraform file of 1,000 lines: while a name is typed inside a
// string, and while whole arguments are typed character by character, which breaks the syntax most of the time. Prints the median, the 95th and
// the 99th percentile; ends with 1 if the 95th is over 10 ms.

import { startClient } from '../lsp/client.ts';

const target = 10;

async function main(): Promise<void> {
  const inString = (round: number) => ({
    at: `"orders-${2 * round}`,
    text: `-of-the-department-in-the-north-${round}`,
  });
  const argument = (round: number) => ({
    at: `"orders-${2 * round}"`,
    text: '\n  multi_az = var.public ? true : false',
  });
  const results = [await type('in a string', inString), await type('whole arguments', argument)];
  process.exitCode = results.every((p95) => p95 <= target) ? 0 : 1;
}

/** Types a text behind another one, in one block after the other, and takes it back; gives the 95th percentile in ms. */
async function type(
  what: string,
  edit: (round: number) => { readonly at: string; readonly text: string },
): Promise<number> {
  const client = await startClient();
  const uri = 'untitled:main.tf';
  const original = terraform(1000);
  await client.open(uri, 'terraform', original);
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

/** Blocks of ten lines. One in ten is unsafe, so that there are about as many findings as in a repository that is bad on purpose. */
function terraform(lines: number): string {
  const blocks = Array.from({ length: Math.floor(lines / 10) }, (_, n) => (n % 10 === 0 ? unsafe(n) : record(n)));
  return `variable "class" {}\nvariable "public" {\n  default = true\n}\n${blocks.join('\n')}`;
}

const unsafe = (n: number): string => `resource "aws_db_instance" "db_${n}" {
  identifier              = "orders-${n}"
  engine                  = "postgres"
  instance_class          = var.class
  username                = "orders"
  publicly_accessible     = var.public
  storage_encrypted       = false
  skip_final_snapshot     = true
}
`;

const record = (n: number): string => `resource "aws_route53_record" "record_${n}" {
  set_identifier          = "orders-${n}"
  zone_id                 = var.zone
  name    = "service-${n}.example.com"
  type    = "CNAME"
  ttl     = 300
  records = [aws_db_instance.db_${n - (n % 10)}.address]
}

`;

void main();
