// Reads what a manifest asks for in the words of its ecosystem.

import type { Ecosystem } from '../ecosystem.ts';
import { orders } from '../versions/orders.ts';
import { mavenRange, nugetRange } from './brackets.ts';
import { raised, upTo } from './comparator.ts';
import { pypiRange, rubygemsRange } from './lists.ts';
import { cargoRange, composerRange, hexRange, npmRange, pubRange } from './npm.ts';
import { exactly, type Range } from './range.ts';

/** Undefined where the text is no range of the ecosystem: a tag, a branch, a property. */
export function rangeOf(ecosystem: Ecosystem, text: string): Range | undefined {
  switch (ecosystem) {
    case 'npm':
      return npmRange(text);
    case 'PyPI':
      return pypiRange(text);
    case 'Go':
      // The minimum, which is what Go takes.
      return orders.Go.isVersion(text) ? exactly(text) : undefined;
    case 'crates.io':
      return cargoRange(text);
    case 'Maven':
      return mavenRange(text, orders.Maven);
    case 'RubyGems':
      return rubygemsRange(text);
    case 'Packagist':
      return composerRange(text);
    case 'NuGet':
      return nugetRange(text, orders.NuGet);
    case 'Pub':
      return pubRange(text);
    case 'Hex':
      return hexRange(text);
    case 'GitHub Actions':
      return tagRange(text);
  }
}

/** Tags of actions: `v4` and `v4.1` are moved to the newest release that begins so, by convention. */
function tagRange(text: string): Range | undefined {
  const numbers = /^v?(\d+(?:\.\d+)?)$/.exec(text)?.[1]?.split('.');
  if (numbers) return upTo(numbers.join('.'), `${raised(numbers)}-0`);
  return orders['GitHub Actions'].isVersion(text) ? exactly(text) : undefined;
}
