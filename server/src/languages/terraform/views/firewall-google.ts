// Rules of Google's VPC firewalls: every `allow` and `deny` block is a rule for the ranges of its resource.
// https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_firewall

import type { MapValue, Value } from '../../../model/value.ts';
import { booleanOf } from '../evaluate/convert.ts';
import { text, unknown } from '../evaluate/values.ts';
import { blocksOf, knownText, valueAt } from './body.ts';
import { allPorts, headerOf, noPorts, protocols, ruleView, together, wordOf } from './firewall.ts';
import type { MakeViews, View } from './views.ts';

export const googleFirewalls: Readonly<Record<string, MakeViews>> = { google_compute_firewall: firewall };

const directions: Readonly<Record<string, 'ingress' | 'egress'>> = { INGRESS: 'ingress', EGRESS: 'egress' };

/** One that is switched off has no rules, and of one that may be it is not known what its rules do. */
function firewall(body: MapValue): readonly View[] {
  const written = valueAt(body, 'direction');
  const direction = written ? directions[knownText(written) ?? ''] : 'ingress';
  const disabled = valueAt(body, 'disabled');
  const isDisabled = disabled ? booleanOf(disabled) : false;
  if (!direction || isDisabled) return [];
  return (['allow', 'deny'] as const).flatMap((action) =>
    blocksOf(body, action).map((block) => {
      const protocol = wordOf(valueAt(block, 'protocol'), protocols, block);
      return ruleView(block, {
        direction,
        firewall: 'google-firewall',
        action:
          isDisabled === false
            ? text(action, headerOf(block))
            : unknown(headerOf(block), 'it is not known whether the firewall is on'),
        protocol,
        ports: portsOf(block, protocol),
        sources: together([valueAt(body, 'source_ranges')]),
        destinations: together([valueAt(body, 'destination_ranges')]),
        description: valueAt(body, 'description'),
      });
    }),
  );
}

/** Without ports a rule is about all of them. */
function portsOf(block: MapValue, protocol: Value): Value {
  const name = knownText(protocol);
  if (name === 'icmp' || name === 'icmpv6') return noPorts(protocol.place);
  if (name === 'all') return allPorts(protocol.place, [protocol]);
  const ports = together([valueAt(block, 'ports')]);
  if (ports?.kind === 'list' && (ports.items.length > 0 || ports.open)) return ports;
  return block.open ? unknown(headerOf(block), 'the ports are not known') : allPorts(protocol.place);
}
