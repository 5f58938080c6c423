// Puts what is known against a dependency into it, as parts of type `advisory`: one for each mistake. They stand on the version, or on the name
// where there is none, so that this is what rules about them underline.

import type { AdvisoryFacts } from '../../advisories/facts.ts';
import type { Resource } from '../../model/resource.ts';
import { advisoryPart, type Standing, type Subject } from './advisory-part.ts';
import { askedOf } from './asked.ts';
import { brought } from './brought.ts';
import type { Choice } from './locked.ts';
import { ownSubject } from './own-subject.ts';

/** A manifest with what a lock has chosen for each of its dependencies. */
export interface Chosen {
  readonly resource: Resource;
  readonly format: string;
  readonly choices: readonly (Choice | undefined)[];
}

interface Known {
  readonly facts: AdvisoryFacts;
  readonly subjects: readonly (readonly Subject[])[];
  readonly advised: Resource;
}

/** The answer is the same resource as before as long as what it would say is the same, and the manifest itself where nothing is known against it. */
export function adviser(): (manifest: Chosen, facts: AdvisoryFacts) => Resource {
  const known = new WeakMap<Resource, Known>();
  const bringing = brought();
  return (manifest, facts) => {
    const { resource, format, choices } = manifest;
    const broughtBy = bringing(choices, facts);
    const subjects = resource.parts.map((dependency, index) => {
      const asked = askedOf(dependency);
      const own = asked && ownSubject(asked, dependency, choices[index], format, facts);
      return [...(own ? [own] : []), ...broughtBy(dependency, index)];
    });
    const before = known.get(resource);
    if (before?.facts === facts && sameSubjects(before.subjects, subjects)) return before.advised;
    const advised = withAdvisories(resource, subjects, facts);
    known.set(resource, { facts, subjects, advised });
    return advised;
  };
}

const sameSubjects = (a: Known['subjects'], b: Known['subjects']): boolean =>
  a.every((some, index) => {
    const others = b[index] ?? [];
    return some.length === others.length && some.every((one, at) => isSame(one, others[at]));
  });

const isSame = (a: Subject, b: Subject | undefined): boolean =>
  a.assessment === b?.assessment && a.command === b.command && isSameStanding(a.standing, b.standing);

function isSameStanding(a: Standing, b: Standing): boolean {
  if (a.kind === 'asked' || b.kind === 'asked') return a.kind === b.kind;
  return a.kind === b.kind && a.chosen === b.chosen && JSON.stringify(told(a)) === JSON.stringify(told(b));
}

const told = ({ chosen: _, ...words }: Exclude<Standing, { kind: 'asked' }>): unknown => words;

function withAdvisories(manifest: Resource, subjects: readonly (readonly Subject[])[], facts: AdvisoryFacts): Resource {
  if (subjects.every((some) => some.length === 0)) return manifest;
  const parts: Resource[] = [];
  const advised: Resource = { ...manifest, parts };
  for (const [index, dependency] of manifest.parts.entries()) {
    const own = [...dependency.parts];
    const copy: Resource = { ...dependency, parts: own, within: () => advised };
    for (const subject of subjects[index] ?? [])
      for (const issue of subject.assessment.issues) own.push(advisoryPart(issue, subject, copy, facts));
    parts.push(copy);
  }
  return advised;
}
