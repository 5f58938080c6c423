// Address ranges in CIDR notation, IPv4 and IPv6 (RFC 4632, RFC 4291 section 2.3).

/** An address range; `bits` are the network's bits as text of 0 and 1, so that containment is a prefix test. */
interface Range {
  readonly family: 4 | 6;
  readonly bits: string;
}

/**
 * True for a range that holds addresses of the public internet and is open to a large part of it: `0.0.0.0/0`, `::/0`, and any
 * other range of fewer than 8 (IPv4) or 16 (IPv6) bits that is not private. `*`, `Internet` and `Any` are Azure's words for it.
 * Whatever address stands before `/0`, every address is meant.
 */
export function isOpenToInternet(text: string): boolean {
  if (/^(\*|internet|any|\S*\/0+)$/i.test(text.trim())) return true;
  const range = parse(text);
  if (!range) return false;
  return range.bits.length < (range.family === 4 ? 8 : 16) && !isPrivate(range);
}

/** Does `inner` lie in `outer`? Undefined where one of them is no range. */
export function isWithin(inner: string, outer: string): boolean | undefined {
  const [a, b] = [parse(inner), parse(outer)];
  return a && b && a.family === b.family && a.bits.startsWith(b.bits);
}

// RFC 1918, RFC 6598, loopback, link-local; RFC 4193 and fe80::/10 for IPv6.
const privateRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
];

function isPrivate(range: Range): boolean {
  return privateRanges.some((text) => {
    const outer = parse(text);
    return outer?.family === range.family && range.bits.startsWith(outer.bits);
  });
}

function parse(text: string): Range | undefined {
  const match = /^\s*([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?\s*$/.exec(text);
  if (!match?.[1]) return undefined;
  const family = match[1].includes(':') ? 6 : 4;
  const bits = family === 4 ? bitsOfIPv4(match[1]) : bitsOfIPv6(match[1]);
  const length = match[2] === undefined ? bits?.length : Number(match[2]);
  if (bits === undefined || length === undefined || length > bits.length) return undefined;
  return { family, bits: bits.slice(0, length) };
}

function bitsOfIPv4(text: string): string | undefined {
  const octets = text.split('.').map(Number);
  if (octets.length !== 4 || octets.some((octet) => !Number.isInteger(octet) || octet < 0 || octet > 255))
    return undefined;
  return octets.map((octet) => octet.toString(2).padStart(8, '0')).join('');
}

function bitsOfIPv6(text: string): string | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (!head) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = tail === undefined ? head : [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}
