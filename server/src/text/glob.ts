// Names with wildcards, as they stand in ignore comments, lists of registries and policies.

/** `*` stands for any characters, none included. */
export function matchesGlob(name: string, glob: string): boolean {
  const pattern = glob
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`).test(name);
}
