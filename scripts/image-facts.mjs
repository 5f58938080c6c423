// `node scripts/image-facts.mjs [FOLDER]`, run by hand when the facts are to be renewed: compiles the end-of-life dates of products, the
// products of images and the tags that are still built into rules/tables/image-lifecycles.json. FOLDER (../shared/images) holds eol.json (endoflife.date),
// image-eol-map.json and official-image-tags.json (docker-library/official-images). Facts only: names, dates and tags. The shape of
// what is written is told in server/src/checks/image-facts.ts. Fixes that examples show may change with new facts.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { otherImages, retiredImages } from './image-names.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = process.argv[2] ?? join(root, '../shared/images');
const output = join(root, 'rules/tables/image-lifecycles.json');

/** Products that are what an image stands on rather than what runs in it. */
const distributions = [
  ...['almalinux', 'alpine-linux', 'amazon-linux', 'centos', 'clearlinux', 'debian', 'fedora'],
  ...['mageia', 'opensuse', 'oracle-linux', 'rhel', 'rocky-linux', 'ubuntu', 'vmware-photon'],
];

/** How tags name distributions, before their version: `alpine3.12`, `centos7`, `debian-11`. */
const tagNames = {
  al: 'amazon-linux',
  almalinux: 'almalinux',
  alpine: 'alpine-linux',
  amazonlinux: 'amazon-linux',
  centos: 'centos',
  debian: 'debian',
  fedora: 'fedora',
  oraclelinux: 'oracle-linux',
  rockylinux: 'rocky-linux',
  ubi: 'rhel',
  ubuntu: 'ubuntu',
};

/** The security team of Debian hands a release on to the LTS team, whose fixes reach the same images: the later date counts. */
const longTerm = ['debian'];

/** A release of Debian and Ubuntu goes by the first word of its codename in tags. */
const withCodenames = ['debian', 'ubuntu'];

/** The dates of Oracle's own builds say nothing of the OpenJDK in the image, which is retired besides. */
const withoutProduct = ['openjdk'];

/** Services of clouds, whose versions are asked for by themselves. */
const services = [
  ...['amazon-aurora-postgresql', 'amazon-documentdb', 'amazon-eks', 'amazon-elasticache-redis', 'amazon-mq-activemq'],
  ...['amazon-mq-rabbitmq', 'amazon-msk', 'amazon-opensearch', 'amazon-rds-mariadb', 'amazon-rds-mysql'],
  ...['amazon-rds-postgresql', 'aws-lambda', 'azure-kubernetes-service', 'google-kubernetes-engine'],
];

/** The end of a runtime of Lambda is the day after which functions cannot be changed; fixes end with its active support. */
const withActiveSupport = ['aws-lambda'];

/** `ros` holds the releases of two products. */
const merged = { ros: ['ros', 'ros-2'] };

const days = (/** @type {string} */ date) => Date.parse(date) / 86_400_000;
const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

/**
 * @typedef {{ cycle: string, codename?: string, releaseDate: string, eol: string | boolean, eoas?: string | boolean, eoes?: string | boolean, latest?: string }} Cycle
 * @typedef {{ title: string, cycles: readonly Cycle[] }} Product
 * @typedef {readonly [cycle: string, end: string | boolean, details?: { security?: string, extended?: string, codename?: string, brief?: true }]} Row
 */

const eol = read('eol.json');
const official = read('official-image-tags.json');
/** @type {Record<string, Product>} */
const products = eol.products;
/** @type {Record<string, string>} */
const imageProducts = Object.fromEntries(
  Object.entries(read('image-eol-map.json').images)
    .filter(([image]) => !withoutProduct.includes(image))
    .map(([image, { product }]) => [`library/${image}`, product]),
);
const images = sorted({ ...imageProducts, 'library/centos': 'centos', ...otherImages });
const named = [...new Set([...Object.values(images), ...Object.values(tagNames), ...services])].sort();

/** @type {Record<string, readonly [title: string, cycles: readonly Row[]]>} */
const lives = Object.fromEntries(named.map((slug) => [slug, [product(slug).title, cyclesOf(slug)]]));
const tags = Object.fromEntries(
  Object.entries(official.images)
    .sort(byName)
    .map(([image, all]) => [`library/${image}`, tagsOf(all, imageProducts[`library/${image}`])]),
);

write({
  sources: [eol._source, official._source, 'https://github.com/docker-library/docs */deprecated.md'],
  licence: 'The dates are of endoflife.date, under the MIT licence below; the tags are facts of docker-library.',
  notice: mit('2020 endoflife.date contributors'),
  distributions,
  tagNames,
  codenames: Object.fromEntries(
    withCodenames.flatMap((slug) =>
      cyclesOf(slug).flatMap(([, , details]) => (details?.codename ? [[details.codename, slug]] : [])),
    ),
  ),
  products: lives,
  images,
  retired: retiredImages,
  tags,
});

function product(/** @type {string} */ slug) {
  const found = products[slug];
  if (!found) throw new Error(`eol.json has no product ${slug}`);
  return found;
}

