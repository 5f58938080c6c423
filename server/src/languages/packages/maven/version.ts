// Versions as Maven and Gradle ask for them (https://docs.gradle.org/current/userguide/dependency_versions.html).

import type { Value } from '../../../model/value.ts';
import { type Mapped, slice } from '../../../syntax/mapped.ts';

/** `[1.2]` is 1.2 and nothing else, and so is Gradle's `1.2!!`. */
export function exactly(text: Mapped): Mapped {
  const inner = /^(?:\[\s*([^\s,[\]()]+)\s*\]|([^\s,[\]()]+)!!)$/.exec(text.text);
  const version = inner?.[1] ?? inner?.[2];
  if (version === undefined) return text;
  const start = text.text.indexOf(version);
  return slice(text, start, start + version.length);
}

/** A plain version is what both take; ranges, snapshots, `LATEST`, `latest.release` and `1.+` move. */
export function isPinned(version: Value | undefined): boolean | undefined {
  if (version?.kind !== 'string') return undefined;
  return !/^[[(\]]|!!|\+$|-SNAPSHOT$|^(?:LATEST|RELEASE)$|^latest\./i.test(version.value);
}
