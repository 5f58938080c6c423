// Rules of Azure's network security groups, in the group or as resources of their own.
// https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/network_security_rule

import type { MapValue } from '../../../model/value.ts';
import { unknown } from '../evaluate/values.ts';
import { blocksOf, knownText, valueAt } from './body.ts';
import { headerOf, protocols, ruleView, together, wordOf } from './firewall.ts';
import type { MakeViews, View } from './views.ts';

export const azureFirewalls: Readonly<Record<string, MakeViews>> = {
  azurerm_network_security_group: (body) => blocksOf(body, 'security_rule').flatMap(securityRule),
  azurerm_network_security_rule: securityRule,
};

const directions: Readonly<Record<string, 'ingress' | 'egress'>> = { inbound: 'ingress', outbound: 'egress' };

/** A rule whose direction is not known is none of either. */
function securityRule(written: MapValue): readonly View[] {
  const direction = directions[knownText(valueAt(written, 'direction'))?.toLowerCase() ?? ''];
  if (!direction) return [];
  const oneOrMore = (one: string, more: string) => together([valueAt(written, one), valueAt(written, more)]);
  return [
    ruleView(written, {
      direction,
      firewall: 'azure-nsg',
      action: wordOf(valueAt(written, 'access'), {}, written),
      protocol: wordOf(valueAt(written, 'protocol'), protocols, written),
      ports:
        oneOrMore('destination_port_range', 'destination_port_ranges') ??
        unknown(headerOf(written), 'the ports are not written'),
      sources: oneOrMore('source_address_prefix', 'source_address_prefixes'),
      destinations: oneOrMore('destination_address_prefix', 'destination_address_prefixes'),
      description: valueAt(written, 'description'),
    }),
  ];
}
