// What a .dockerignore leaves out, as Docker has it.

import assert from 'node:assert/strict';
import { isLeftOut } from '../../server/src/checks/dockerignore.ts';

describe('.dockerignore', () => {
  const rows: readonly (readonly [patterns: string, path: string, leftOut: boolean])[] = [
    ['.git', '.git', true],
    ['.git', 'sub/.git', false],
    ['.git', '.gitignore', false],
    ['/.git/', '.git', true],
    ['./a/../.git', '.git', true],
    ['**/.git', '.git', true],
    ['**/.git', 'a/b/.git', true],
    ['config', 'config/deep/.env', true],
    ['config/*', 'config/deep/.env', true],
    ['*/.env', 'config/.env', true],
    ['*/.env', 'a/b/.env', false],
    ['*.pem', 'server.pem', true],
    ['*.pem', 'certs/server.pem', false],
    ['**.pem', 'certs/server.pem', false],
    ['**/*.pem', 'certs/server.pem', true],
    ['**', 'anything/at/all', true],
    ['a/**', 'a/b/c', true],
    ['a/**', 'b', false],
    ['*', '.git', true],
    ['.gi?', '.git', true],
    ['id_[rd]sa', 'id_rsa', true],
    ['id_[^r]sa', 'id_rsa', false],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a+b', 'aab', false],
    ['* !.env', '.env', false],
    ['* !.env .env', '.env', true],
    ['.env !.env.example', '.env', true],
    ['config !config/.env', 'config/.env', false],
    ['!.git', '.git', false],
    ['[', '[', false],
    ['', '.git', false],
  ];
  for (const [patterns, path, leftOut] of rows) {
    it(`${patterns} ${leftOut ? 'leaves out' : 'lets in'} ${path}`, () =>
      assert.equal(isLeftOut(path, patterns.split(' ')), leftOut));
  }
});
