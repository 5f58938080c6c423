// Paths of files as snapshots name them: with `/`, or URIs for documents that are not on a disk.

export const fileNameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

/** Without the `/` at its end; empty for a name without folders. */
export const folderOf = (file: string): string => file.slice(0, Math.max(file.lastIndexOf('/'), 0));
