// Ranges of Maven and NuGet: `[1.0,2.0)`, several of them joined by commas. A bare version is what both take where nothing speaks against it.

import type { VersionOrder } from '../versions/order.ts';
import { raised, upTo } from './comparator.ts';
import { everything, exactly, type Piece, type Range } from './range.ts';

/** With Gradle's `1.2.+`. What `LATEST` and `latest.release` stand for, only a repository knows. */
export function mavenRange(text: string, order: VersionOrder): Range | undefined {
  if (/^\s*[[(]/.test(text)) return bracketed(text);
  if (/^\s*(?:latest|release)(?:\.\w+)?\s*$/i.test(text)) return undefined;
  const floating = /^\s*(\d+(?:\.\d+)*)\.\+\s*$/.exec(text)?.[1];
  if (floating !== undefined) return upTo(floating, `${raised(floating.split('.'))}-alpha`);
  return text.trim() === '+' ? everything : bare(text, order);
}

/** With floating versions, `1.2.*`. */
export function nugetRange(text: string, order: VersionOrder): Range | undefined {
  const floating = /^\s*(\d+(?:\.\d+)*)\.\*\s*$/.exec(text)?.[1];
  if (floating !== undefined) return upTo(floating, `${raised(floating.split('.'))}-0`);
  if (text.trim() === '*') return everything;
  return /^\s*[[(]/.test(text) ? bracketed(text) : bare(text, order);
}

const bare = (text: string, order: VersionOrder): Range | undefined =>
  order.isVersion(text) && /^[\w.+-]*\w$/.test(text.trim()) ? exactly(text.trim()) : undefined;

function bracketed(text: string): Range | undefined {
  const pieces: Piece[] = [];
  const whole = /\s*([[(])\s*([^,[\]()]*?)\s*(?:(,)\s*([^,[\]()]*?)\s*)?([\])])\s*(?:,|$)/gy;
  let end = 0;
  for (const { 1: open, 2: low = '', 3: comma, 4: high = '', 5: close, index, 0: all } of text.matchAll(whole)) {
    end = index + all.length;
    const last = comma ? high : low;
    pieces.push({
      ...(low && { low: { version: low, included: open === '[' } }),
      ...(last && { high: { version: last, included: close === ']' } }),
    });
  }
  return end === text.length && pieces.length > 0 ? pieces : undefined;
}
