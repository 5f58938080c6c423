// Files are named by paths with `/` inside the program, and by URIs at the protocol. Documents that are not on a disk keep their URI.

import { URI } from 'vscode-uri';

export function fileOfUri(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath.replaceAll('\\', '/') : parsed.toString(true);
}

export function uriOfFile(file: string): string {
  return /^[a-z][\w+.-]+:/i.test(file) && !/^[a-z]:[/\\]/i.test(file)
    ? URI.parse(file).toString()
    : URI.file(file).toString();
}

export const folderOf = (file: string): string => file.slice(0, Math.max(file.lastIndexOf('/'), 0));
