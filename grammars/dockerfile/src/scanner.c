/**
 * The part of the Dockerfile grammar that regular expressions cannot say.
 *
 * BuildKit joins physical lines to logical ones before it looks at them, with an escape character that a directive at
 * the top of the file may choose. Whether a backslash is text or continues the line, whether `[` begins a JSON array or
 * a shell command, and whether `<<EOF` is a heredoc or only text can be told by looking ahead alone. The scanner looks,
 * and ends each token with mark_end before it looks any further, so tree-sitter knows how far an edit reaches back. It
 * knows that of accepted tokens only: an answer that took a look farther than one character must never be `false`.
 *
 * Whatever one token must tell a later one is in struct Scanner, which is serialized as a whole.
 */

#include <stdlib.h>

#include "tree_sitter/parser.h"

/** The tokens, in the order of `externals` in grammar.js. */
enum Token {
  SHELL_TEXT,
  PATH_TEXT,
  WORD_TEXT,
  IMAGE_TEXT,
  TAG_TEXT,
  FLAG_NAME_TEXT,
  FLAG_TEXT,
  NAME_TEXT,
  VALUE_TEXT,
  DOUBLE_QUOTED_TEXT,
  SINGLE_QUOTED_TEXT,
  LINE_TEXT,
  USER_TEXT,
  OPERAND_TEXT,
  NO_TEXT,

  LINE_CONTINUATION = NO_TEXT,
  COMMENT,
  LINE_COMMENT,
  DIRECTIVE_MARK,
  DIRECTIVE_VALUE,
  WORD_END,
  UNTERMINATED,
  FLAG_START,
  FLAGS_END,
  LEGACY_FORM,
  PAIRS_FORM,
  AS,
  TAG_MARK,
  DOLLAR,
  DOLLAR_BRACE,
  JSON_OPEN,
  JSON_STRING,
  HEREDOC_MARKER,
  HEREDOC_START,
  HEREDOC_BODY,
  HEREDOC_END,

  FIRST_KEYWORD,
  UNKNOWN_KEYWORD = FIRST_KEYWORD + 18,
  ERROR_SENTINEL,
};

static const char *const KEYWORDS[] = {
  "add", "arg", "cmd", "copy", "entrypoint", "env", "expose", "from", "healthcheck", "label", "maintainer", "onbuild",
  "run", "shell", "stopsignal", "user", "volume", "workdir",
};

/** Where a text ends, besides the end of the line. */
enum Extent {
  LINE,    // At nothing else: blanks are a part of it.
  WORD,    // At BuildKit's regular expression for white space, which is ASCII alone.
  QUOTED,  // At any white space that is neither quoted nor escaped.
};

/** How the texts differ, for the tokens from SHELL_TEXT to OPERAND_TEXT. */
typedef struct {
  enum Extent extent;
  const char *stops;   // The characters that end it, unless they are in quotes that it tracks.
  bool expands;        // It ends before a variable.
  bool tracks_quotes;  // Quotes are a part of it, and remembered in Scanner.quote.
  bool backslash;      // Its escape character is the backslash even if the directive chose another.
} Mode;

static const Mode MODES[] = {
  [SHELL_TEXT] = {LINE, "", .tracks_quotes = true, .backslash = true},
  [PATH_TEXT] = {WORD, "", .expands = true, .tracks_quotes = true, .backslash = true},
  [WORD_TEXT] = {WORD, "", .expands = true},
  [IMAGE_TEXT] = {WORD, ":@", .expands = true},
  [TAG_TEXT] = {WORD, "@", .expands = true},
  [FLAG_NAME_TEXT] = {QUOTED, "=", .tracks_quotes = true, .backslash = true},
  [FLAG_TEXT] = {QUOTED, "", .expands = true, .tracks_quotes = true, .backslash = true},
  [NAME_TEXT] = {QUOTED, "=", .expands = true, .tracks_quotes = true},
  [VALUE_TEXT] = {QUOTED, "\"'", .expands = true},
  [DOUBLE_QUOTED_TEXT] = {LINE, "\"", .expands = true},
  [SINGLE_QUOTED_TEXT] = {LINE, "'", .expands = false},
  [LINE_TEXT] = {LINE, "", .expands = true},
  [USER_TEXT] = {LINE, ":", .expands = true},
  [OPERAND_TEXT] = {LINE, "}", .expands = true},
  [NO_TEXT] = {QUOTED, "", .expands = false},
};

