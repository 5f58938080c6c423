// Compliance frameworks and the objectives that carry them. A rule names objectives; an objective names the controls of each framework
// that it supports. Data stand in rules/compliance; here is their shape and how they are joined.

/** Control ids by framework id. */
export type Controls = Readonly<Record<string, readonly string[]>>;

export interface Framework {
  readonly id: string;
  /** As its publisher calls it: "PCI DSS 4.0". */
  readonly title: string;
  /** Control id to a short title in our own words. */
  readonly controls: Readonly<Record<string, string>>;
}

export interface Objective {
  readonly id: string;
  readonly title: string;
  readonly controls: Controls;
}

export interface Compliance {
  readonly frameworks: readonly Framework[];
  readonly objectives: readonly Objective[];
}

export const emptyCompliance: Compliance = { frameworks: [], objectives: [] };

/** The controls of the objectives and the rule's own, each once, ids in their frameworks' order. */
export function controlsOf(objectives: readonly string[], own: Controls, compliance: Compliance): Controls {
  const sources = [
    ...compliance.objectives.filter(({ id }) => objectives.includes(id)).map(({ controls }) => controls),
    own,
  ];
  const joined: Record<string, readonly string[]> = {};
  for (const { id, controls } of compliance.frameworks) {
    const ids = new Set(sources.flatMap((source) => source[id] ?? []));
    if (ids.size > 0) joined[id] = Object.keys(controls).filter((control) => ids.has(control));
  }
  return joined;
}

/** What is wrong with the controls that an objective or a rule names, one sentence each. */
export function unknownControls(controls: Controls, compliance: Compliance): readonly string[] {
  return Object.entries(controls).flatMap(([framework, ids]) => {
    const known = compliance.frameworks.find(({ id }) => id === framework);
    if (!known) return [`there is no framework "${framework}" in rules/compliance/frameworks`];
    return ids.filter((id) => !(id in known.controls)).map((id) => `"${id}" is no control of ${known.title}`);
  });
}
