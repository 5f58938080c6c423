// A throw-away copy of the fixture workspace, because the tests type, repair and change settings in it.

import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../scripts/editor/places.mjs';

export function createWorkspace() {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-workspace-')));
  const folder = join(temporary, 'orders');
  cpSync(join(repository, 'test', 'fixtures', 'editor'), folder, { recursive: true });
  return { folder, remove: () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}
