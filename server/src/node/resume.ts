// Downloads a large file, going on where the last try ended as long as the server still has the same one (RFC 9110, 14.2 and 13.1.5). What was
// received is checked against the sums that Google's storage sends.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { dirname } from 'node:path';
import type { Disk } from './disk.ts';
import { type Answer, lengthOf, piecesOf, request, type Told } from './download.ts';

export interface Download {
  readonly url: string;
  /** Where the whole file will lie; what is there of a try that failed stays beside it for the next. */
  readonly path: string;
  /** In bytes. */
  readonly most: number;
  readonly disk: Disk;
  readonly told: Told;
}

export async function downloadFile(download: Download): Promise<void> {
  const { url, path, most, disk } = download;
  await disk.makeFolder(dirname(path));
  const part = partOf(path);
  const begun = await readBegun(`${part}.json`, disk);
  const have = begun?.url === url ? ((await disk.size(part)) ?? 0) : 0;
  const answer = await request(url, begun && have > 0 ? { range: `bytes=${have}-`, 'if-range': begun.tag } : {});
  const from = answer.status === 206 ? startOf(answer.headers) : 0;
  if (answer.status === 416 || (answer.status === 206 && from !== have)) {
    answer.stop();
    await forget(part, disk);
    return downloadFile(download);
  }
  const total = totalOf(answer, from);
  if ((answer.status !== 200 && answer.status !== 206) || (total ?? 0) > most) {
    answer.stop();
    throw new Error(`${url} ${(total ?? 0) > most ? `has more than ${most} bytes` : `answers ${answer.status}`}`);
  }
  if (from === 0) await begin(url, part, answer.headers, disk);
  const received = await receive(answer, from, total, download);
  if (total !== undefined && received !== total) throw new Error(`${url} was cut off at ${received} of ${total} bytes`);
  const sum = md5In(answer.headers);
  if (sum !== undefined && sum !== (await md5Of(part))) {
    await forget(part, disk);
    throw new Error(`${url} did not arrive as it was sent: its checksum is wrong`);
  }
  await disk.rename(part, path);
  await disk.remove(`${part}.json`);
}

const partOf = (path: string): string => `${path}.part`;

interface Begun {
  readonly url: string;
  /** What tells the server's file from a later one: a strong ETag. */
  readonly tag: string;
}

async function readBegun(path: string, disk: Disk): Promise<Begun | undefined> {
  const bytes = await disk.read(path);
  try {
    const { url, tag } = JSON.parse(new TextDecoder().decode(bytes));
    return typeof url === 'string' && typeof tag === 'string' ? { url, tag } : undefined;
  } catch {
    return undefined;
  }
}

/** Without a strong tag there is no going on, since nobody could tell that the file is the same. */
async function begin(url: string, part: string, headers: Headers, disk: Disk): Promise<void> {
  await forget(part, disk);
  const tag = headers.get('etag');
  if (tag?.startsWith('"')) await disk.write(`${part}.json`, new TextEncoder().encode(JSON.stringify({ url, tag })));
}

async function forget(part: string, disk: Disk): Promise<void> {
  await disk.remove(`${part}.json`);
  await disk.remove(part);
}

/** In steps of a megabyte, so that little is lost when it ends early. */
async function receive(
  answer: Answer,
  from: number,
  total: number | undefined,
  { url, path, most, disk, told }: Download,
): Promise<number> {
  let received = from;
  let waiting: Uint8Array[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    await disk.append(partOf(path), Buffer.concat(waiting));
    waiting = [];
    length = 0;
  };
  try {
    for await (const piece of piecesOf(answer, url)) {
      received += piece.length;
      if (received > most) throw new Error(`${url} has more than ${most} bytes`);
      waiting.push(piece);
      length += piece.length;
      if (length >= 1024 * 1024) await flush();
      told(received, total);
    }
  } finally {
    await flush();
  }
  return received;
}

/** Not a number where the server does not say. */
const startOf = (headers: Headers): number =>
  Number(/^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1] ?? Number.NaN);

function totalOf({ headers }: Answer, from: number): number | undefined {
  const length = lengthOf(headers);
  return length === undefined ? undefined : length + from;
}

/** `x-goog-hash: crc32c=…,md5=…`, in base 64. */
const md5In = (headers: Headers): string | undefined =>
  /(?:^|[,\s])md5=([\w+/]{22}==)/.exec(headers.get('x-goog-hash') ?? '')?.[1];

async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5');
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  return hash.digest('base64');
}
