// The actions of AWS as rules/tables/iam-actions.json holds them, which scripts/iam-actions.mjs compiles: what each does, whether it can be
// limited to resources, and what may come of granting it. A policy names actions by patterns; which of them a pattern grants is told here.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html

export const accessLevels = ['list', 'read', 'write', 'tagging', 'permissions-management'] as const;
export const actionRisks = ['credentials', 'data', 'escalation', 'exposure'] as const;

export type AccessLevel = (typeof accessLevels)[number];
export type ActionRisk = (typeof actionRisks)[number];

export interface IamAction {
  /** `s3:GetObject`. */
  readonly name: string;
  readonly level: AccessLevel;
  /** Does AWS let a policy name the resources that it is granted on? */
  readonly limitable: boolean;
  readonly risks: readonly ActionRisk[];
}

/** Actions of some kind: all that is said must hold of one. */
export interface ActionKind {
  /** In lower case. */
  readonly names?: ReadonlySet<string>;
  readonly levels?: readonly AccessLevel[];
  readonly risks?: readonly ActionRisk[];
  readonly limitable?: boolean;
}

export interface IamActions {
  readonly services: readonly string[];
  /** The actions of a service by its prefix in lower case; none of one that is not known. */
  of(service: string): readonly IamAction[];
}

/** The table's own shape. */
interface Packed {
  readonly risks: Readonly<Record<ActionRisk, readonly string[]>>;
  /** What names are made of, between blanks; a word goes by its index, in two digits. */
  readonly words: string;
  /** By service and level, which ends in `*` where the actions can be limited: names between blanks. */
  readonly services: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const noIamActions: IamActions = { services: [], of: () => [] };

/** Each service is read when it is asked for. */
export function readIamActions(text: string): IamActions {
  const { risks, words, services } = JSON.parse(text) as Packed;
  const spelled = words.split(' ');
  const known = new Map<string, readonly IamAction[]>();
  const read = (service: string): readonly IamAction[] =>
    Object.entries(services[service] ?? {}).flatMap(([group, names]) =>
      names.split(' ').map((name) => actionOf(`${service}:${nameOf(name, spelled)}`, group, risks)),
    );
  return {
    services: Object.keys(services),
    of: (service) => {
      if (!Object.hasOwn(services, service)) return [];
      const actions = known.get(service) ?? read(service);
      known.set(service, actions);
      return actions;
    },
  };
}

/** Does a pattern such as `s3:Get*` grant an action of this kind? */
export function grants(pattern: string, kind: ActionKind, actions: IamActions): boolean {
  const matches = matcher(pattern);
  return servicesIn(pattern, actions).some((service) =>
    actions.of(service).some((action) => isOf(action, kind) && matches(action.name)),
  );
}

/** Is there an action of this kind that none of the patterns grants? */
export function leaves(patterns: readonly string[], kind: ActionKind, actions: IamActions): boolean {
  const matchers = patterns.map(matcher);
  return actions.services.some((service) =>
    actions.of(service).some((action) => isOf(action, kind) && !matchers.some((matches) => matches(action.name))),
  );
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

function nameOf(packed: string, words: readonly string[]): string {
  let name = '';
  for (let at = 0; at < packed.length; at += 2)
    name += words[digits.indexOf(packed.charAt(at)) * digits.length + digits.indexOf(packed.charAt(at + 1))] ?? '';
  return name;
}

const actionOf = (name: string, group: string, risks: Packed['risks']): IamAction => ({
  name,
  level: group.replace('*', '') as AccessLevel,
  limitable: group.endsWith('*'),
  risks: actionRisks.filter((risk) => risks[risk].includes(name)),
});

/** The services that the pattern speaks of; all of them where that takes a wildcard. */
function servicesIn(pattern: string, actions: IamActions): readonly string[] {
  const service = (pattern.split(':')[0] ?? '').toLowerCase();
  return /[*?]/.test(service) ? actions.services : [service];
}

/** `*` stands for any characters, `?` for one; letters of any case are the same. */
function matcher(pattern: string): (action: string) => boolean {
  const wanted = pattern.toLowerCase();
  if (!/[*?]/.test(wanted)) return (action) => action.toLowerCase() === wanted;
  const expression = wanted
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  const regex = new RegExp(`^${expression}$`, 'i');
  return (action) => regex.test(action);
}

function isOf(action: IamAction, { names, levels, risks, limitable }: ActionKind): boolean {
  return (
    (names === undefined || names.has(action.name.toLowerCase())) &&
    (levels === undefined || levels.includes(action.level)) &&
    (risks === undefined || risks.some((risk) => action.risks.includes(risk))) &&
    (limitable === undefined || action.limitable === limitable)
  );
}
