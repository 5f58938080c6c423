// Which file is which manifest. Files below node_modules belong to others and are not what a user maintains.

import { fileNameOf } from '../../text/path.ts';
import type { Format } from './manifest.ts';

/** By the name alone; undefined for any other file. */
export function formatOf(file: string): Format | undefined {
  if (/(?:^|\/)node_modules\//.test(file)) return undefined;
  switch (fileNameOf(file)) {
    case 'package.json':
      return 'package.json';
    case 'go.mod':
      return 'go.mod';
  }
  const requirements = /(?:^|\/)(?:requirements\/[^/]+|requirements[^/]*|[^/]+[-_.]requirements)\.(?:txt|in)$/i;
  return requirements.test(file) ? 'requirements.txt' : undefined;
}
