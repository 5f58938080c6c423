// Where the databases lie unless the user says otherwise: one place for the editor and the command line.

import { join } from 'node:path';

/** By the customs of the system: XDG on Linux, Application Support on macOS, LOCALAPPDATA on Windows. */
export function dataFolder(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const { XDG_DATA_HOME, LOCALAPPDATA } = env;
  switch (process.platform) {
    case 'win32':
      return join(LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'lintel');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'lintel');
    default:
      return join(XDG_DATA_HOME || join(home, '.local', 'share'), 'lintel');
  }
}

export const advisoriesIn = (data: string): string => join(data, 'advisories');
