// Where the parts of the real-editor harness live, told once.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** code-server 4.100.3 is VS Code 1.100 and runs on Node 20. */
export const codeServerVersion = '4.100.3';

export const editorFolder = join(repository, '.editor');
export const codeServer = join(editorFolder, 'node_modules', 'code-server');