/** Oldest first. @returns {readonly Row[]} */
function cyclesOf(/** @type {string} */ slug) {
  const cycles = (merged[/** @type {'ros'} */ (slug)] ?? [slug]).flatMap((one) => product(one).cycles);
  return [...cycles]
    .filter((cycle) => isInUse(slug, cycle))
    .sort(byVersion)
    .map((cycle) => {
      const { codename, eoas, eoes, releaseDate } = cycle;
      const end = withActiveSupport.includes(slug) ? (eoas ?? cycle.eol) : cycle.eol;
      const counts = longTerm.includes(slug) && typeof eoes === 'string' ? eoes : end;
      const details = {
        ...(counts !== end && { security: /** @type {string} */ (end) }),
        ...(services.includes(slug) && typeof eoes === 'string' && { extended: eoes }),
        ...(withCodenames.includes(slug) && codename && { codename: codename.split(' ')[0]?.toLowerCase() }),
        ...(typeof end === 'string' && days(end) - days(releaseDate) < 180 && { brief: /** @type {const} */ (true) }),
      };
      return Object.keys(details).length > 0 ? [cycle.cycle, counts, details] : [cycle.cycle, counts];
    });
}

/** Codenames from before there were images are words like any other: `bo`, `rex`, `potato`. */
function isInUse(/** @type {string} */ slug, /** @type {Cycle} */ { releaseDate }) {
  return !withCodenames.includes(slug) || releaseDate >= '2011';
}

function byVersion(/** @type {Cycle} */ a, /** @type {Cycle} */ b) {
  const [left, right] = [numbers(a.cycle), numbers(b.cycle)];
  if (!left || !right) return days(a.releaseDate) - days(b.releaseDate);
  return compare(left, right);
}

function numbers(/** @type {string} */ text) {
  return /^\d+(?:\.\d+)*$/.test(text) ? text.split('.').map(Number) : undefined;
}

function compare(/** @type {readonly number[]} */ a, /** @type {readonly number[]} */ b) {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The tags of an image as versions with their flavours: `22 24` with `_ slim alpine` are `22`, `22-slim`, `22-alpine`, `24` … (`_` is nothing).
 * Of each release the tag that follows it, or its last version where there is no such tag; no dated tags, no candidates, no Windows.
 * @returns {readonly (readonly [versions: string, flavours: string])[]}
 */
function tagsOf(/** @type {readonly string[]} */ all, /** @type {string | undefined} */ slug) {
  const rows = slug ? cyclesOf(slug) : [];
  /** @type {Map<string, Set<string>>} */
  const flavours = new Map();
  const split = all.filter((tag) => !/windows|nanoserver|-rc|-ea|\d(?:rc|a|b)\d|\d{8}/.test(tag)).map(splitTag);
  const kept = new Set(split.map(([version]) => version).filter((version) => isKept(version, rows)));
  const versions = new Set(split.map(([version]) => version));
  for (const [cycle] of rows) {
    if (versions.has(cycle)) continue;
    const last = [...versions]
      .filter((one) => one.startsWith(`${cycle}.`))
      .sort(byNumbers)
      .at(-1);
    if (last) kept.add(last);
  }
  for (const [version, flavour] of split) {
    if (!kept.has(version)) continue;
    flavours.set(version, (flavours.get(version) ?? new Set()).add(flavour));
  }
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const [version, set] of flavours) {
    const key = [...set].sort().join(' ');
    groups.set(key, [...(groups.get(key) ?? []), version]);
  }
  return [...groups].map(([set, group]) => [group.join(' '), set]);
}

/** @returns {[version: string, flavour: string]} */
function splitTag(/** @type {string} */ tag) {
  const dash = tag.indexOf('-');
  const head = dash < 0 ? tag : tag.slice(0, dash);
  if (/^\d/.test(head)) return [head, dash < 0 ? '_' : tag.slice(dash + 1)];
  return ['_', tag];
}

/** Codenames and the like, releases, and what several releases have in common; of images without a product all but patches. */
function isKept(/** @type {string} */ version, /** @type {readonly Row[]} */ rows) {
  if (version === '_') return true;
  if (rows.length === 0) return version.split('.').length <= 2;
  return rows.some(([cycle]) => cycle === version || cycle.startsWith(`${version}.`));
}

function byNumbers(/** @type {string} */ a, /** @type {string} */ b) {
  return compare(a.split(/\D+/).map(Number), b.split(/\D+/).map(Number));
}

function byName(/** @type {readonly [string, unknown]} */ [a], /** @type {readonly [string, unknown]} */ [b]) {
  return a < b ? -1 : 1;
}

/** @template T @param {Record<string, T>} record @returns {Record<string, T>} */
function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(byName));
}

/** A line for each entry, so that a change of the facts can be read. */
function write(/** @type {Record<string, unknown>} */ facts) {
  const sections = Object.entries(facts).map(([name, value]) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value))
      return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    const lines = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`);
    return `${JSON.stringify(name)}: {\n${lines.join(',\n')}\n}`;
  });
  const text = `{\n${sections.join(',\n')}\n}\n`;
  writeFileSync(output, text);
  console.log(
    `${output}: ${Math.round(text.length / 1024)} KB, ${named.length} products, ${Object.keys(images).length} images`,
  );
}

function mit(/** @type {string} */ holder) {
  return [
    `Copyright (c) ${holder}`,
    'Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:',
    'The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.',
    'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.',
  ];
}
