// Rules of security groups and network ACLs, in the three ways in which each is written.
// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html

import type { MapValue, Value } from '../../../model/value.ts';
import { booleanOf, numberOf } from '../evaluate/convert.ts';
import { text, unknown } from '../evaluate/values.ts';
import { blocksOf, knownText, valueAt } from './body.ts';
import {
  allPorts,
  type FirewallRule,
  headerOf,
  noPorts,
  portsBetween,
  protocols,
  ruleView,
  together,
  wordOf,
} from './firewall.ts';
import type { MakeViews, View } from './views.ts';

type Direction = FirewallRule['direction'];

const bothWays =
  (rule: (block: MapValue, direction: Direction) => View): MakeViews =>
  (body) =>
    (['ingress', 'egress'] as const).flatMap((direction) =>
      blocksOf(body, direction).map((block) => rule(block, direction)),
    );

export const awsFirewalls: Readonly<Record<string, MakeViews>> = {
  aws_security_group: bothWays(groupRule),
  aws_default_security_group: bothWays(groupRule),
  aws_security_group_rule: (body) => {
    const type = knownText(valueAt(body, 'type'));
    return type === 'ingress' || type === 'egress' ? [groupRule(body, type)] : [];
  },
  aws_vpc_security_group_ingress_rule: (body) => [groupRule(body, 'ingress')],
  aws_vpc_security_group_egress_rule: (body) => [groupRule(body, 'egress')],
  aws_network_acl: bothWays(listRule),
  aws_default_network_acl: bothWays(listRule),
  aws_network_acl_rule: (body) => {
    const egress = valueAt(body, 'egress');
    const isEgress = egress === undefined ? false : booleanOf(egress);
    return isEgress === undefined ? [] : [listRule(body, isEgress ? 'egress' : 'ingress')];
  },
};

function groupRule(written: MapValue, direction: Direction): View {
  const protocol = valueAt(written, 'protocol') ?? valueAt(written, 'ip_protocol');
  const action = text('allow', headerOf(written));
  const ranges = ['cidr_blocks', 'ipv6_cidr_blocks', 'cidr_ipv4', 'cidr_ipv6'];
  return awsRule(written, { direction, firewall: 'aws-security-group', action, protocol, ranges });
}

function listRule(written: MapValue, direction: Direction): View {
  const action = wordOf(valueAt(written, 'action') ?? valueAt(written, 'rule_action'), {}, written);
  const protocol = valueAt(written, 'protocol');
  const ranges = ['cidr_block', 'ipv6_cidr_block'];
  return awsRule(written, { direction, firewall: 'aws-network-acl', action, protocol, ranges });
}

interface Written extends Pick<FirewallRule, 'direction' | 'firewall' | 'action'> {
  readonly protocol: Value | undefined;
  /** The attributes that hold the addresses of the other side. */
  readonly ranges: readonly string[];
}

function awsRule(written: MapValue, { ranges, ...rule }: Written): View {
  const protocol = wordOf(rule.protocol, protocols, written);
  const others = together(ranges.map((name) => valueAt(written, name)));
  return ruleView(written, {
    ...rule,
    protocol,
    ports: portsOf(written, protocol),
    ...(rule.direction === 'ingress' ? { sources: others } : { destinations: others }),
    description: valueAt(written, 'description'),
  });
}

/** Only TCP and UDP look at the ports that are written; of ICMP the numbers are type and code; all others open everything. */
function portsOf(written: MapValue, protocol: Value): Value {
  const [from, to] = [valueAt(written, 'from_port'), valueAt(written, 'to_port')];
  const name = knownText(protocol);
  if (name === 'icmp' || name === 'icmpv6') return noPorts(protocol.place);
  if (name !== undefined && name !== 'tcp' && name !== 'udp') return allPorts(protocol.place, [protocol]);
  if (written.open && (!from || !to)) return unknown(headerOf(written), 'the ports are not known');
  if (!from && !to)
    return name === undefined ? unknown(protocol.place, 'the ports are not known') : allPorts(protocol.place);
  const [first, last] = [from ?? to, to ?? from] as [Value, Value];
  // All protocols are written with the ports from 0 to 0.
  if (name === undefined && [0, -1].includes(numberOf(first) ?? 0))
    return unknown(first.place, 'the ports are not known');
  return numberOf(first) === -1 ? allPorts(first.place, [first]) : portsBetween(first, last);
}
