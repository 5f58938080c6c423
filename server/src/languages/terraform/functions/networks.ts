// IP networks. https://developer.hashicorp.com/terraform/language/functions/cidrsubnet and its neighbours.

import { CallError, type Functions, pure, variadic } from './define.ts';

export const networkFunctions: Functions = {
  // OpenTofu has it alone.
  cidrcontains: pure(['string', 'string'], (prefix, inner) => {
    const network = networkOf(prefix);
    const other = networkOf(inner.includes('/') ? inner : `${inner}/${inner.includes(':') ? 128 : 32}`);
    const hostBits = BigInt(network.bits - network.length);
    return (
      other.bits === network.bits &&
      other.length >= network.length &&
      other.address >> hostBits === network.address >> hostBits
    );
  }),
  cidrhost: pure(['string', 'number'], (prefix, host) => {
    const { address, length, bits } = networkOf(prefix);
    const size = 1n << BigInt(bits - length);
    const offset = BigInt(Math.trunc(host));
    if (offset >= size || offset < -size) throw new CallError(`the network has no host ${host}`);
    return textOf(address + (offset < 0n ? size + offset : offset), bits);
  }),
  cidrnetmask: pure(['string'], (prefix) => {
    const { length, bits } = networkOf(prefix);
    if (bits !== 32) throw new CallError('only IPv4 has netmasks');
    return textOf(((1n << BigInt(length)) - 1n) << BigInt(32 - length), 32);
  }),
  cidrsubnet: pure(['string', 'number', 'number'], (prefix, added, number) => {
    const network = networkOf(prefix);
    if (number < 0 || number >= 2 ** added) throw new CallError(`${added} bits do not hold ${number}`);
    const length = longer(network, added);
    return `${textOf(network.address + (BigInt(number) << BigInt(network.bits - length)), network.bits)}/${length}`;
  }),
  cidrsubnets: variadic(['string'], 'number', (prefix, ...added) => {
    const network = networkOf(prefix);
    const end = network.address + (1n << BigInt(network.bits - network.length));
    let next = network.address;
    return added.map((bits) => {
      const length = longer(network, bits);
      const size = 1n << BigInt(network.bits - length);
      // Each network begins at a multiple of its own size.
      const start = ((next + size - 1n) / size) * size;
      next = start + size;
      if (next > end) throw new CallError('the network is too small');
      return `${textOf(start, network.bits)}/${length}`;
    });
  }),
};

interface Network {
  /** The first address. */
  readonly address: bigint;
  readonly length: number;
  /** 32 or 128. */
  readonly bits: number;
}

function networkOf(prefix: string): Network {
  const [host = '', given = ''] = prefix.split('/');
  const bits = host.includes(':') ? 128 : 32;
  const length = Number(given);
  if (!/^\d+$/.test(given) || length > bits) throw new CallError(`\`${prefix}\` is no network`);
  const address = bits === 32 ? fourOf(host) : sixOf(host);
  const hostBits = BigInt(bits - length);
  return { address: (address >> hostBits) << hostBits, length, bits };
}

function longer({ length, bits }: Network, added: number): number {
  const longer = length + added;
  if (added < 0 || !Number.isInteger(added) || longer > bits)
    throw new CallError(`the network has no room for ${added} bits more`);
  return longer;
}

function fourOf(host: string): bigint {
  const parts = host.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) {
    throw new CallError(`\`${host}\` is no address`);
  }
  return parts.reduce((address, part) => (address << 8n) + BigInt(part), 0n);
}

function sixOf(host: string): bigint {
  const [head = '', tail, more] = host.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const first = groups(head);
  const last = groups(tail ?? '');
  const missing = 8 - first.length - last.length;
  const all = [...first, ...Array.from({ length: tail === undefined ? 0 : Math.max(0, missing) }, () => '0'), ...last];
  if (more !== undefined || all.length !== 8 || !all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) {
    throw new CallError(`\`${host}\` is no address`);
  }
  return all.reduce((address, group) => (address << 16n) + BigInt(`0x${group}`), 0n);
}

function textOf(address: bigint, bits: number): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
  const groups = Array.from({ length: 8 }, (_, at) => ((address >> BigInt(112 - at * 16)) & 0xffffn).toString(16));
  // The longest run of zeros, the first of several, is left out (RFC 5952).
  const runs = [...groups.join(':').matchAll(/\b0(?::0\b)+/g)].sort((a, b) => b[0].length - a[0].length);
  const [run] = runs;
  const text = groups.join(':');
  if (!run) return text;
  return `${text.slice(0, run.index).replace(/:$/, '')}::${text.slice(run.index + run[0].length).replace(/^:/, '')}`;
}
