// Requests to a bucket: bounded in size and in patience, and never from a safe address to an unsafe one.

/** Hears how many bytes of how many are there. */
export type Told = (received: number, total: number | undefined) => void;

/** Undefined where the server has no such object. */
export async function fetchBytes(url: string, most: number): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  const answer = await request(url, {});
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
  const length = lengthOf(answer.headers);
  let received = 0;
  for await (const piece of piecesOf(answer, url)) {
    received += piece.length;
    if (received > most) throw new Error(`${url} has more than ${most} bytes`);
    pieces.push(piece);
  }
  if (length !== undefined && received !== length) throw new Error(`${url} was cut off`);
  return Buffer.concat(pieces);
}

/** In milliseconds: how long a server may be silent. */
const patience = 30_000;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Held as a whole: Node ends a body that nobody reads yet when its response is collected as garbage. */
  readonly response: Response;
  /** Ends the request. */
  stop(): void;
}

export async function request(url: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), patience);
  try {
    // Packed on the way, lengths and positions would not be the file's.
    const response = await fetch(url, {
      headers: { 'accept-encoding': 'identity', ...headers },
      signal: controller.signal,
    });
    if (url.startsWith('https:') && !response.url.startsWith('https:'))
      throw new Error(`${url} leads to an address without https`);
    return { status: response.status, headers: response.headers, response, stop: () => controller.abort() };
  } catch (error) {
    throw new Error(`${url} cannot be reached: ${reason(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

export async function* piecesOf({ response, stop }: Answer, url: string): AsyncGenerator<Uint8Array> {
  if (!response.body) return;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const timer = setTimeout(stop, patience);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw new Error(`${url} was cut off: ${reason(error)}`);
  } finally {
    stop();
  }
}

export function lengthOf(headers: Headers): number | undefined {
  const length = Number(headers.get('content-length') ?? Number.NaN);
  return Number.isSafeInteger(length) ? length : undefined;
}

/** What fetch says is `fetch failed`; the reason lies below. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'AbortError') return `no answer for ${patience / 1000} seconds`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
