// The server as the desktop client starts it: dist/server/node.js, with the grammars and rules beside its folder.

import { join } from 'node:path';
import { startNodeServer } from './node/server.ts';

startNodeServer(join(__dirname, '..'));
