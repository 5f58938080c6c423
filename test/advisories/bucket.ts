// A bucket of OSV on loopback, in the layout of the real one, with ranges and ETags; it cuts answers off and lies where a test says so.

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zipOf } from './zip-writer.ts';

export interface FakeBucket {
  readonly address: string;
  readonly objects: Map<string, Uint8Array>;
  /** `GET /path` or `GET /path bytes=5-`, in their order. */
  readonly requests: string[];
  /** Ends an answer after so many bytes of its body; it counts down once and is gone. */
  cutAfter: { readonly path: string; readonly bytes: number } | undefined;
  /** The sum that is told for an object in place of its own. */
  readonly sums: Map<string, string>;
  close(): void;
}

type Json = { readonly id: string; readonly modified: string };

export async function serveBucket(): Promise<FakeBucket> {
  const server = createServer((request, response) => answer(bucket, request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const bucket: FakeBucket = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects: new Map(),
    requests: [],
    cutAfter: undefined,
    sums: new Map(),
    close: () => closeAll(server),
  };
  return bucket;
}

/** Puts these records in, and takes all others of the ecosystem out. */
export function fill({ objects }: FakeBucket, ecosystem: string, records: readonly Json[]): void {
  for (const path of objects.keys()) if (path.startsWith(`${ecosystem}/`)) objects.delete(path);
  const latest = [...records].sort((a, b) => (a.modified < b.modified ? 1 : -1));
  objects.set(
    `${ecosystem}/all.zip`,
    zipOf(records.map((record) => ({ name: `${record.id}.json`, content: JSON.stringify(record) }))),
  );
  objects.set(
    `${ecosystem}/modified_id.csv`,
    Buffer.from(latest.map(({ id, modified }) => `${modified},${id}\n`).join('')),
  );
  for (const record of records) objects.set(`${ecosystem}/${record.id}.json`, Buffer.from(JSON.stringify(record)));
  const names = new Set([...objects.keys()].filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
  objects.set('ecosystems.txt', Buffer.from([...names].join('\n')));
}

function answer(bucket: FakeBucket, request: IncomingMessage, response: ServerResponse): void {
  const path = decodeURIComponent(request.url ?? '').slice(1);
  const { range } = request.headers;
  bucket.requests.push([`GET /${path}`, range].filter(Boolean).join(' '));
  const object = bucket.objects.get(path);
  if (!object) {
    response.writeHead(404).end();
    return;
  }
  const tag = `"${createHash('sha1').update(object).digest('hex')}"`;
  const start = range && request.headers['if-range'] === tag ? Number(/\d+/.exec(range)?.[0]) : 0;
  const body = object.subarray(start);
  response.writeHead(start > 0 ? 206 : 200, {
    etag: tag,
    'content-length': body.length,
    'x-goog-hash': `md5=${bucket.sums.get(path) ?? createHash('md5').update(object).digest('base64')}`,
    ...(start > 0 && { 'content-range': `bytes ${start}-${object.length - 1}/${object.length}` }),
  });
  const cut = bucket.cutAfter;
  if (cut?.path !== path) {
    response.end(body);
    return;
  }
  bucket.cutAfter = undefined;
  // All of that part arrives, and then the end of the connection.
  response.flushHeaders();
  if (cut.bytes > 0) response.write(body.subarray(0, cut.bytes));
  response.socket?.end();
}

function closeAll(server: Server): void {
  server.close();
  server.closeAllConnections();
}
