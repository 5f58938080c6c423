// What the command line says to wrong usage: one line with what to do, and exit code 2.

import assert from 'node:assert/strict';
import { folderWith, lintel } from './shell.ts';

const folder = () => folderWith({ 'main.tf': '' });

const wrong: Readonly<Record<string, string>> = {
  scna: 'there is no command "scna"; did you mean "scan"?',
  infra: 'there is no command "infra"; see "lintel --help", or scan a folder with "lintel scan FOLDER"',
  '--fix': '--fix is no option without a command; see "lintel --help"',
  'scan --formt json': '--formt is no option of "lintel scan"; did you mean "--format"?',
  'scan --xyzzy': '--xyzzy is no option of "lintel scan"; see "lintel --help"',
  'scan -x': '-x is no option of "lintel scan"; see "lintel --help"',
  'scan --format': '--format needs a value: text, json, sarif, html, markdown',
  'scan --format --all': '--format needs a value: text, json, sarif, html, markdown',
  'scan --format=xml': '--format is one of text, json, sarif, html, markdown, not "xml"',
  'scan --severity=': '--severity needs a value: info, low, medium, high, critical',
  'scan --fail-on never': '--fail-on is one of info, low, medium, high, critical, none, not "never"',
  'scan --all=yes': '--all takes no value',
  'scan nowhere': 'nowhere cannot be scanned: there is no such file or folder',
  'scan -- --all': '--all cannot be scanned: there is no such file or folder',
  'scan --framework pci': 'there is no framework "pci"; did you mean "pci-dss-4.0"?',
  'scan --framework sox': 'there is no framework "sox"; there are pci-dss-4.0',
  'scan --baseline no.json':
    'the baseline no.json cannot be read: there is no such file or folder; write it with "lintel baseline"',
  'scan --baseline main.tf': 'main.tf is no baseline of Lintel; write it anew with "lintel baseline"',
  'scan --output no/where.json': 'the report cannot be written to no/where.json: there is no such file or folder',
  'rules aws': '"lintel rules" takes no argument; "lintel explain aws" tells about one rule',
  explain: '"lintel explain" takes one rule, such as "lintel explain DL3008"',
  'explain aws/publik': 'there is no rule "aws/publik"; did you mean aws/public?',
  'explain xyzzyx': 'there is no rule "xyzzyx"; "lintel rules" lists them all',
  advisories: '"lintel advisories" needs one of update, import, status, query',
  'advisories updat': '"lintel advisories" needs one of update, import, status, query; did you mean "update"?',
  'advisories update npm': '"lintel advisories update" takes no argument; see --from and --ecosystem',
  'advisories update --ecosystem cpan':
    'there is no ecosystem "cpan"; there are npm, PyPI, Go, crates.io, Maven, RubyGems, Packagist, NuGet, Pub, Hex, GitHub Actions',
  'advisories import': '"lintel advisories import" takes one archive of OSV, such as npm/all.zip',
  'advisories import main.tf': 'main.tf does not say by its name what it is about; add --ecosystem npm, or another',
  'advisories import npm.zip': 'npm.zip cannot be imported: there is no such file or folder',
  'advisories import main.tf --ecosystem npm': 'main.tf cannot be imported: it is no whole zip archive',
  'advisories query npm':
    '"lintel advisories query" takes an ecosystem, a package and a version, such as npm lodash 4.17.20',
  'advisories query npm lodash': 'there is no database of npm; "lintel advisories update" fetches it',
  server: 'start it as "lintel server --stdio"; it speaks over standard input and output',
  'baseline --output x . .': '--output is for one ROOT; without it each gets its own file',
};

describe('wrong usage', () => {
  for (const [args, message] of Object.entries(wrong)) {
    it(args, async () => {
      const { code, err } = await lintel(folder(), ...args.split(' '));
      assert.deepEqual({ code, err }, { code: 2, err: `lintel: ${message}\n` });
    });
  }
});

describe('help', () => {
  for (const args of ['', '--help', 'help', 'scan --help', 'fix -h']) {
    it(`lintel ${args}`, async () => {
      const { code, out, err } = await lintel(folder(), ...args.split(' ').filter((arg) => arg !== ''));
      assert.deepEqual(
        { code, err, usage: out.split('\n')[2] },
        { code: 0, err: '', usage: 'Usage: lintel COMMAND [OPTIONS]' },
      );
    });
  }
});
