// Formats of values that tests of rules read: ports, secrets, versions.

import assert from 'node:assert/strict';
import { includesPort, portRanges } from '../../server/src/checks/ports.ts';
import { isLiteralSecret, knownSecretIn } from '../../server/src/checks/secrets.ts';
import { compareVersions } from '../../server/src/text/versions.ts';

describe('ports', () => {
  const rows: readonly (readonly [text: string, port: number, expected: boolean])[] = [
    ['22', 22, true],
    ['20-30', 22, true],
    ['80,443', 443, true],
    ['80, 20-25', 22, true],
    ['*', 22, true],
    ['23-30', 22, false],
    ['ssh', 22, false],
  ];
  for (const [text, port, expected] of rows)
    it(`${text} and ${port}`, () => assert.equal(includesPort(portRanges(text) ?? [], port), expected));
});

describe('secrets', () => {
  // Assembled, so that no scanner takes the test itself for a leak.
  const known: readonly (readonly [text: string, name: string | undefined])[] = [
    [`AKIA${'ABCDEFGH23456723'}`, 'AWS access key'],
    [`key = ghp_${'a1'.repeat(18)}`, 'GitHub token'],
    [`glpat-${'a1'.repeat(10)}`, 'GitLab token'],
    [`xoxb-${'1234567890'}`, 'Slack token'],
    [`sk_live_${'a1'.repeat(10)}`, 'Stripe key'],
    [`AIza${'a'.repeat(35)}`, 'Google API key'],
    ['-----BEGIN RSA PRIVATE KEY-----', 'private key'],
    ['-----BEGIN PUBLIC KEY-----', undefined],
    ['AKIA and nothing else', undefined],
  ];
  for (const [text, name] of known)
    it(`${text.slice(0, 12)}… is ${name ?? 'none'}`, () => assert.equal(knownSecretIn(text)?.name, name));

  const literal: readonly (readonly [text: string, expected: boolean])[] = [
    ['hunter2', true],
    ['changeme', true],
    ['correct horse', true],
    ['', false],
    ['<password>', false],
    ['${var.password}', false],
    ['$PASSWORD', false],
    ['{{ .Values.password }}', false],
    ['xxxxxxxx', false],
    ['********', false],
    ['your-password', false],
    ['REPLACE_ME', false],
    ['/run/secrets/password', false],
    ['arn:aws:secretsmanager:eu-central-1:1:secret:x', false],
    ['https://user@example.com/x', true],
    ['https://example.com/x', false],
  ];
  for (const [text, expected] of literal)
    it(`${JSON.stringify(text)} as a literal: ${expected}`, () => assert.equal(isLiteralSecret(text), expected));
});

describe('versions', () => {
  const rows: readonly (readonly [a: string, b: string, sign: number | undefined])[] = [
    ['1.9', '1.10', -1],
    ['1.2', '1.2.0', 0],
    ['v1.29', '1.28', 1],
    ['1.29.1-gke.100', '1.29.1', 0],
    ['TLS1.2', '1.2', undefined],
    ['latest', '1.2', undefined],
  ];
  for (const [a, b, sign] of rows) {
    it(`${a} and ${b}`, () => {
      const order = compareVersions(a, b);
      assert.equal(order === undefined ? undefined : Math.sign(order), sign);
    });
  }
});
