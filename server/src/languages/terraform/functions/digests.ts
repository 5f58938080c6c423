// MD5, SHA-1, SHA-256 and SHA-512 of bytes, synchronously and without a platform: what the platforms have is asynchronous in a browser
// and a module of its own in Node. For names and comparisons only, nothing here guards a secret.
// RFC 1321 and FIPS 180-4; the constants are computed as these define them.

export type Digest = (bytes: Uint8Array) => Uint8Array;

export const md5: Digest = (bytes) => {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  const view = padded(bytes, 64, 'little');
  for (let block = 0; block < view.byteLength; block += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let round = 0; round < 64; round++) {
      const [mix, word] =
        round < 16
          ? [(b & c) | (~b & d), round]
          : round < 32
            ? [(d & b) | (~d & c), (5 * round + 1) % 16]
            : round < 48
              ? [b ^ c ^ d, (3 * round + 5) % 16]
              : [c ^ (b | ~d), (7 * round) % 16];
      const sum = (a + mix + md5Constants[round]! + view.getUint32(block + 4 * word, true)) | 0;
      [a, d, c, b] = [d, c, b, (b + rotatedLeft(sum, md5Shifts[(round >> 4) * 4 + (round % 4)]!)) | 0];
    }
    addTo(state, [a, b, c, d]);
  }
  return bytesOf(state, 'little');
};

const md5Shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const md5Constants = Array.from({ length: 64 }, (_, round) => Math.floor(Math.abs(Math.sin(round + 1)) * 2 ** 32) | 0);

export const sha1: Digest = (bytes) => {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const view = padded(bytes, 64, 'big');
  for (let block = 0; block < view.byteLength; block += 64) {
    const words = Array.from({ length: 16 }, (_, index) => view.getInt32(block + 4 * index));
    for (let index = 16; index < 80; index++)
      words.push(rotatedLeft(words[index - 3]! ^ words[index - 8]! ^ words[index - 14]! ^ words[index - 16]!, 1));
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (const [round, word] of words.entries()) {
      const [mix, constant] =
        round < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : round < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : round < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6];
      [a, b, c, d, e] = [(rotatedLeft(a, 5) + mix + e + constant + word) | 0, a, rotatedLeft(b, 30), c, d];
    }
    addTo(state, [a, b, c, d, e]);
  }
  return bytesOf(state, 'big');
};

export const sha256: Digest = (bytes) => {
  const state = primes(8).map((prime) => Number(rootBits(prime, 2n, 32n)) | 0);
  const constants = constants512().map((constant) => Number(constant >> 32n) | 0);
  const view = padded(bytes, 64, 'big');
  const right = (word: number, by: number): number => rotatedLeft(word, 32 - by);
  for (let block = 0; block < view.byteLength; block += 64) {
    const words = Array.from({ length: 16 }, (_, index) => view.getInt32(block + 4 * index));
    for (let index = 16; index < 64; index++) {
      const [before, last] = [words[index - 15]!, words[index - 2]!];
      const small = right(before, 7) ^ right(before, 18) ^ (before >>> 3);
      const large = right(last, 17) ^ right(last, 19) ^ (last >>> 10);
      words.push((words[index - 16]! + small + words[index - 7]! + large) | 0);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (const [round, word] of words.entries()) {
      const first =
        (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + constants[round]! + word) | 0;
      const second = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
    }
    addTo(state, [a, b, c, d, e, f, g, h]);
  }
  return bytesOf(state, 'big');
};

const mask = (1n << 64n) - 1n;

export const sha512: Digest = (bytes) => {
  const state = primes(8).map((prime) => rootBits(prime, 2n, 64n));
  const constants = constants512();
  const view = padded(bytes, 128, 'big');
  const right = (word: bigint, by: bigint): bigint => ((word >> by) | (word << (64n - by))) & mask;
  for (let block = 0; block < view.byteLength; block += 128) {
    const words = Array.from({ length: 16 }, (_, index) => view.getBigUint64(block + 8 * index));
    for (let index = 16; index < 80; index++) {
      const [before, last] = [words[index - 15]!, words[index - 2]!];
      const small = right(before, 1n) ^ right(before, 8n) ^ (before >> 7n);
      const large = right(last, 19n) ^ right(last, 61n) ^ (last >> 6n);
      words.push((words[index - 16]! + small + words[index - 7]! + large) & mask);
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
    for (const [round, word] of words.entries()) {
      const mixed = (e & f) ^ (~e & mask & g);
      const first = h + (right(e, 14n) ^ right(e, 18n) ^ right(e, 41n)) + mixed + constants[round]! + word;
      const second = (right(a, 28n) ^ right(a, 34n) ^ right(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
      [a, b, c, d, e, f, g, h] = [(first + second) & mask, a, b, c, (d + first) & mask, e, f, g];
    }
    for (const [index, part] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index]! + part) & mask;
  }
  const result = new DataView(new ArrayBuffer(64));
  for (const [index, word] of state.entries()) result.setBigUint64(8 * index, word);
  return new Uint8Array(result.buffer);
};

function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let candidate = 2n; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0n)) found.push(candidate);
  return found;
}

/** The first bits behind the point of the square or the cube root. */
function rootBits(of: bigint, degree: bigint, bits: bigint): bigint {
  const scaled = of << (bits * degree);
  let [low, high] = [0n, 1n << (bits + 8n)];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** degree <= scaled) low = middle;
    else high = middle;
  }
  return low & ((1n << bits) - 1n);
}

/** Made when they are first needed: most configurations hash nothing. SHA-256 has the upper halves of the first 64. */
const constants512 = (): readonly bigint[] => {
  made512 ??= primes(80).map((prime) => rootBits(prime, 3n, 64n));
  return made512;
};
let made512: readonly bigint[] | undefined;

/** A one bit, zeros, and the length in bits at the end. */
function padded(bytes: Uint8Array, block: 64 | 128, order: 'big' | 'little'): DataView {
  const lengthBytes = block / 8;
  const size = Math.ceil((bytes.length + 1 + lengthBytes) / block) * block;
  const all = new Uint8Array(size);
  all.set(bytes);
  all[bytes.length] = 0x80;
  const view = new DataView(all.buffer);
  view.setBigUint64(order === 'big' ? size - 8 : size - lengthBytes, BigInt(bytes.length) * 8n, order === 'little');
  return view;
}

const rotatedLeft = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

function addTo(state: number[], parts: readonly number[]): void {
  for (const [index, part] of parts.entries()) state[index] = (state[index]! + part) | 0;
}

function bytesOf(words: readonly number[], order: 'big' | 'little'): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  for (const [index, word] of words.entries()) view.setInt32(4 * index, word, order === 'little');
  return new Uint8Array(view.buffer);
}
