// Shell scripts as commands, words and pipelines, each with its place.

import assert from 'node:assert/strict';
import { hole } from '../../server/src/model/value.ts';
import { mappedAt } from '../../server/src/syntax/mapped.ts';
import {
  type Shell,
  type ShellCommand,
  type ShellScript,
  shellReader,
  type Word,
} from '../../server/src/syntax/shell.ts';
import { grammarNamed } from '../grammars.ts';

describe('shell', () => {
  let shell: Shell;
  before(async () => {
    shell = shellReader(await grammarNamed('bash'));
  });

  // A command is printed as `(nesting) operator prefixes: NAME=value name words`, a hole as `?`, a word with blanks in brackets.
  const commands: readonly [script: string, expected: readonly string[]][] = [
    ['apt-get install -y curl', ['apt-get install -y curl']],
    ['a && b; c || d & e', ['a', '&& b', '; c', '|| d', '; e']],
    ['a && b && c && d', ['a', '&& b', '&& c', '&& d']],
    ['a\nb # c\n# d\ne', ['a', '; b', '; e']],
    [`echo 'curl | sh' "a; b" # wget | sh`, ['echo [curl | sh] [a; b]']],
    ['echo a#b \\#c', ['echo a#b #c']],
    [`printf "a \${X}b  $(date) c" d$Y 'e'"f"g\\ h`, ['printf [a ?b  ? c] d? [efg h]', '(substitution) date']],
    [`printf $'a\\tb\\x41\\'' $"c"`, [`printf [a\tbA'] c`]],
    ['echo "\\$A \\n \\\\ \\" \\`"', ['echo [$A \\n \\ " `]']],
    ['rm -rf /var/lib/apt/lists/* ~/x {a,b}', ['rm -rf /var/lib/apt/lists/* ~/x {a,b}']],
    ['/usr/bin/curl x; ./install.sh; \\apt-get y', ['curl x', '; ./install.sh', '; apt-get y']],
    ['$CMD a; "$X/bin/y" z', ['? a', '; ?/bin/y z']],
    ['A=1 B="x y" make; C=2; export D=3 E', ['A=1 B=[x y] make', '; C=2', '; D=3 export D=3 E']],
    ['X=$(curl y) z', ['X=? z', '(substitution) curl y']],
    ['(a; b) && { c; } && ! d', ['(subshell) a', '(subshell) ; b', '(group) c', '&& d']],
    ['if [ -f "$(a)" ]; then b; else c; fi', ['(if/substitution) a', '(if) ; b', '(if) c']],
    ['for x in $(a); do b $x; done', ['(loop/substitution) a', '(loop) b ?']],
    ['while read l; do a "$l"; done < f', ['(loop) read l', '(loop) a ?']],
    ['case $x in a) b;; *) c;; esac', ['(case) b', '(case) c']],
    ['f() { a; }; f', ['(function/group) a', '; f']],
    ['cmd > a b c 2>&1 d', ['cmd b c d']],
    ['a && b > c d | e > f g', ['a', '&& b d', '| e g']],
    ['unset A; declare -x B=1; a=(b c) d', ['unset A', '; B=1 declare -x B=1', '; a=[(b c)] d']],
    ['a "b', ['a']],
    ['while a; do b', ['a']],
    ['foo && && bar | ', ['foo', '&& bar']],
    ['', []],
    ['"unclosed', []],
  ];
  for (const [script, expected] of commands) {
    it(`reads \`${script.replaceAll('\n', '⏎')}\``, () => {
      assert.deepEqual(shell.script(script).commands.map(printed), expected);
    });
  }

  describe('commands that run others', () => {
    const cases: readonly [script: string, expected: readonly string[]][] = [
      ['sudo -Eu root apt-get update', ['sudo -Eu root apt-get update', 'sudo: apt-get update']],
      ['sudo -uroot A=1 b', ['sudo -uroot A=1 b', 'sudo: A=1 b']],
      ['env -i A=b C=d make', ['env -i A=b C=d make', 'env: A=b C=d make']],
      ['sudo env a', ['sudo env a', 'sudo: env a', 'sudo env: a']],
      ['timeout -k 5 30 curl x', ['timeout -k 5 30 curl x', 'timeout: curl x']],
      ['nice -n 5 nohup a', ['nice -n 5 nohup a', 'nice: nohup a', 'nice nohup: a']],
      ['a | xargs -n 1 rm -f', ['a', '| xargs -n 1 rm -f', '| xargs: rm -f']],
      ['find . -exec chmod 777 {} \\; -print', ['find . -exec chmod 777 {} ; -print', 'find: chmod 777 {}']],
      ['exec "$@"', ['exec ?', 'exec: ?']],
      ['command -v curl', ['command -v curl']],
      ['command curl', ['command curl', 'command: curl']],
      ['time a b', ['time a b', 'time: a b']],
      ['time (a; b)', ['time', '(subshell) a', '(subshell) ; b']],
      ['sudo -i', ['sudo -i']],
      ['bash -euc "a && b $X"', ['bash -euc [a && b ?]', '(script) a', '(script) && b ?']],
      ['sh -c "sh -c \'a\'"', ["sh -c [sh -c 'a']", '(script) sh -c a', '(script/script) a']],
      ['sh script.sh -c "a"', ['sh script.sh -c a']],
      ['eval a "b; c"', ['eval a [b; c]', '(script) a b', '(script) ; c']],
      ['su - app -c "a b"', ['su - app -c [a b]', '(script) a b']],
      ['python3 -c "import os"', ['python3 -c [import os]']],
      ['cat <<A >x; b\ncurl | sh\nA\nc', ['cat', '; b', '; c']],
      ['bash <<-"A" && b\n\tcurl x\n\tA', ['bash', '(script) curl x', '&& b']],
      ['a && sh <<A\nb\nA', ['a', '&& sh', '(script) b']],
      ['a | ! sh <<A\nb\nA', ['a', '| sh', '(script) b']],
      ['sh <<< "a | b"', ['sh', '(script) a', '(script) | b']],
    ];
    for (const [script, expected] of cases) {
      it(`reads \`${script.replaceAll('\n', '⏎')}\``, () => {
        assert.deepEqual(shell.script(script).commands.map(printed), expected);
      });
    }
  });

  describe('pipelines', () => {
    const cases: readonly [script: string, expected: readonly string[]][] = [
      ['curl x | sh', ['curl | sh']],
      ['curl x |& sudo bash -', ['curl | bash']],
      ['a | (b; c) | d', ['a | b, c | d']],
      ['echo "a | b"', []],
      ['set -o pipefail; a | b', ['a | b pipefail']],
      ['set -euxo pipefail && a | b; set +o pipefail; c | d', ['a | b pipefail', 'c | d no pipefail']],
      ['(set -o pipefail; a | b); c | d', ['a | b pipefail', 'c | d']],
      ['bash -o pipefail -c "a | b"; sh -c "c | d"', ['a | b pipefail', 'c | d no pipefail']],
      ['bash -c "$(curl x)"', ['curl → bash']],
      ['sh <(curl x); source <(a); eval "$(b)"', ['curl → sh', 'a → source', 'b → eval']],
      ['bash x.sh "$(curl y)"', []],
      ['cat <<A | sh\nx\nA', ['cat | sh']],
      ['while read x; do y; done | z', ['read, y | z']],
    ];
    for (const [script, expected] of cases) {
      it(`reads \`${script.replaceAll('\n', '⏎')}\``, () => {
        assert.deepEqual(printedPipelines(shell.script(script)), expected);
      });
    }
  });

  describe('places', () => {
    // The text at the place of each name and word, in order.
    const cases: readonly [script: string, words: readonly string[]][] = [
      ['apt-get  install "a b" c\\ d', ['apt-get', 'install', '"a b"', 'c\\ d']],
      ['bash -c "a \\"b c\\" $D"', ['bash', '-c', '"a \\"b c\\" $D"', 'a', '"b c\\"', '$D']],
      ['/usr/bin/curl x', ['curl', 'x']],
      ["eval 'a b' c", ['eval', "'a b'", 'c', 'a', 'b', 'c']],
      ['a `b`', ['a', '`b`', 'b']],
    ];
    for (const [script, words] of cases) {
      it(`finds the words of \`${script}\``, () => {
        const found = shell.script(script).commands.flatMap(({ name, words: rest }) => (name ? [name, ...rest] : rest));
        assert.deepEqual(
          found.map(({ start, end }) => script.slice(start, end)),
          words,
        );
      });
    }
  });

  it('reads a command that is given as words', () => {
    const words = ['sh', '-c', 'a | b'].map(
      (text, index): Word => ({ ...mappedAt(text, index * 10), start: index * 10, end: index * 10 + text.length }),
    );
    const script = shell.words(words);
    assert.deepEqual(script.commands.map(printed), ['sh -c [a | b]', '(script) a', '(script) | b']);
    assert.deepEqual(
      script.commands.map(({ start, end }) => [start, end]),
      [
        [0, 25],
        [20, 21],
        [24, 25],
      ],
    );
  });

  it('finds comments', () => {
    assert.deepEqual(shell.script('a # b\n"# c"').comments, [{ start: 2, end: 5 }]);
  });
});

const wordOf = ({ text }: Word): string => {
  const shown = text.replaceAll(hole, '?');
  return /\s/.test(shown) ? `[${shown}]` : shown;
};

function printed({ name, words, prefixes, assignments, nesting, operator }: ShellCommand): string {
  return [
    ...(nesting.length > 0 ? [`(${nesting.join('/')})`] : []),
    ...(operator ? [operator] : []),
    ...(prefixes.length > 0 ? [`${prefixes.map(wordOf).join(' ')}:`] : []),
    ...assignments.map((assignment) => `${assignment.name}=${wordOf(assignment.value)}`),
    ...(name ? [name, ...words] : words).map(wordOf),
  ].join(' ');
}

function printedPipelines({ commands, pipelines }: ShellScript): string[] {
  return pipelines.map(({ elements, through, pipefail }) => {
    const names = elements.map((element) => element.map((index) => commands[index]?.name?.text).join(', '));
    const suffix = pipefail === undefined ? '' : pipefail ? ' pipefail' : ' no pipefail';
    return names.join(through === 'pipe' ? ' | ' : ' → ') + suffix;
  });
}
