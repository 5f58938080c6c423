// The commands and pipelines of a RUN as rules see them.

import assert from 'node:assert/strict';
import { hole, plain } from '../../../server/src/model/value.ts';
import { all, type Dockerfiles, lower, resourceAt, shown, started, valueAt } from './lowered.ts';

describe('commands in a Dockerfile', () => {
  let language: Dockerfiles;
  before(async () => {
    language = await started();
  });

  // The texts of the commands, and the pipelines with their pipefail; holes are `?`.
  const cases: readonly [title: string, lines: string, expected: readonly string[]][] = [
    [
      'RUN',
      'RUN apt-get update && \\\n # why\n\n apt-get install -y "a b"',
      ['apt-get update', 'apt-get install -y a b'],
    ],
    [
      'CMD, ENTRYPOINT, HEALTHCHECK',
      'CMD a $B\nENTRYPOINT ["c", "d"]\nHEALTHCHECK CMD e | f',
      ['a ?', 'c d', 'e', 'f', 'e | f: false'],
    ],
    ['the exec form of a shell', 'RUN ["sh", "-c", "a | b"]', ['sh -c a | b', 'a', 'b', 'a | b: false']],
    ['arguments of the entrypoint are none', 'CMD ["--help"]', []],
    ['a heredoc', 'RUN <<EOF\na\n  b | c\nEOF', ['a', 'b', 'c', 'b | c: false']],
    ['a heredoc with tabs', 'RUN <<-EOF\n\tcat <<X\n\ta\n\tX\n\tb\n\tEOF', ['cat', 'b']],
    ['a heredoc as input', 'RUN cat <<A > x && sh <<"B"\na\nA\nb\nB', ['cat', 'sh', 'b']],
    ['a heredoc for another program', 'RUN <<EOF\n#!/usr/bin/env python3\na\nEOF', []],
    ['a heredoc with its own shell', 'RUN <<EOF\n#!/bin/bash -o pipefail\na | b\nEOF', ['a', 'b', 'a | b: true']],
    ['SHELL with pipefail', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b', ['a', 'b', 'a | b: true']],
    ['SHELL with a runner before it', 'SHELL ["conda", "run", "/bin/bash", "-c"]\nRUN a', ['a']],
    ['another SHELL', 'SHELL ["powershell", "-Command"]\nRUN a | b\nRUN ["c"]', ['c']],
    ['set in the script', 'RUN set -o pipefail; a | b', ['set -o pipefail', 'a', 'b', 'a | b: true']],
    ['the output of a command as script', 'RUN bash -c "$(curl x)"', ['bash -c ?', 'curl x', 'curl | bash: unknown']],
    ['ONBUILD', 'ONBUILD RUN a', ['a']],
    ['other instructions', 'COPY a b\nENV A="a | b"\n# RUN c', []],
  ];
  for (const [title, lines, expected] of cases) {
    it(title, () => {
      const found = all(lower(language, `FROM x\n${lines}\n`)).flatMap(({ type, name, body }) => {
        const value = valueAt(body, type === 'command' ? 'text' : 'pipefail');
        if (type === 'command') return [String(value && plain(value))];
        return type === 'pipeline' ? [`${name}: ${value && value.kind !== 'unknown' ? plain(value) : 'unknown'}`] : [];
      });
      assert.deepEqual(
        found.map((text) => text.replaceAll(hole, '?')),
        expected,
      );
    });
  }

  it('of Windows are no shell commands', () => {
    for (const head of [
      'FROM mcr.microsoft.com/windows/nanoserver:1',
      'FROM golang:1-windowsservercore',
      '# escape=`\nFROM a',
    ]) {
      const commands = all(lower(language, `${head}\nRUN dir | more`)).filter(({ type }) => type === 'command');
      assert.deepEqual(commands, [], head);
    }
  });

  it('have their words, assignments and neighbours in place', () => {
    const text = 'FROM x\nRUN A=1 curl -o \\\n  "$F" u | sudo sh -x\n';
    const resources = lower(language, text);
    const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      'RUN#1/curl#1': {
        name: '"curl" at curl',
        'words.0': '"-o" at -o',
        'words.1': 'unknown at "$F"',
        'words.2': '"u" at u',
        assignments: '{"A":"1"} at A=1',
        'assignments.A': '"1" at 1',
        prefixes: '[] at curl',
        pipedFrom: 'absent',
        pipedTo: '"sh" at sh',
        text: '"curl -o ? u" at A=1 curl -o \\⏎  "$F" u',
      },
      'RUN#1/sudo#2': { name: '"sudo" at sudo', words: '["sh","-x"] at sh -x', pipedFrom: 'absent' },
      'RUN#1/sh#3': {
        prefixes: '["sudo"] at sudo',
        'prefixes.0': '"sudo" at sudo',
        pipedFrom: '"curl" at curl',
        'words.0': '"-x" at -x',
      },
      'RUN#1/pipeline#1': {
        'commands.0.name': '"curl" at curl',
        'commands.1.name': '"sh" at sh',
        through: '"pipe" at A=1 curl -o \\⏎  "$F" u | sudo sh -x',
      },
    };
    for (const [address, paths] of Object.entries(expected)) {
      const resource = resourceAt(resources, address);
      const found = Object.keys(paths).map((path) => [path, shown(valueAt(resource.body, path), text)]);
      assert.deepEqual(Object.fromEntries(found), paths, address);
      assert.equal(resource.within?.().address, 'RUN#1');
    }
    const curl = resourceAt(resources, 'RUN#1/curl#1');
    assert.equal(text.slice(curl.header.start, curl.header.end), 'curl');
  });

  it('in strings stand on the characters of the string', () => {
    const text = 'FROM x\nRUN bash -c "a \\\n \\"b c\\" | d"\n';
    const command = resourceAt(lower(language, text), 'RUN#1/a#2');
    assert.equal(shown(valueAt(command.body, 'words.0'), text), '"b c" at "b c\\"');
    assert.equal(text.slice(command.place.start, command.place.end), 'a \\\n \\"b c\\"');
  });
});
