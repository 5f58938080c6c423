// Takes heredocs out of a script before it is parsed, since bash's grammar loses its way in lines such as `cat <<A >x; foo`. The
// operator becomes `<` with the delimiter as its file, and the lines of the body become blank; every offset stays.

export interface Heredocs {
  /** As long as the script. */
  readonly text: string;
  /** By the offset of the delimiter's word. */
  readonly bodies: ReadonlyMap<number, HeredocBody>;
}

export interface HeredocBody {
  readonly operator: '<<' | '<<-';
  /** From the start of its first line to the start of the line with the delimiter. */
  readonly start: number;
  readonly end: number;
}

interface Opened {
  readonly at: number;
  readonly operator: '<<' | '<<-';
  readonly delimiter: string;
}

export function withoutHeredocs(script: string): Heredocs {
  const bodies = new Map<number, HeredocBody>();
  let opened: Opened[] = [];
  const parts: string[] = [];
  let copied = 0;
  const replace = (start: number, end: number, text: string): void => {
    parts.push(script.slice(copied, start), text);
    copied = end;
  };
  const last = script.lastIndexOf('<<');
  for (let at = 0; at < script.length && (opened.length > 0 || at <= last); ) {
    const heredoc = heredocAt(script, at);
    if (heredoc) {
      opened.push(heredoc);
      replace(at, heredoc.at, `<${' '.repeat(heredoc.at - at - 1)}`);
      at = wordEnd(script, heredoc.at);
    } else if (script[at] === '\n' && opened.length > 0) {
      at++;
      for (const each of opened) {
        const body = bodyFrom(script, at, each);
        bodies.set(each.at, { operator: each.operator, start: at, end: body.end });
        replace(at, body.next, script.slice(at, body.next).replace(/[^\n]/g, ' '));
        at = body.next;
      }
      opened = [];
    } else at = tokenEnd(script, at);
  }
  return { text: parts.join('') + script.slice(copied), bodies };
}

const opening = /<<(-?)[ \t]*(?=[^\s<>|&;()#])/y;

function heredocAt(script: string, at: number): Opened | undefined {
  if (!script.startsWith('<<', at) || script[at + 2] === '<') return undefined;
  opening.lastIndex = at;
  const match = opening.exec(script);
  if (!match) return undefined;
  const word = at + match[0].length;
  const delimiter = script.slice(word, wordEnd(script, word)).replace(/['"\\]/g, '');
  return { at: word, operator: match[1] ? '<<-' : '<<', delimiter };
}

function wordEnd(script: string, start: number): number {
  let at = start;
  while (at < script.length && !/[\s<>|&;()]/.test(script[at]!)) {
    const quote = script[at]!;
    const close = quote === '"' || quote === "'" ? script.indexOf(quote, at + 1) : -1;
    at = close > 0 ? close + 1 : at + 1;
  }
  return at;
}

/** The end of what begins here and may hold no heredoc: a string, a comment, arithmetic, `<<<`, or one character. */
function tokenEnd(script: string, at: number): number {
  const upTo = (mark: string): number => {
    const found = script.indexOf(mark, at + 1);
    return found < 0 ? script.length : found + mark.length;
  };
  switch (script[at]) {
    case '\\':
      return at + 2;
    case "'":
      return upTo("'");
    case '"':
      return stringEnd(script, at + 1);
    case '#':
      return at === 0 || /[\s;&|(]/.test(script[at - 1]!) ? Math.max(at + 1, upTo('\n') - 1) : at + 1;
    case '(':
      return script[at + 1] === '(' ? upTo('))') : at + 1;
    case '<':
      return script.startsWith('<<<', at) ? at + 3 : at + 1;
    default:
      return at + 1;
  }
}

function stringEnd(script: string, start: number): number {
  let at = start;
  while (at < script.length && script[at] !== '"') at += script[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** `end` is where the delimiter's line starts, `next` where the line after it does; the script's end where there is none. */
function bodyFrom(script: string, start: number, { delimiter, operator }: Opened): { end: number; next: number } {
  for (let at = start; at < script.length; ) {
    const lineEnd = script.indexOf('\n', at);
    const end = lineEnd < 0 ? script.length : lineEnd;
    const line = script.slice(at, end).replace(/\r$/, '');
    const next = Math.min(end + 1, script.length);
    if ((operator === '<<-' ? line.replace(/^\t+/, '') : line) === delimiter) return { end: at, next };
    at = next;
  }
  return { end: script.length, next: script.length };
}
