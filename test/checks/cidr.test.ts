// Address ranges: which are open to the internet, and which lies in which.

import assert from 'node:assert/strict';
import { isOpenToInternet, isWithin } from '../../server/src/checks/cidr.ts';

describe('address ranges', () => {
  const open: readonly (readonly [text: string, open: boolean])[] = [
    ['0.0.0.0/0', true],
    ['::/0', true],
    ['0::0/0', true],
    ['0.0.0.0/1', true],
    ['128.0.0.0/1', true],
    ['*', true],
    ['Internet', true],
    ['10.0.0.0/8', false],
    ['10.0.0.0/7', true],
    ['192.168.0.0/16', false],
    ['203.0.113.0/24', false],
    ['8.8.8.8', false],
    ['2001:db8::/32', false],
    ['fc00::/7', false],
    ['0.0.0.0/33', false],
    ['999.0.0.0/0', true],
    ['10.0.0.0/0', true],
    ['<network>/0', true],
    ['/0', true],
    ['a b/0', false],
    ['10.0.0.0/10', false],
    ['a b', false],
  ];
  for (const [text, expected] of open)
    it(`${text} is ${expected ? 'open' : 'not open'}`, () => assert.equal(isOpenToInternet(text), expected));

  const within: readonly (readonly [inner: string, outer: string, expected: boolean | undefined])[] = [
    ['10.1.0.0/16', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.1.0.0/16', false],
    ['10.1.2.3', '10.0.0.0/8', true],
    ['2001:db8:1::/48', '2001:db8::/32', true],
    ['10.0.0.0/8', '::/0', false],
    ['nothing', '10.0.0.0/8', undefined],
  ];
  for (const [inner, outer, expected] of within)
    it(`${inner} in ${outer}: ${expected}`, () => assert.equal(isWithin(inner, outer), expected));
});