/** What must come next, after a continuation with comment lines below it. */
enum Resume { ANYTHING, A_COMMENT, A_LINE_BREAK };

/** The heredocs that one instruction opens must fit, with the rest, into what a scanner may serialize. */
#define HEREDOC_CAPACITY 240

/** Where the text before leaves the reader. A heredoc marker begins between words alone. */
enum Place { BETWEEN_WORDS, IN_WORD, BEFORE_ESCAPED_BLANK };

typedef struct {
  bool backtick;      // The escape character is a backtick.
  uint8_t place;      // An enum Place, of the shell's words.
  uint8_t resume;     // An enum Resume.
  uint8_t extent;     // An enum Extent, of the text before.
  uint8_t quote;      // The quote that is open in the text before, or 0.
  uint8_t used;       // How much of `heredocs` is in use.
  int32_t heredocs[HEREDOC_CAPACITY];  // The open heredocs: of each its length, whether tabs are stripped, its name.
} Scanner;

enum { HEREDOC_LENGTH, HEREDOC_STRIPS_TABS, HEREDOC_NAME };

#define END_OF_LINE (-1)

// Characters.

static bool is_space(int32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || c == 0x1680 ||
    (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

static bool is_blank(int32_t c) { return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n'); }

/** Returns whether a character of a line stands between words, or between pieces of a text. */
static bool separates(int32_t c, enum Extent extent) {
  return extent == WORD ? is_blank(c) : c != '\n' && is_space(c);
}

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static bool is_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool is_name(int32_t c) { return is_letter(c) || is_digit(c) || c == '_'; }

static int32_t lower(int32_t c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

static bool contains(const char *set, int32_t c) {
  for (; *set; set++) if (*set == c) return true;
  return false;
}

static bool equal(const char *name, const int32_t *text, unsigned length) {
  for (unsigned i = 0; i < length; i++) if (!name[i] || name[i] != text[i]) return false;
  return !name[length];
}

// The lexer.

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static void skip(TSLexer *lexer) { lexer->advance(lexer, true); }

static bool at_line_end(TSLexer *lexer) { return lexer->lookahead == '\n' || lexer->eof(lexer); }

static void pass_to_line_end(TSLexer *lexer) { while (!at_line_end(lexer)) advance(lexer); }

/** Passes what may stand between an escape character and the line break. Only blanks and tabs may, then a CRLF's CR. */
static unsigned pass_trailing_blanks(TSLexer *lexer) {
  unsigned count = 0;
  for (; lexer->lookahead == ' ' || lexer->lookahead == '\t'; count++) advance(lexer);
  for (; lexer->lookahead == '\r'; count++) advance(lexer);
  return count;
}

static bool accept(TSLexer *lexer, unsigned token) {
  lexer->result_symbol = (TSSymbol)token;
  return true;
}

static bool accept_here(TSLexer *lexer, unsigned token) {
  lexer->mark_end(lexer);
  return accept(lexer, token);
}

static void leave_word(Scanner *scanner) {
  if (scanner->place == BEFORE_ESCAPED_BLANK) scanner->place = IN_WORD;
  else if (!scanner->quote) scanner->place = BETWEEN_WORDS;
}

static int32_t escape_of(const Scanner *scanner) { return scanner->backtick ? '`' : '\\'; }

/**
 * Passes a line break and the blank lines after it, marking the start of the first line that is not blank if asked to.
 * Returns how many blanks of that line it has passed.
 */
static unsigned pass_line_break(TSLexer *lexer, bool mark) {
  unsigned blanks = 0;
  while (lexer->lookahead == '\n') {
    advance(lexer);
    if (mark) lexer->mark_end(lexer);
    for (blanks = 0; lexer->lookahead != '\n' && is_space(lexer->lookahead); blanks++) advance(lexer);
  }
  return blanks;
}

/** Ends a LINE_CONTINUATION at a line break: before the next comment line, or at the start of the line that goes on. */
static bool accept_line_continuation(Scanner *scanner, TSLexer *lexer) {
  lexer->mark_end(lexer);
  pass_line_break(lexer, true);
  scanner->resume = ANYTHING;
  if (lexer->lookahead == '#') {
    lexer->mark_end(lexer);
    scanner->resume = A_COMMENT;
  }
  return accept(lexer, LINE_CONTINUATION);
}

// Looking ahead along the logical line.

/** Reads the logical line as BuildKit joins it: without continuations, and the blank and comment lines there. */
typedef struct {
  TSLexer *lexer;
  int32_t escape;
  int32_t last;     // An escape character after another one does not continue the line.
  unsigned blanks;  // Blanks that the lexer has passed already and that are still to be read.
  int32_t given;    // A character that was passed before, still to be read, or 0.
} Ahead;

static Ahead ahead_of(const Scanner *scanner, TSLexer *lexer) {
  Ahead ahead = {.lexer = lexer, .escape = escape_of(scanner)};
  return ahead;
}

static int32_t next(Ahead *ahead) {
  TSLexer *lexer = ahead->lexer;
  for (;;) {
    if (ahead->given) {
      ahead->last = ahead->given;
      ahead->given = 0;
      return ahead->last;
    }
    if (ahead->blanks) {
      ahead->blanks--;
      return ahead->last = ' ';
    }
    if (at_line_end(lexer)) return END_OF_LINE;
    int32_t c = lexer->lookahead;
    advance(lexer);
    if (c != ahead->escape || ahead->last == ahead->escape) return ahead->last = c;
    ahead->blanks = pass_trailing_blanks(lexer);
    if (!at_line_end(lexer)) return ahead->last = c;
    ahead->blanks = pass_line_break(lexer, false);
    while (lexer->lookahead == '#') {
      pass_to_line_end(lexer);
      ahead->blanks = pass_line_break(lexer, false);
    }
    ahead->last = 0;
  }
}

/** Follows the quotes of a logical line, past one character of it, as BuildKit's shell lexer does. */
static void follow_quotes(Ahead *ahead, int32_t c, uint8_t *quote) {
  if (c == '\\' && *quote != '\'') next(ahead);
  else if (*quote ? c == *quote : c == '"' || c == '\'') *quote = *quote ? 0 : (uint8_t)c;
}

// Variables.

static bool pass_name(TSLexer *lexer) {
  if (is_digit(lexer->lookahead)) {
    while (is_digit(lexer->lookahead)) advance(lexer);
    return true;
  }
  if (!is_name(lexer->lookahead)) return false;
  while (is_name(lexer->lookahead)) advance(lexer);
  return true;
}

/** Passes the operator of `${name:-operand}` if one comes next, and returns whether a `}` may follow. */
static bool pass_operator(TSLexer *lexer) {
  if (lexer->lookahead == '}') return true;
  bool colon = lexer->lookahead == ':';
  if (colon) advance(lexer);
  if (!contains(colon ? "-+?" : "-+?#%/", lexer->lookahead)) return false;
  advance(lexer);
  return true;
}

/**
 * Passes what follows a `$` or a `${` and returns whether it makes a whole expansion. It stops at what may end the
 * text around it, and at escape characters: such an expansion stays text, so that nothing inside of one can continue
 * the line. So does one that is nested too deep, because every level is looked at anew.
 */
static bool pass_expansion(TSLexer *lexer, const Mode *mode, bool braced) {
  enum { DEEPEST = 16 };
  if (!pass_name(lexer)) return false;
  if (!braced) return true;
  if (!pass_operator(lexer)) return false;
  for (unsigned depth = 1; depth > 0;) {
    int32_t c = lexer->lookahead;
    if (at_line_end(lexer) || c == '\\' || c == '`') return false;
    if (mode->extent != LINE && is_space(c)) return false;
    if (c != '}' && c != ':' && c != '@' && contains(mode->stops, c)) return false;
    advance(lexer);
    if (c == '}') {
      depth--;
    } else if (c == '$' && lexer->lookahead == '{') {
      advance(lexer);
      if (++depth > DEEPEST || !pass_name(lexer) || !pass_operator(lexer)) return false;
    }
  }
  return true;
}

// Heredocs.

/** Passes one line if it is the one that ends the heredoc, and as much of it as agrees if it is not. */
static bool pass_terminator(TSLexer *lexer, const int32_t *heredoc) {
  if (heredoc[HEREDOC_STRIPS_TABS]) while (lexer->lookahead == '\t') advance(lexer);
  for (int32_t i = 0; i < heredoc[HEREDOC_LENGTH]; i++) {
    if (lexer->eof(lexer) || lexer->lookahead != heredoc[HEREDOC_NAME + i]) return false;
    advance(lexer);
  }
  while (lexer->lookahead == '\r') advance(lexer);
  return at_line_end(lexer);
}

/** Looks for the ends of all open heredocs below the line at whose end the lexer stands. */
static bool are_terminated(TSLexer *lexer, const int32_t *heredocs, unsigned used) {
  for (unsigned i = 0; i < used; i += HEREDOC_NAME + (unsigned)heredocs[i + HEREDOC_LENGTH]) {
    do {
      pass_to_line_end(lexer);
      if (lexer->eof(lexer)) return false;
      advance(lexer);
    } while (!pass_terminator(lexer, heredocs + i));
  }
  return true;
}

/**
 * Scans a word of which `<<` has been passed. It is a marker if BuildKit's shell lexer can read the whole line, and if
 * the heredoc ends somewhere below: while one is being typed, the rest of the file is not taken for its body.
 * Otherwise the answer is false, and what is marked is text.
 */
static bool scan_heredoc_marker(Scanner *scanner, TSLexer *lexer) {
  int32_t *heredoc = scanner->heredocs + scanner->used;
  unsigned capacity = HEREDOC_CAPACITY - scanner->used;
  if (capacity < HEREDOC_NAME) return false;
  heredoc[HEREDOC_STRIPS_TABS] = lexer->lookahead == '-';
  if (lexer->lookahead == '-') advance(lexer);
  else while (is_blank(lexer->lookahead)) advance(lexer);
  lexer->mark_end(lexer);

  Ahead ahead = ahead_of(scanner, lexer);
  unsigned used = HEREDOC_NAME;
  int32_t c;
  while ((c = next(&ahead)) != END_OF_LINE && (scanner->quote || !is_space(c))) {
    bool escaped = c == '\\' && scanner->quote != '\'';
    if (escaped) {
      c = next(&ahead);
      if (c == END_OF_LINE) {
        lexer->mark_end(lexer);
        break;
      }
      // In double quotes a backslash is kept before characters that need none.
      if (scanner->quote && !contains("\"$\\", c) && used < capacity) heredoc[used++] = '\\';
    }
    if (c == '<') return false;
    lexer->mark_end(lexer);
    if (!escaped && (scanner->quote ? c == scanner->quote : c == '"' || c == '\'')) {
      scanner->quote = scanner->quote ? 0 : (uint8_t)c;
      continue;
    }
    if (used == capacity) return false;
    heredoc[used++] = c;
  }
  if (used == HEREDOC_NAME || scanner->quote) return false;
  heredoc[HEREDOC_LENGTH] = (int32_t)(used - HEREDOC_NAME);

  uint8_t quote = 0;
  while (c != END_OF_LINE) {
    c = next(&ahead);
    follow_quotes(&ahead, c, &quote);
  }
  if (quote || !are_terminated(lexer, scanner->heredocs, scanner->used + used)) return false;
  scanner->used = (uint8_t)(scanner->used + used);
  return accept(lexer, HEREDOC_MARKER);
}

/** The body has no characters if the first line ends the heredoc. */
static bool scan_heredoc_body(const Scanner *scanner, TSLexer *lexer) {
  lexer->mark_end(lexer);
  while (!lexer->eof(lexer) && !pass_terminator(lexer, scanner->heredocs)) {
    pass_to_line_end(lexer);
    if (!lexer->eof(lexer)) advance(lexer);
    lexer->mark_end(lexer);
  }
  return accept(lexer, HEREDOC_BODY);
}

static bool scan_heredoc_end(Scanner *scanner, TSLexer *lexer) {
  unsigned length = (unsigned)scanner->heredocs[HEREDOC_LENGTH];
  if (scanner->heredocs[HEREDOC_STRIPS_TABS]) while (lexer->lookahead == '\t') skip(lexer);
  for (unsigned i = 0; i < length; i++) advance(lexer);
  unsigned passed = HEREDOC_NAME + length;
  for (unsigned i = passed; i < scanner->used; i++) scanner->heredocs[i - passed] = scanner->heredocs[i];
  scanner->used = (uint8_t)(scanner->used - passed);
  return accept_here(lexer, HEREDOC_END);
}

// JSON.

/** Passes the rest of a JSON string whose quote has been passed, and returns whether it is valid. */
static bool pass_json_string(Ahead *ahead) {
  for (;;) {
    int32_t c = next(ahead);
    if (c == '"') return true;
    if (c == END_OF_LINE || (c >= 0 && c < ' ')) return false;
    if (c != '\\') continue;
    c = next(ahead);
    if (c == 'u') {
      for (unsigned i = 0; i < 4; i++) {
        c = lower(next(ahead));
        if (!is_digit(c) && !(c >= 'a' && c <= 'f')) return false;
      }
    } else if (c == END_OF_LINE || !contains("\"\\/bfnrt", c)) {
      return false;
    }
  }
}

static int32_t next_visible(Ahead *ahead) {
  int32_t c;
  do c = next(ahead); while (c == ' ' || c == '\t' || c == '\r');
  return c;
}

/** Returns whether the rest of the logical line, after a `[`, makes it a JSON array of strings. */
static bool pass_json_array(Ahead *ahead) {
  int32_t c = next_visible(ahead);
  if (c != ']') {
    for (;; c = next_visible(ahead)) {
      if (c != '"' || !pass_json_string(ahead)) return false;
      c = next_visible(ahead);
      if (c == ']') break;
      if (c != ',') return false;
    }
  }
  return next_visible(ahead) == END_OF_LINE;
}

// Lines.

static bool scan_comment(TSLexer *lexer, unsigned token) {
  lexer->mark_end(lexer);
  while (!at_line_end(lexer)) {
    bool carriage_return = lexer->lookahead == '\r';
    advance(lexer);
    if (!carriage_return) lexer->mark_end(lexer);
  }
  return accept(lexer, token);
}

/** Scans a `#` where a directive may stand. Directives that BuildKit does not know are comments. */
static bool scan_directive_or_comment(Scanner *scanner, TSLexer *lexer) {
  advance(lexer);
  lexer->mark_end(lexer);
  while (is_blank(lexer->lookahead)) advance(lexer);
  int32_t name[6];
  unsigned length = 0;
  for (; length < 6 && is_letter(lexer->lookahead); length++) {
    name[length] = lower(lexer->lookahead);
    advance(lexer);
  }
  while (is_blank(lexer->lookahead)) advance(lexer);
  bool escape = equal("escape", name, length);
  if (lexer->lookahead == '=' && (escape || equal("syntax", name, length) || equal("check", name, length))) {
    advance(lexer);
    while (is_blank(lexer->lookahead)) advance(lexer);
    if (!at_line_end(lexer)) {
      int32_t value = lexer->lookahead;
      advance(lexer);
      while (is_blank(lexer->lookahead)) advance(lexer);
      if (escape && at_line_end(lexer) && (value == '`' || value == '\\')) scanner->backtick = value == '`';
      return accept(lexer, DIRECTIVE_MARK);
    }
  }
  return scan_comment(lexer, LINE_COMMENT);
}

static bool scan_directive_value(TSLexer *lexer) {
  while (is_blank(lexer->lookahead)) skip(lexer);
  if (at_line_end(lexer)) return false;
  while (!at_line_end(lexer)) {
    bool visible = !is_blank(lexer->lookahead);
    advance(lexer);
    if (visible) lexer->mark_end(lexer);
  }
  return accept(lexer, DIRECTIVE_VALUE);
}

// Words.

/** Scans the first word of a logical line. Every word is a keyword, if only an unknown one. */
static bool scan_keyword(Scanner *scanner, Ahead *ahead) {
  enum { LONGEST = 11 };
  int32_t word[LONGEST];
  unsigned length = 0;
  for (int32_t c; (c = next(ahead)) != END_OF_LINE && !is_blank(c); length++) {
    if (length < LONGEST) word[length] = lower(c);
    ahead->lexer->mark_end(ahead->lexer);
  }
  scanner->place = BETWEEN_WORDS;
  scanner->extent = LINE;
  scanner->quote = 0;
  scanner->used = 0;
  unsigned keyword = 0;
  unsigned unknown = UNKNOWN_KEYWORD - FIRST_KEYWORD;
  while (keyword < unknown && (length > LONGEST || !equal(KEYWORDS[keyword], word, length))) keyword++;
  return length > 0 && accept(ahead->lexer, FIRST_KEYWORD + keyword);
}

/**
 * Tells the two forms of ENV and LABEL apart: with a `=` in the first word they take pairs, without one they take the
 * old form, `ENV name the value`. The token is empty, its end has been marked.
 */
static bool scan_form(Ahead *ahead) {
  uint8_t quote = 0;
  int32_t c;
  while ((c = next(ahead)) != END_OF_LINE && c != '=' && (quote || !is_space(c))) {
    if (c == ahead->escape && quote != '\'') next(ahead);
    else if (quote ? c == quote : c == '"' || c == '\'') quote = quote ? 0 : (uint8_t)c;
  }
  return accept(ahead->lexer, c == '=' ? PAIRS_FORM : LEGACY_FORM);
}

// Texts.

/** What the caller has passed, and found to be no token of its own. */
enum Passed { NOTHING, AN_ESCAPE, SOME_TEXT };

/** Returns whether the `:` that has been passed comes before a tag: before no `/` that is outside of variables. */
static bool is_before_tag(TSLexer *lexer) {
  for (unsigned depth = 0; !at_line_end(lexer) && !is_blank(lexer->lookahead); advance(lexer)) {
    if (lexer->lookahead == '{') depth++;
    else if (lexer->lookahead == '}' && depth > 0) depth--;
    else if (depth > 0) continue;
    else if (lexer->lookahead == '@') return true;
    else if (lexer->lookahead == '/' || lexer->lookahead == ':') return false;
  }
  return true;
}

/** Scans a piece of text. Blanks at its end are left out, as they may turn out to be the end of the instruction. */
static bool scan_text(Scanner *scanner, TSLexer *lexer, unsigned token, bool markers, enum Passed passed) {
  const Mode *mode = &MODES[token];
  int32_t escape = escape_of(scanner);
  bool empty = passed != SOME_TEXT;
  if (!empty) scanner->place = IN_WORD;
  // An operand is only a part of the text around it.
  if (token != OPERAND_TEXT) scanner->extent = mode->extent;

  while (passed == AN_ESCAPE || !at_line_end(lexer)) {
    int32_t c = passed == AN_ESCAPE ? escape : lexer->lookahead;
    bool quoted = mode->tracks_quotes && scanner->quote;

    if (separates(c, mode->extent)) {
      if (mode->extent == WORD || (mode->extent == QUOTED && !quoted)) break;
      leave_word(scanner);
      advance(lexer);
      continue;
    }

    if (!quoted && contains(mode->stops, c)) {
      // A colon in an image's name, as in `host:5000/image`, is a piece of its own.
      if (c != ':' || token != IMAGE_TEXT || !empty) break;
      advance(lexer);
      lexer->mark_end(lexer);
      return accept(lexer, is_before_tag(lexer) ? TAG_MARK : token);
    }

    if (c == '$' && mode->expands) {
      if (!empty) break;
      advance(lexer);
      bool braced = lexer->lookahead == '{';
      if (braced) advance(lexer);
      lexer->mark_end(lexer);
      if (pass_expansion(lexer, mode, braced)) return accept(lexer, braced ? DOLLAR_BRACE : DOLLAR);
      lexer->mark_end(lexer);
      empty = false;
      continue;
    }

    if (markers && !quoted && scanner->place == BETWEEN_WORDS && (c == '<' || is_digit(c))) {
      if (!empty) break;
      scanner->place = IN_WORD;
      while (is_digit(lexer->lookahead)) advance(lexer);
      for (unsigned i = 0; i < 2 && lexer->lookahead == '<'; i++) {
        advance(lexer);
        if (i == 1) return scan_heredoc_marker(scanner, lexer) || accept(lexer, token);
      }
      lexer->mark_end(lexer);
      empty = false;
      continue;
    }

    bool quotes = mode->tracks_quotes && (quoted ? c == scanner->quote : c == '"' || c == '\'');
    if (quotes) scanner->quote = quoted ? 0 : (uint8_t)c;

    if (passed != AN_ESCAPE) advance(lexer);
    bool escapes = c == (mode->backslash ? '\\' : escape) && !(quoted && scanner->quote == '\'');
    if (c == escape) {
      // It may continue the line, which is for the next token to find out.
      if (passed != AN_ESCAPE && (is_blank(lexer->lookahead) || at_line_end(lexer))) break;
      unsigned run = 1;
      for (; lexer->lookahead == escape; run++) advance(lexer);
      if (run % 2 == 0) escapes = false;
    }
    passed = NOTHING;
    lexer->mark_end(lexer);
    empty = false;
    scanner->place = IN_WORD;

    if (escapes && !at_line_end(lexer) && lexer->lookahead != escape) {
      // An escaped blank belongs to a quoted word, but at the end of a line it is trimmed nevertheless.
      bool blank = is_blank(lexer->lookahead);
      if (blank && mode->extent == WORD) {
        scanner->place = BEFORE_ESCAPED_BLANK;
        break;
      }
      advance(lexer);
      if (!blank || mode->extent == QUOTED) lexer->mark_end(lexer);
    }
  }
  return !empty && accept(lexer, token);
}

/** Returns which text may come next. No two ever may. */
static unsigned text_token(const bool *valid) {
  unsigned token = SHELL_TEXT;
  while (token < NO_TEXT && !valid[token]) token++;
  return token;
}

static bool scan(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  if (valid[ERROR_SENTINEL]) return false;
  if (valid[HEREDOC_BODY]) return scan_heredoc_body(scanner, lexer);
  if (valid[HEREDOC_END]) return scan_heredoc_end(scanner, lexer);
  if (valid[DIRECTIVE_VALUE]) return scan_directive_value(lexer);

  // The comment lines below a continuation, and the line break and blank lines below each of them.
  if (scanner->resume == A_COMMENT) {
    scanner->resume = A_LINE_BREAK;
    return scan_comment(lexer, COMMENT);
  }
  if (scanner->resume == A_LINE_BREAK && !lexer->eof(lexer)) {
    while (lexer->lookahead == '\r') advance(lexer);
    return accept_line_continuation(scanner, lexer);
  }

  unsigned text = text_token(valid);
  const Mode *mode = &MODES[text];

  // Between words blanks mean nothing, at the end of a word they are what ends it. Whether they do is told by the text
  // before and not by what is valid, because less is valid after a word that tree-sitter reuses as a whole.
  bool quoted = scanner->quote && scanner->extent == QUOTED;
  if (valid[WORD_END] && !quoted && separates(lexer->lookahead, scanner->extent)) return accept_here(lexer, WORD_END);
  while (separates(lexer->lookahead, mode->extent)) {
    skip(lexer);
    leave_word(scanner);
  }

  if (at_line_end(lexer)) {
    if (valid[HEREDOC_START] && scanner->used > 0 && !lexer->eof(lexer)) {
      advance(lexer);
      return accept_here(lexer, HEREDOC_START);
    }
    if (valid[WORD_END]) return accept_here(lexer, WORD_END);
    return valid[UNTERMINATED] && accept_here(lexer, UNTERMINATED);
  }

  Ahead ahead = ahead_of(scanner, lexer);
  enum Passed passed = NOTHING;
  int32_t first = lexer->lookahead;
  lexer->mark_end(lexer);

  if (first == ahead.escape) {
    advance(lexer);
    ahead.given = first;
    passed = AN_ESCAPE;
    if (is_blank(lexer->lookahead) || at_line_end(lexer)) {
      // It continues the line if nothing but blanks follows. If not it is text, with the blank if that can be escaped.
      if (!valid[LEGACY_FORM]) lexer->mark_end(lexer);
      if (text != NO_TEXT && mode->extent == QUOTED && (lexer->lookahead == ' ' || lexer->lookahead == '\t')) {
        advance(lexer);
        lexer->mark_end(lexer);
      }
      ahead.blanks = pass_trailing_blanks(lexer);
      if (at_line_end(lexer)) return accept_line_continuation(scanner, lexer);
      if (text != NO_TEXT) {
        bool escaped = mode->extent != QUOTED && first == '\\' && scanner->quote != '\'';
        scanner->place = escaped ? BEFORE_ESCAPED_BLANK : IN_WORD;
        scanner->extent = mode->extent;
        return accept(lexer, text);
      }
    }
  } else if (first == '#' && valid[DIRECTIVE_MARK]) {
    return scan_directive_or_comment(scanner, lexer);
  } else if (first == '#' && valid[LINE_COMMENT]) {
    return scan_comment(lexer, LINE_COMMENT);
  } else if (first == '-' && valid[FLAG_START]) {
    advance(lexer);
    if (!valid[LEGACY_FORM]) lexer->mark_end(lexer);
    if (lexer->lookahead == '-') {
      advance(lexer);
      lexer->mark_end(lexer);
      scanner->extent = QUOTED;
      int32_t c = next(&ahead);
      return accept(lexer, c == END_OF_LINE || is_space(c) ? FLAGS_END : FLAG_START);
    }
    ahead.given = first;
    passed = SOME_TEXT;
  } else if (first == '[' && valid[JSON_OPEN]) {
    advance(lexer);
    lexer->mark_end(lexer);
    scanner->place = IN_WORD;
    scanner->extent = mode->extent;
    return accept(lexer, pass_json_array(&ahead) ? JSON_OPEN : text);
  } else if (first == '"' && valid[JSON_STRING]) {
    advance(lexer);
    return pass_json_string(&ahead) && accept_here(lexer, JSON_STRING);
  } else if (lower(first) == 'a' && valid[AS]) {
    advance(lexer);
    lexer->mark_end(lexer);
    if (lower(lexer->lookahead) == 's') {
      advance(lexer);
      lexer->mark_end(lexer);
      scanner->extent = mode->extent;
      int32_t c = next(&ahead);
      return accept(lexer, c == END_OF_LINE || is_blank(c) ? AS : text);
    }
    passed = SOME_TEXT;
  }

  if (valid[UNKNOWN_KEYWORD]) return scan_keyword(scanner, &ahead);
  if (valid[LEGACY_FORM]) {
    scanner->extent = QUOTED;
    return scan_form(&ahead);
  }
  return text != NO_TEXT && scan_text(scanner, lexer, text, valid[HEREDOC_MARKER], passed);
}

// What tree-sitter calls.

enum { HEADER = 6 };

void *tree_sitter_dockerfile_external_scanner_create(void) { return calloc(1, sizeof(Scanner)); }

void tree_sitter_dockerfile_external_scanner_destroy(void *payload) { free(payload); }

unsigned tree_sitter_dockerfile_external_scanner_serialize(void *payload, char *buffer) {
  const Scanner *scanner = payload;
  buffer[0] = (char)scanner->backtick;
  buffer[1] = (char)scanner->place;
  buffer[2] = (char)scanner->resume;
  buffer[3] = (char)scanner->extent;
  buffer[4] = (char)scanner->quote;
  buffer[5] = (char)scanner->used;
  const char *heredocs = (const char *)scanner->heredocs;
  unsigned size = scanner->used * (unsigned)sizeof(int32_t);
  for (unsigned i = 0; i < size; i++) buffer[HEADER + i] = heredocs[i];
  return HEADER + size;
}

void tree_sitter_dockerfile_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *scanner = payload;
  bool known = length >= HEADER;
  scanner->backtick = known && buffer[0];
  scanner->place = known ? (uint8_t)buffer[1] : BETWEEN_WORDS;
  scanner->resume = known ? (uint8_t)buffer[2] : ANYTHING;
  scanner->extent = known ? (uint8_t)buffer[3] : LINE;
  scanner->quote = known ? (uint8_t)buffer[4] : 0;
  scanner->used = known ? (uint8_t)buffer[5] : 0;
  char *heredocs = (char *)scanner->heredocs;
  for (unsigned i = HEADER; i < length; i++) heredocs[i - HEADER] = buffer[i];
}

bool tree_sitter_dockerfile_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  return scan(payload, lexer, valid);
}
