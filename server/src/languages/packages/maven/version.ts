// Versions as Maven and Gradle ask for them (https://docs.gradle.org/current/userguide/dependency_versions.html).

import type { Value } from '../../../model/value.ts';
import type { Mapped } from '../../../syntax/mapped.ts';
import { partMatching } from '../written.ts';

/** `[1.2]` is 1.2 and nothing else, and so is Gradle's `1.2!!`. */
export const exactly = (text: Mapped): Mapped =>
  partMatching(text, /^(?:\[\s*([^\s,[\]()]+)\s*\]|([^\s,[\]()]+)!!)$/) ?? text;

/** A plain version is what both take; ranges, snapshots, `LATEST`, `latest.release` and `1.+` move. */
export function isPinned(version: Value | undefined): boolean | undefined {
  if (version?.kind !== 'string') return undefined;
  return !/^[[(\]]|!!|\+$|-SNAPSHOT$|^(?:LATEST|RELEASE)$|^latest\./i.test(version.value);
}
