// `ingress-rule` and `egress-rule`: one shape for the rules of every firewall. Beside the entries of the block that a rule is written in:
//   $firewall               aws-security-group, aws-network-acl, azure-nsg, google-firewall
//   $action                 allow, deny
//   $protocol               tcp, udp, icmp, icmpv6, all, or another one's name or number as text
//   $ports                  texts: "22", "20-30"; "*" for all; none where the protocol has no ports
//   $sources, $destinations ranges and words for them, each where it stands
//   $description
// What is not known is unknown, and what a firewall does not know is absent.

import type { Place } from '../../../model/place.ts';
import type { MapValue, Value } from '../../../model/value.ts';
import { numberOf, textOf } from '../evaluate/convert.ts';
import { list, text, unknown } from '../evaluate/values.ts';
import { knownText, withEntries } from './body.ts';
import type { View } from './views.ts';

export interface FirewallRule {
  readonly direction: 'ingress' | 'egress';
  readonly firewall: 'aws-security-group' | 'aws-network-acl' | 'azure-nsg' | 'google-firewall';
  readonly action: Value;
  readonly protocol: Value;
  readonly ports: Value;
  readonly sources?: Value | undefined;
  readonly destinations?: Value | undefined;
  readonly description?: Value | undefined;
}

/** `written` is the block or resource that the rule is written in. */
export function ruleView(written: MapValue, rule: FirewallRule): View {
  const body = withEntries(written, {
    $firewall: text(rule.firewall, headerOf(written)),
    $action: rule.action,
    $protocol: rule.protocol,
    $ports: rule.ports,
    $sources: rule.sources,
    $destinations: rule.destinations,
    $description: rule.description,
  });
  return { type: `${rule.direction}-rule`, body };
}

export const headerOf = (body: MapValue): Place => body.header ?? body.place;

/** A word of the configuration by its meaning in `words`; a word that is not there means itself in small letters. */
export function wordOf(value: Value | undefined, words: Readonly<Record<string, string>>, written: MapValue): Value {
  if (!value) return missing(written);
  const word = value.kind === 'number' ? textOf(value) : knownText(value);
  if (word === undefined) return unknown(value.place, 'the word is not known', [value]);
  const small = word.toLowerCase();
  return text(words[small] ?? small, value.place, [value]);
}

export const protocols: Readonly<Record<string, string>> = {
  '-1': 'all',
  '*': 'all',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
};

/** Something that every rule says is not there: the block is still being written. */
const missing = (written: MapValue): Value => unknown(headerOf(written), 'it is not written');

/** The values of several attributes as one list; absent where none of them is set. */
export function together(values: readonly (Value | undefined)[]): Value | undefined {
  const set = values.filter((value) => value !== undefined);
  const [first] = set;
  if (!first) return undefined;
  const items = set.flatMap((value) => (value.kind === 'list' ? value.items : [value]));
  const open = set.some((value) => value.kind === 'list' && value.open === true);
  return list(items, first.place, open);
}

export const allPorts = (place: Place, from: readonly Value[] = []): Value => list([text('*', place, from)], place);
export const noPorts = (place: Place): Value => list([], place);

/** The ports from one number to another. */
export function portsBetween(from: Value, to: Value): Value {
  const [first, last] = [numberOf(from), numberOf(to)];
  if (first === undefined || last === undefined) return unknown(from.place, 'the ports are not known', [from, to]);
  if (first === 0 && last === 65535) return allPorts(from.place, [from, to]);
  const ports = text(first === last ? `${first}` : `${first}-${last}`, from.place, [from, to]);
  return list([ports], from.place);
}
