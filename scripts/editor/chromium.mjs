// Finds the browser of this computer, for playwright-core brings none.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const programs = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

/** CHROMIUM names one that is not on the PATH. */
export function launchChromium() {
  const executablePath = process.env.CHROMIUM ?? programs.map(onPath).find(Boolean);
  if (!executablePath) {
    throw new Error(
      'There is no Chromium on the PATH. On Debian: apt-get install chromium; elsewhere set CHROMIUM to its path.',
    );
  }
  // A container's root has no sandbox to start in, and /dev/shm is small there.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : [];
  return chromium.launch({ executablePath, args });
}

function onPath(program) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
