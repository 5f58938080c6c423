// Paths of files as snapshots name them: with `/`, or URIs for documents that are not on a disk.

export const fileNameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

/** Without the `/` at its end; empty for a name without folders. */
export const folderOf = (file: string): string => file.slice(0, Math.max(file.lastIndexOf('/'), 0));

/** Is the second folder the first one, or does it lie below it? The empty folder is above all. */
export const isAtOrAbove = (folder: string, other: string): boolean =>
  folder === other || folder === '' || other.startsWith(`${folder}/`);

/** The path as it is said in the folder, from where the folder's own path starts; `.` and `..` are followed. No trailing `/`. */
export function joined(folder: string, path: string): string {
  if (path.startsWith('/')) return path.replace(/\/$/, '');
  const steps = folder === '' ? [] : folder.replace(/\/$/, '').split('/');
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    const last = steps.at(-1);
    if (step === '..' && last !== undefined && last !== '..' && last !== '') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}
