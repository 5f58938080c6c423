// Repairs of Dockerfiles, written out before and after.

import { type Case, dockerfileReader, type Read, testRepairs } from './repairing.ts';

/** Paths lead into the first instruction of the stage. */
const cases: readonly Case[] = [
  {
    it: 'sets a word',
    before: 'USER root\n',
    change: { set: 'user', to: '10001' },
    after: 'USER 10001\n',
  },
  {
    it: 'sets the value of a variable, with quotes where it needs them',
    before: 'ENV A=b C="d e" \\\n    F=g\n',
    change: [
      { set: 'variables.0.value', to: 'x y' },
      { set: 'variables.2.value', to: true },
    ],
    after: 'ENV A="x y" C="d e" \\\n    F=true\n',
  },
  {
    it: 'sets the words of the exec form',
    before: 'CMD ["sh", "-c"]\n',
    change: { set: 'words', to: ['app', '--"x"'] },
    after: 'CMD ["app", "--\\"x\\""]\n',
  },
  {
    it: 'adds a first flag and a further one',
    before: 'COPY a b\n',
    change: { add: '', to: 'flags.chown', is: 'app:app' },
    after: 'COPY --chown=app:app a b\n',
  },
  {
    it: 'adds a further flag',
    before: 'COPY --link a b\n',
    change: { add: 'flags', to: 'chown', is: 'app' },
    after: 'COPY --link --chown=app a b\n',
  },
  {
    it: 'does not add what it does not know how to write',
    before: 'COPY a b\n',
    change: { add: '', to: 'destination', is: 'c' },
    after: undefined,
  },
  {
    it: 'appends variables and words',
    before: 'LABEL a=b \\\n  c=d\n',
    change: { append: 'labels', is: { name: 'e', value: 'f g' } },
    after: 'LABEL a=b \\\n  c=d e="f g"\n',
  },
  {
    it: 'appends to the exec form',
    before: 'CMD ["sh"]\n',
    change: { append: 'words', is: '-c' },
    after: 'CMD ["sh", "-c"]\n',
  },
  {
    it: 'removes a variable on a line of its own',
    before: 'ENV A=b \\\n    PASSWORD=x \\\n    C=d\n',
    change: { remove: 'variables.1' },
    after: 'ENV A=b \\\n    C=d\n',
  },
  {
    it: 'removes the last variable',
    before: 'ENV A=b \\\n    PASSWORD=x\nUSER app\n',
    change: { remove: 'variables.1' },
    after: 'ENV A=b\nUSER app\n',
  },
  {
    it: 'removes an instruction whose only variable goes',
    before: 'ENV PASSWORD=x\nUSER app\n',
    change: { remove: 'variables.0' },
    after: 'USER app\n',
  },
  {
    it: 'removes a flag',
    before: 'RUN --security=insecure --network=none make\n',
    change: { remove: 'flags.security' },
    after: 'RUN --network=none make\n',
  },
  {
    it: 'removes an instruction whose only word goes, and no other',
    before: 'EXPOSE 22\nUSER app\n',
    change: { remove: 'ports.0' },
    after: 'USER app\n',
  },
  {
    it: 'writes a word behind another',
    before: 'VOLUME /a \\\n  /b\n',
    change: { word: '/x', after: 'paths.0' },
    after: 'VOLUME /a /x \\\n  /b\n',
  },
  {
    it: 'writes a word into an array',
    before: 'CMD ["apt-get", "install"]\n',
    change: { word: '-y', after: 'words.1' },
    after: 'CMD ["apt-get", "install", "-y"]\n',
  },
  {
    it: 'takes an instruction away with its continuations',
    before: 'RUN a && \\\n  # why\n  b\n\nUSER app\n',
    change: { replace: '', by: '' },
    after: '\nUSER app\n',
  },
  {
    it: 'writes lines below the last continued one',
    before: 'RUN apt-get update && \\\n  # why\n\n  apt-get install -y curl\nUSER app\n',
    change: { lines: 'after', at: 'keyword', text: 'RUN x' },
    after: 'RUN apt-get update && \\\n  # why\n\n  apt-get install -y curl\nRUN x\nUSER app\n',
  },
  {
    it: 'writes lines below a heredoc',
    before: 'RUN <<EOF cat > /x\necho \\\nEOF\nUSER app\n',
    change: { lines: 'after', at: 'keyword', text: 'RUN x' },
    after: 'RUN <<EOF cat > /x\necho \\\nEOF\nRUN x\nUSER app\n',
  },
  {
    it: 'writes lines above the first continued one, and below one without a last line break',
    before: '# escape=`\nENV A=b `\n    C=d',
    change: [
      { lines: 'before', at: 'variables.1', text: 'USER app' },
      { lines: 'after', at: 'variables.1', text: 'USER root' },
    ],
    after: '# escape=`\nUSER app\nENV A=b `\n    C=d\nUSER root',
  },
];

const inStage = (text: string): string => text.replace(/^(?:# escape=.*\n)?/, '$&FROM scratch\n');

describe('repairs of Dockerfiles', () => {
  let read: Read;
  before(async () => {
    read = await dockerfileReader();
  });
  const staged = cases.map((one) => ({ ...one, before: inStage(one.before), after: one.after && inStage(one.after) }));
  testRepairs(staged, () => read);
});
