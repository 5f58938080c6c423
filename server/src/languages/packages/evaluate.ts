// Evaluates the manifests and lock files of a folder. Resources whose inputs are the same as before are the same objects: a manifest as
// long as neither its text nor what others say of its dependencies changes, a locked package as long as its entry is the same.

import type { Ecosystem } from '../../advisories/ecosystem.ts';
import type { KnownAdvisories } from '../../advisories/facts.ts';
import type { Unit } from '../../model/file.ts';
import type { Resource } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';
import { fileNameOf, folderOf } from '../../text/path.ts';
import { adviser, type Chosen } from './advised.ts';
import type { LockFile, ManifestFile, PackagesFile } from './file.ts';
import { type Choice, choicesFor, joinedFrom, locksFor, rememberLocked } from './locked.ts';
import { lockedPackages } from './locked-packages.ts';
import { type Manifest, manifestResource } from './manifest.ts';
import { joinedOffer, offersFor } from './offered.ts';
import { compiledName, requirementsIn } from './pypi/requirements.ts';

/** The first file is one of the unit; others may lie above, and are asked only for what they say of these. `advisories` are asked each time for what they know then. */
export function evaluation(advisories: KnownAdvisories): (files: readonly PackagesFile[]) => Unit {
  const join = joining();
  const advise = adviser();
  const resourcesOf = lockedPackages();
  return (files) => {
    const folder = folderOf(files[0]?.file ?? '');
    const own = files.filter(({ file }) => folderOf(file) === folder);
    const joined = own.flatMap((file) => (file.kind === 'manifest' && join(file, files)) || []);
    const choices = joined.flatMap((one) => one.choices.flatMap((choice) => choice ?? []));
    const locked = own.flatMap((file) => (file.kind === 'lock' ? resourcesOf(file, askedIn(file, choices)) : []));
    const facts = advisories.now();
    const manifests = joined.map((manifest) => {
      const advised = advise(manifest, facts);
      // Those that ask for the lock of a dependency have the one that they were given.
      for (const [index, dependency] of advised.parts.entries()) rememberLocked(dependency, manifest.choices[index]);
      return advised;
    });
    const ecosystems = new Set(joined.flatMap(({ ecosystem }) => ecosystem ?? []));
    const awaits = [...ecosystems].filter((ecosystem) => !facts.isLoaded(ecosystem));
    return { language: 'packages', files, resources: [...manifests, ...locked], problems: [], awaits };
  };
}

interface JoinedManifest extends Chosen {
  readonly ecosystem: Ecosystem | undefined;
}

interface Known {
  /** The nearest lock, and for each dependency what is offered to it, the package that a lock has, and whether it is in step. */
  readonly inputs: readonly unknown[];
  readonly resource: Resource;
}

function joining(): (file: ManifestFile, files: readonly PackagesFile[]) => JoinedManifest | undefined {
  const known = new WeakMap<Manifest, Known>();
  return (file, files) => {
    const { content } = file;
    if (!content) return undefined;
    const offered = content.dependencies.map(offersFor(file, files));
    const versions = content.dependencies.map(({ version }, index) => version ?? offered[index]);
    const choices = choicesFor(file, versions, files);
    const nearest = locksFor(file, files)[0] ?? compiledFrom(file, files);
    const lock = nearest && fileNameOf(nearest.file);
    const inputs = [lock, ...content.dependencies.flatMap((_, index) => [offered[index], ...inputsOf(choices[index])])];
    const before = known.get(content);
    const isSame = before?.inputs.every((input, index) => input === inputs[index]);
    const resource = before && isSame ? before.resource : resourceOf(file, content, offered, choices, lock);
    known.set(content, { inputs, resource });
    const { name: format, ecosystem } = file.format;
    return { resource, choices, format, ecosystem };
  };
}

/** The requirements.txt beside a requirements.in holds versions as a lock does, but stands for itself. */
const compiledFrom = ({ file, format }: ManifestFile, files: readonly PackagesFile[]): PackagesFile | undefined =>
  format === requirementsIn ? files.find((other) => other.file === compiledName(file)) : undefined;

const inputsOf = (choice: Choice | undefined): readonly unknown[] =>
  choice ? [choice.lock.lock.content?.packages[choice.index], choice.inStep] : [undefined, undefined];

function resourceOf(
  { format, manifest }: ManifestFile,
  content: Manifest,
  offered: readonly (Value | undefined)[],
  choices: readonly (Choice | undefined)[],
  lock: string | undefined,
): Resource {
  const joined = content.dependencies.map((dependency, index) => {
    const choice = choices[index];
    return { ...joinedOffer(dependency, offered[index], format.ecosystem), ...(choice && joinedFrom(choice)) };
  });
  const isAlone = !lock && joined.every((one) => Object.keys(one).length === 0);
  return isAlone && manifest ? manifest : manifestResource(content, format, (index) => joined[index] ?? {}, lock);
}

/**
 * Which packages a manifest leads to, as far as the lock says who asks for whom. What a project below asks for is told in its own manifest,
 * which is evaluated with the lock, too.
 */
function askedIn(file: LockFile, choices: readonly Choice[]): (index: number) => boolean {
  const here = choices.filter(({ lock }) => lock === file);
  const {
    graph,
    lock: { content },
  } = file;
  if (!content || here.length === 0) return () => false;
  if (content.chosen && content.projects.size === 0) return () => true;
  const projects = [...content.projects.values()].flatMap((project) => [...project.values()]);
  const asked = new Set([...here.map(({ index }) => index), ...projects]);
  for (const index of asked) for (const needed of graph.needs[index] ?? []) asked.add(needed);
  return (index) => asked.has(index);
}
