// Digests of texts as Terraform writes them, and the UUIDs that are made from one.
// https://developer.hashicorp.com/terraform/language/functions/sha256 and its neighbours.

import { CallError, type Functions, pure } from './define.ts';
import { type Digest, md5, sha1, sha256, sha512 } from './digests.ts';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

const digests: Readonly<Record<string, readonly [digest: Digest, write: (bytes: Uint8Array) => string]>> = {
  base64sha256: [sha256, base64],
  base64sha512: [sha512, base64],
  md5: [md5, hex],
  sha1: [sha1, hex],
  sha256: [sha256, hex],
  sha512: [sha512, hex],
};

/** What the digest functions, or those of the same names with `file` before them, make of a text; undefined for any other name. */
export function digestOf(name: string, text: string): string | undefined {
  const [digest, write] = digests[name] ?? [];
  return digest && write?.(digest(utf8(text)));
}

// https://datatracker.ietf.org/doc/html/rfc4122#appendix-C
const namespaces: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};

export const hashFunctions: Functions = {
  ...Object.fromEntries(
    Object.keys(digests).map((name) => [name, pure(['string'], (text) => digestOf(name, text) ?? '')]),
  ),
  uuidv5: pure(['string', 'string'], (namespace, name) => {
    const digits = (namespaces[namespace] ?? namespace).replaceAll('-', '');
    if (!/^[0-9a-f]{32}$/i.test(digits)) throw new CallError('this is no namespace');
    const prefix = Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    const bytes = sha1(Uint8Array.from([...prefix, ...utf8(name)])).slice(0, 16);
    bytes[6] = (bytes[6]! & 0x0f) | 0x50;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }),
};
