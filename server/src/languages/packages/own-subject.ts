// The package of a dependency itself, with what is known of it: in the version that a lock has chosen, or else in those that the manifest admits.

import type { AdvisoryFacts } from '../../advisories/facts.ts';
import type { Step } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { fileNameOf } from '../../text/path.ts';
import type { Subject } from './advisory-part.ts';
import { type AskedPackage, tokenOf } from './asked.ts';
import type { Choice } from './locked.ts';
import { refreshCommand } from './refresh.ts';

/** Undefined where nothing is known against it. */
export function ownSubject(
  { ecosystem, name, version, asked, reading }: AskedPackage,
  dependency: Resource,
  choice: Choice | undefined,
  format: string,
  facts: AdvisoryFacts,
): Subject | undefined {
  const locked = choice?.inStep ? choice.lock.lock.content?.packages[choice.index] : undefined;
  // What a lock takes from elsewhere is none of the registry's versions.
  if (locked && (locked.source !== 'registry' || locked.version === '')) return undefined;
  const wanted = locked ? ({ kind: 'version', version: locked.version } as const) : asked;
  const assessment = wanted && facts.assess(ecosystem, locked?.name ?? name, wanted);
  if (!assessment || assessment.issues.length === 0) return undefined;
  const { place, trail, isOwn } = tokenOf(dependency);
  const step: readonly Step[] = locked
    ? [{ place: locked.versionAt, message: `\`${locked.name}\` ${locked.version} is locked here` }]
    : [];
  const file = fileNameOf(dependency.place.source.file);
  return {
    ecosystem,
    name: locked?.name ?? name,
    standing:
      choice && locked ? { kind: 'locked', lock: fileNameOf(choice.lock.file), chosen: locked } : { kind: 'asked' },
    written: version?.value,
    // Another version has another hash.
    isRaisable: isOwn && !dependency.body.entries.has('hashes'),
    reading,
    assessment,
    at: { place, trail: [...step, ...trail] },
    command: refreshCommand({ format, file, lock: choice?.lock.format.name, name }),
  };
}
