// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the braces are the Dockerfile's.

import assert from 'node:assert/strict';
import { plain } from '../../../server/src/model/value.ts';
import { type Dockerfiles, lower, resourceAt, shown, started, valueAt } from './lowered.ts';

describe('instructions of a Dockerfile', () => {
  let language: Dockerfiles;
  before(async () => {
    language = await started();
  });

  // The instruction stands below `FROM a`; each path gives the value and the text it stands on.
  const cases: readonly [instruction: string, expected: Readonly<Record<string, string>>][] = [
    [
      'RUN --mount=type=secret,id=t,dst=/t,required --network="host" a \\\n  # why\n  && b',
      {
        keyword: '"RUN" at RUN',
        line: '"RUN --mount=type=secret,id=t,dst=/t,required --network=\\"host\\" a   && b" at RUN --mount=type=secret,id=t,dst=/t,required --network="host" a \\⏎  # why⏎  && b',
        text: '"a   && b" at a \\⏎  # why⏎  && b',
        form: '"shell" at a \\⏎  # why⏎  && b',
        words: 'absent',
        'flags.network': '"host" at host',
        'mounts.0.type': '"secret" at secret',
        'mounts.0.id': '"t" at t',
        'mounts.0.target': '"/t" at /t',
        'mounts.0.required': 'true at required',
      },
    ],
    ['RUN --mount=target=/x a', { 'mounts.0.type': '"bind" at --mount=target=/x', 'mounts.0.target': '"/x" at /x' }],
    [
      'run ["a b", "c\\"d"]',
      {
        keyword: '"RUN" at run',
        form: '"exec" at ["a b", "c\\"d"]',
        'words.0': '"a b" at "a b"',
        'words.1': '"c\\"d" at "c\\"d"',
      },
    ],
    ["RUN ['a']", { form: '"shell" at [\'a\']', text: "\"['a']\" at ['a']" }],
    [
      'RUN <<A cat && <<B\nx\nA\ny\nB',
      {
        text: '"<<A cat && <<B" at <<A cat && <<B',
        'heredocs.1.name': '"B" at <<B',
        'heredocs.1.text': '"y\\n" at y⏎',
      },
    ],
    [
      'COPY --from=x --chown=1:2 --chmod=777 --link a b /c/',
      {
        sources: '["a","b"] at a b /c/',
        'sources.1': '"b" at b',
        destination: '"/c/" at /c/',
        from: '"x" at x',
        chown: '"1:2" at 1:2',
        chmod: '"777" at 777',
        checksum: 'absent',
        'flags.link': 'true at --link',
      },
    ],
    ['COPY ["a b", "/c"]', { 'sources.0': '"a b" at "a b"', destination: '"/c" at "/c"' }],
    ['COPY <<A /x\ny\nA', { sources: '[] at <<A /x', destination: '"/x" at /x', 'heredocs.0.text': '"y\\n" at y⏎' }],
    [
      'ADD --checksum=sha256:1 https://x/y.tgz /',
      { checksum: '"sha256:1" at sha256:1', 'sources.0': '"https://x/y.tgz" at https://x/y.tgz' },
    ],
    [
      'ENV A=b C="d e" F=g\\ h',
      {
        'variables.0.name': '"A" at A',
        'variables.0.value': '"b" at b',
        'variables.1.value': '"d e" at "d e"',
        'variables.2.value': '"g h" at g\\ h',
      },
    ],
    ['ENV A b  c', { 'variables.0.name': '"A" at A', 'variables.0.value': '"b  c" at b  c', 'variables.1': 'absent' }],
    ['ENV A=', { 'variables.0.value': '"" at ' }],
    ['LABEL a.b="c" d', { 'labels.0.name': '"a.b" at a.b', 'labels.0.value': '"c" at "c"' }],
    ['ARG A B=c', { 'arguments.0.name': '"A" at A', 'arguments.0.value': 'absent', 'arguments.1.value': '"c" at c' }],
    [
      'EXPOSE 80 53/udp 90-99 $P',
      {
        'ports.0.port': '80 at 80',
        'ports.0.protocol': '"tcp" at 80',
        'ports.1.port': '53 at 53',
        'ports.1.protocol': '"udp" at udp',
        'ports.2.port': '90 at 90',
        'ports.2.end': '99 at 99',
        'ports.3.port': 'unknown at $P',
        'ports.3.protocol': 'unknown at $P',
        'ports.3.text': 'unknown at $P',
      },
    ],
    ['USER app:grp', { user: '"app" at app', group: '"grp" at grp' }],
    ['USER 0', { user: '"0" at 0', group: 'absent' }],
    ['USER ${U}', { user: 'unknown at ${U}', group: 'absent' }],
    ['WORKDIR "/a b"', { path: '"/a b" at "/a b"' }],
    ['VOLUME /a /b', { 'paths.1': '"/b" at /b' }],
    ['VOLUME ["/a"]', { 'paths.0': '"/a" at "/a"' }],
    ['STOPSIGNAL SIGKILL', { signal: '"SIGKILL" at SIGKILL' }],
    ['MAINTAINER me <m@x>', { name: '"me <m@x>" at me <m@x>' }],
    ['SHELL ["bash", "-c"]', { words: '["bash","-c"] at ["bash", "-c"]' }],
    ['HEALTHCHECK NONE', { none: 'true at NONE', command: 'absent' }],
    [
      'HEALTHCHECK --interval=3s --retries=2 CMD curl x',
      {
        none: 'false at CMD curl x',
        interval: '"3s" at 3s',
        retries: '"2" at 2',
        command: '"curl x" at curl x',
        form: '"shell" at CMD curl x',
      },
    ],
    ['HEALTHCHECK CMD ["curl", "x"]', { 'words.0': '"curl" at "curl"', form: '"exec" at CMD ["curl", "x"]' }],
    ['ONBUILD USER root', { 'instruction.keyword': '"USER" at USER', 'instruction.user': '"root" at root' }],
    ['FOO bar', { keyword: '"FOO" at FOO', text: '"bar" at bar' }],
    ['CMD', { form: '"shell" at CMD', text: '"" at ' }],
  ];
  for (const [instruction, expected] of cases) {
    it(`lowers \`${instruction.replaceAll('\n', '⏎')}\``, () => {
      const text = `FROM a\n${instruction}\n`;
      const [stage] = lower(language, text);
      const resource = stage!.parts[1]!;
      const found = Object.keys(expected).map((path) => [path, shown(valueAt(resource.body, path), text)]);
      assert.deepEqual(Object.fromEntries(found), expected);
      assert.equal(text.slice(resource.place.start, resource.place.end), instruction);
    });
  }

  it('gives addresses, headers and the way up', () => {
    const text = 'ARG A\nFROM a AS b\nRUN x\nONBUILD RUN y\nRUN z';
    const resources = lower(language, text);
    const run = resourceAt(resources, 'RUN#2');
    assert.equal(text.slice(run.header.start, run.header.end), 'RUN');
    assert.equal(run.within?.().address, 'stage b');
    assert.equal(run.parts[0]?.within?.(), run);
    assert.equal(resourceAt(resources, 'ONBUILD#1/RUN').within?.().type, 'ONBUILD');
    assert.equal(resourceAt(resources, 'ARG#1').within, undefined);
  });

  it('joins lines by the escape directive', () => {
    const text = '# escape=`\nFROM a\nCOPY a `\n  c:\\b\n';
    const copy = resourceAt(lower(language, text), 'COPY#1');
    assert.deepEqual(plain(valueAt(copy.body, 'sources')!), ['a']);
    assert.equal(shown(valueAt(copy.body, 'destination'), text), '"c:\\\\b" at c:\\b');
  });
});
