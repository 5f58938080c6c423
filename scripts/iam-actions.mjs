// `node scripts/iam-actions.mjs [FILE]`, run by hand when the facts are to be renewed: compiles the actions of AWS with their access level,
// whether they can be limited to resources, and their risks into rules/tables/iam-actions.json. FILE (../shared/facts/aws-actions.json.gz)
// holds AWS's Service Authorization Reference and the risk tags of iann0036/iam-dataset. Facts only: names, levels and tags. The shape of
// what is written is told in server/src/checks/iam-actions.ts, where it is read.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const input = process.argv[2] ?? join(root, '../shared/facts/aws-actions.json.gz');
const output = join(root, 'rules/tables/iam-actions.json');

const riskNames = {
  CredentialExposure: 'credentials',
  DataAccess: 'data',
  PrivEsc: 'escalation',
  ResourceExposure: 'exposure',
};

/** What the tags leave out: both return the secrets themselves. */
const added = { data: ['secretsmanager:BatchGetSecretValue', 'secretsmanager:GetSecretValue'] };

/** The token of a change of the firewall is no credential, and those for S3 read only what their caller was granted by name. */
const removed = ['s3:GetDataAccess', 'waf-regional:GetChangeToken', 'waf:GetChangeToken'];

/** What uses a key changes nothing, though AWS counts it as writing. */
const cryptographic =
  /^(?:Decrypt|Encrypt|ReEncrypt\w+|GenerateDataKey\w*|GenerateMac|Sign|Verify|VerifyMac|DeriveSharedSecret)$/;

/** The digits of a word's number. */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

/**
 * @typedef {Record<string, Record<string, readonly [level: string, resources: readonly string[]]>>} Services
 * @type {{ source: string, levels: readonly string[], risks: Record<keyof typeof riskNames, readonly string[]>, services: Services }}
 */
const facts = JSON.parse(gunzipSync(readFileSync(input)).toString());

const words = wordsOf(facts.services);
const numbers = new Map(words.map((word, index) => [word, index]));

write({
  source: facts.source,
  licence: 'The names and levels are facts of AWS; the risks are of iann0036/iam-dataset, under the MIT licence.',
  date: 'mid 2026',
  risks: Object.fromEntries(
    Object.entries(riskNames).map(([tag, name]) => [
      name,
      [...facts.risks[/** @type {keyof typeof riskNames} */ (tag)], ...(added[/** @type {'data'} */ (name)] ?? [])]
        .filter((action) => isKnown(action) && !removed.includes(action))
        .sort(),
    ]),
  ),
  words: words.join(' '),
  services: Object.fromEntries(
    Object.keys(facts.services)
      .sort()
      .map((service) => [service, packed(service, facts.services[service] ?? {})]),
  ),
});

function isKnown(/** @type {string} */ action) {
  const [service = '', name = ''] = action.split(':');
  return facts.services[service]?.[name] !== undefined;
}

/** The words that names are made of, in the order of the alphabet. */
function wordsOf(/** @type {Services} */ services) {
  return [...new Set(Object.values(services).flatMap((actions) => Object.keys(actions).flatMap(split)))].sort();
}

/** `GetObjectACL` is `Get`, `Object`, `ACL`; the pieces together are the name. */
function split(/** @type {string} */ name) {
  return name.match(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])|[A-Z]|[^A-Za-z]+/g) ?? [];
}

/** The actions of a service by their level, which ends in a `*` where they can be limited to resources. */
function packed(/** @type {string} */ service, /** @type {Services[string]} */ actions) {
  /** @type {Record<string, string[]>} */
  const groups = {};
  for (const [name, [level, resources]] of Object.entries(actions).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const counted = service === 'kms' && cryptographic.test(name) ? 'read' : level;
    const key = counted.toLowerCase().replace(' ', '-') + (resources.length > 0 ? '*' : '');
    groups[key] = [...(groups[key] ?? []), split(name).map(coded).join('')];
  }
  return Object.fromEntries(
    Object.entries(groups)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, names]) => [key, names.join(' ')]),
  );
}

/** The number of a word in two digits. */
function coded(/** @type {string} */ word) {
  const number = numbers.get(word) ?? 0;
  if (number >= digits.length ** 2) throw new Error(`there are more words than two digits count: ${word}`);
  return `${digits[Math.floor(number / digits.length)]}${digits[number % digits.length]}`;
}

/** A line for each entry, so that a change of the facts can be told. */
function write(/** @type {Record<string, unknown>} */ table) {
  const sections = Object.entries(table).map(([name, value]) => {
    if (value === null || typeof value !== 'object') return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    const lines = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`);
    return `${JSON.stringify(name)}: {\n${lines.join(',\n')}\n}`;
  });
  const text = `{\n${sections.join(',\n')}\n}\n`;
  writeFileSync(output, text);
  const count = Object.values(facts.services).reduce((sum, actions) => sum + Object.keys(actions).length, 0);
  console.log(`${output}: ${Math.round(text.length / 1024)} KB, ${count} actions, ${words.length} words`);
}
