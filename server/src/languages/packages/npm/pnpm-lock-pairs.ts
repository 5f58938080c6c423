// The lines of pnpm-lock.yaml: keys and scalars in the one form in which pnpm writes them.

export interface Pair {
  readonly indentation: number;
  readonly key: string;
  /** Where the key's characters begin. */
  readonly keyStart: number;
  /** Without quotes; empty where the line ends with the colon. */
  readonly value: string;
  readonly valueStart: number;
}

/** Lines of another form, such as items of lists, are passed over. */
export function* pairsIn(text: string, from: number, to: number): Generator<Pair> {
  const line = /^( *)(?:'([^'\n]*)'|"([^"\n]*)"|([^\s'"#-][^\n]*?)):(?: +(\S[^\n]*?))?[ \r]*$/gm;
  line.lastIndex = from;
  for (let found = line.exec(text); found && found.index < to; found = line.exec(text)) {
    const [whole, spaces = '', single, double, plain, written = ''] = found;
    const key = single ?? double ?? plain ?? '';
    const isQuoted = /^(?:'[^']*'|"[^"]*")$/.test(written);
    yield {
      indentation: spaces.length,
      key,
      keyStart: found.index + spaces.length + (plain === undefined ? 1 : 0),
      value: isQuoted ? written.slice(1, -1) : written,
      valueStart: found.index + whole.trimEnd().length - written.length + (isQuoted ? 1 : 0),
    };
  }
}
