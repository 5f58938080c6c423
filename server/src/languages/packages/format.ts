// Which file is which manifest. Files below node_modules belong to others and are not what a user maintains.

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

export const fileNameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

export const folderOf = (file: string): string => file.slice(0, Math.max(file.lastIndexOf('/'), 0));
