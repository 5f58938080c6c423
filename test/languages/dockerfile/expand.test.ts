// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the braces are the Dockerfile's.

import assert from 'node:assert/strict';
import { expand, type Variable } from '../../../server/src/languages/dockerfile/expand.ts';
import { hole } from '../../../server/src/model/value.ts';
import { mappedAt } from '../../../server/src/syntax/mapped.ts';
import { type Dockerfiles, lower, resourceAt, started, valueAt } from './lowered.ts';

describe('expansion', () => {
  const variables: Readonly<Record<string, Variable>> = {
    A: { kind: 'known', text: 'one', trail: [] },
    E: { kind: 'known', text: '', trail: [] },
    N: { kind: 'unset', reason: 'no default', trail: [] },
    U: { kind: 'unknown', reason: 'from the image', trail: [] },
  };

  // From BuildKit's envVarTest: what is quoted, escaped, substituted. Holes are `?`.
  const cases: readonly [word: string, expected: string][] = [
    ['plain', 'plain'],
    ['\'a\'b"c"', 'abc'],
    ["'a $A \\'", 'a $A \\'],
    ['"a $A \\" \\n \\$A"', 'a one " \\n $A'],
    ['a\\ b\\$A\\\\', 'a b$A\\'],
    ['$A${A}x$Ax', 'oneonex?'],
    ['${A', '${A'],
    ['$', '$'],
    ['a$ b', 'a$ b'],
    ['${}', '${}'],
    ['${A:-x} ${A-x} ${A:+x} ${A+x} ${A:?x}', 'one one x x one'],
    ['${E:-x} ${E-x} ${E:+x} ${E+x}', 'x   x'],
    ['${N:-x} ${N-x} ${N:+x} ${N+x} $N', 'x x   ?'],
    ['${U:-x} ${U-x} ${U:+x} ${U}', '? ? ? ?'],
    ['${N:-${A}b}', 'oneb'],
    ["${N:-'a b'}", 'a b'],
    ['${A%e} ${A#o} ${A/o/0}', '? ? ?'],
    ["'open", 'open'],
    ['"open $A', 'open one'],
    ['end\\', 'end'],
  ];
  for (const [word, expected] of cases) {
    it(`gives \`${expected}\` for \`${word}\``, () => {
      const { text } = expand(
        { ...mappedAt(word, 0), start: 0, end: word.length },
        (name) => variables[name] ?? { kind: 'unknown', reason: '', trail: [] },
        '\\',
      );
      assert.equal(text.replaceAll(hole, '?'), expected);
    });
  }

  it('escapes with a backquote where the file says so', () => {
    const word = { ...mappedAt('c:\\a`$A', 0), start: 0, end: 7 };
    assert.equal(expand(word, (name) => variables[name]!, '`').text, 'c:\\a$A');
  });
});

describe('variables', () => {
  let language: Dockerfiles;
  before(async () => {
    language = await started();
  });

  // What `LABEL l=$X` below the lines sees: the value, or why it is unknown.
  const cases: readonly [title: string, lines: string, expected: string][] = [
    ['ENV sets', 'FROM a\nENV X=1', '1'],
    ['ARG sets by its default', 'FROM a\nARG X=1', '1'],
    ['ENV wins over an ARG after it', 'FROM a\nENV X=1\nARG X=2', '1'],
    ['an instruction sees what was before it', 'FROM a\nENV X=1\nENV X=2 Y=$X\nENV X=$Y', '1'],
    ['global ARGs stay outside of stages', 'ARG X=1\nFROM a', 'unknown: `X` may come from the base image'],
    ['global ARGs are seen where they are declared again', 'ARG X=1\nFROM a\nARG X', '1'],
    ['a default of its own wins over the global one', 'ARG X=1\nFROM a\nARG X=2', '2'],
    ['an ARG without default is unknown', 'FROM a\nARG X', 'unknown: `X` has no default'],
    ['what nobody declares is the image’s', 'FROM a', 'unknown: `X` may come from the base image'],
    ['ARGs end with their stage', 'FROM a AS b\nARG X=1\nFROM b', 'unknown: `X` may come from the base image'],
    ['ENVs are inherited', 'FROM a AS b\nENV X=1\nFROM b', '1'],
    [
      'ENVs are not inherited by other stages',
      'FROM a AS b\nENV X=1\nFROM a',
      'unknown: `X` may come from the base image',
    ],
    [
      'the builder’s ARGs are unknown',
      'FROM a\nARG TARGETARCH=x\nENV X=$TARGETARCH',
      'unknown: `TARGETARCH` is set by the build',
    ],
    ['unknown parts are holes', 'FROM a\nARG Y\nENV X=a-$Y', 'a-?'],
  ];
  for (const [title, lines, expected] of cases) {
    it(title, () => {
      const label = resourceAt(lower(language, `${lines}\nLABEL l=$X`), 'LABEL#1');
      const value = valueAt(label.body, 'labels.0.value');
      const found =
        value?.kind === 'string'
          ? value.value.replaceAll(hole, '?')
          : value?.kind === 'unknown' && `unknown: ${value.reason}`;
      assert.equal(found, expected);
    });
  }

  it('leave a trail to where they were set', () => {
    const text = 'ARG V=1\nARG TAG=a$V\nFROM x:${TAG}-${TAG}';
    const tag = valueAt(resourceAt(lower(language, text), 'stage 0').body, 'image.tag');
    const steps = tag?.trail?.map(({ place, message }) => [text.slice(place.start, place.end), message]);
    assert.deepEqual(steps, [
      ['TAG=a$V', '`TAG` is set here'],
      ['V=1', '`V` is set here'],
    ]);
  });
});
