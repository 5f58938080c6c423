// The way from the root module to a module: the calls on it, each with its instance key where it has one.

export type ModulePath = readonly ModuleStep[];

export interface ModuleStep {
  readonly name: string;
  readonly key?: string | number;
}

export const withKey = (address: string, key: string | number | undefined): string =>
  key === undefined ? address : `${address}[${JSON.stringify(key)}]`;

/** `module.net["a"].module.sub`, or nothing for the root. */
export const addressOf = (path: ModulePath): string =>
  path.map(({ name, key }) => withKey(`module.${name}`, key)).join('.');

/** The address of something in the module, as the root says it. */
export const addressIn = (path: ModulePath, local: string): string =>
  path.length === 0 ? local : `${addressOf(path)}.${local}`;

export const namesOf = (path: ModulePath): readonly string[] => path.map(({ name }) => name);
