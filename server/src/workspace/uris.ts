// Files are named by paths with `/` inside the program, and by URIs at the protocol. Documents that are not on a disk keep their URI.

import { URI } from 'vscode-uri';

export function fileOfUri(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath.replaceAll('\\', '/') : parsed.toString(true);
}

export const uriOfFile = (file: string): string => (isOnDisk(file) ? URI.file(file) : URI.parse(file)).toString();

/** A path, also one that begins with the letter of a drive; what begins with a longer scheme is a URI. */
export const isOnDisk = (file: string): boolean => !/^[a-z][\w+.-]+:/i.test(file);
