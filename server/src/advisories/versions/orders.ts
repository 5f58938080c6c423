// Which order an ecosystem follows.

import type { Ecosystem } from '../ecosystem.ts';
import { maven } from './maven.ts';
import type { VersionOrder } from './order.ts';
import { packagist } from './packagist.ts';
import { pypi } from './pypi.ts';
import { rubygems } from './rubygems.ts';
import { nuget, pub, semantic } from './semantic.ts';

export const orders: Readonly<Record<Ecosystem, VersionOrder>> = {
  npm: semantic,
  PyPI: pypi,
  Go: semantic,
  'crates.io': semantic,
  Maven: maven,
  RubyGems: rubygems,
  Packagist: packagist,
  NuGet: nuget,
  Pub: pub,
  Hex: semantic,
  'GitHub Actions': semantic,
};
