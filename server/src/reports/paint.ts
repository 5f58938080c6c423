// Colours of a terminal, by what they mean.

import type { Severity } from '../model/finding.ts';

export type Colours = 'colours' | 'plain';
export type Style = Severity | 'strong' | 'faint';
export type Paint = (style: Style, text: string) => string;

export const painter = (colours: Colours): Paint => (colours === 'colours' ? inColour : plain);

const plain: Paint = (_style, text) => text;

/** Parameters of ECMA-48's SGR. */
const sgr: Readonly<Record<Style, string>> = {
  critical: '1;35',
  high: '1;31',
  medium: '33',
  low: '36',
  info: '34',
  strong: '1',
  faint: '2',
};

const inColour: Paint = (style, text) => `\u001B[${sgr[style]}m${text}\u001B[0m`;
