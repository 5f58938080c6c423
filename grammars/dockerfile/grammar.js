/**
 * A tree-sitter grammar for Dockerfiles that follows BuildKit's parser.
 *
 * BuildKit reads physical lines, joins them into logical ones, and splits each logical line by rules that differ from
 * instruction to instruction. Where a word ends thus depends on the instruction, on quotes and on the escape directive,
 * so src/scanner.c finds the ends of things and this file says what they are. Every text has a tree without ERROR
 * nodes: BuildKit takes any word for an instruction, and what an instruction still lacks is simply an absent child.
 */

// What BuildKit trims as white space. A carriage return is one of them, so a line break is a line feed alone.
const BLANK = /[ \t\v\f\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

// The instructions, each with its own keyword token in the scanner, in the scanner's order.
const INSTRUCTIONS = [
  'add', 'arg', 'cmd', 'copy', 'entrypoint', 'env', 'expose', 'from', 'healthcheck', 'label', 'maintainer', 'onbuild',
  'run', 'shell', 'stopsignal', 'user', 'volume', 'workdir', 'unknown',
];

/** The keyword, and the flags that BuildKit takes from the front of any instruction's arguments. */
const head = ($, instruction) => seq(
  field('keyword', alias($[`_${instruction}_keyword`], $.keyword)),
  repeat(seq(field('flag', $.flag), $._word_end)),
  optional($.flags_end),
);

/** Something that ends where the word ends. The end stays outside of the node, so that its range is the text alone. */
const word = ($, rule) => seq(rule, $._word_end);

/** What ADD and COPY take: the sources, each a path or a heredoc, and the destination. */
const pathsAndHeredocs = $ => choice(
  field('path', $.json_array),
  seq(
    repeat(choice(word($, field('path', $.path)), field('path', $.heredoc_marker))),
    repeat($._heredoc),
  ),
);

module.exports = grammar({
  name: 'dockerfile',

  externals: $ => [
    // Pieces of text, by the rule that says where they end.
    $._shell_text,
    $._path_text,
    $._word_text,
    $._image_text,
    $._tag_text,
    $._flag_name_text,
    $._flag_text,
    $._name_text,
    $._value_text,
    $._double_quoted_text,
    $._single_quoted_text,
    $._line_text,
    $._user_text,
    $._operand_text,

    // What stands between the pieces.
    $.line_continuation,
    $.comment,
    $._line_comment,
    $._directive_mark,
    $.directive_value,
    $._word_end,
    $._unterminated,
    $._flag_start,
    $.flags_end,
    $._legacy_form,
    $._pairs_form,
    $._as,
    $._tag_mark,
    $._dollar,
    $._dollar_brace,
    $._json_open,
    $.json_string,
    $.heredoc_marker,
    $._heredoc_start,
    $.heredoc_body,
    $.heredoc_end,

    ...INSTRUCTIONS.map(instruction => $[`_${instruction}_keyword`]),

    // Never used in a rule: it is valid only while tree-sitter recovers from an error.
    $._error_sentinel,
  ],

  // Inside an instruction a comment is a line of its own between continued lines; elsewhere it is a _line_comment.
  extras: $ => [BLANK, $.line_continuation, $.comment],

  rules: {
    // Directives count only before the first line that is none, be it empty.
    source_file: $ => seq(
      repeat(seq($.directive, '\n')),
      choice(
        $.directive,
        seq(repeat(seq(optional($._item), '\n')), optional($._item)),
      ),
    ),

    _item: $ => choice(
      alias($._line_comment, $.comment),
      $._instruction,
    ),

    directive: $ => seq(
      alias($._directive_mark, '#'),
      field('name', $.directive_name),
      '=',
      field('value', $.directive_value),
    ),

    directive_name: _ => /[a-zA-Z][a-zA-Z0-9]*/,

    _instruction: $ => choice(...INSTRUCTIONS.map(instruction => $[`${instruction}_instruction`])),

    // Instructions.

    from_instruction: $ => seq(
      head($, 'from'),
      optional(seq(
        word($, field('image', $.image_spec)),
        choice(
          seq(
            alias($._as, 'AS'),
            optional(seq(word($, field('stage', $.stage_name)), repeat(word($, $.argument)))),
          ),
          repeat(word($, $.argument)),
        ),
      )),
    ),

    run_instruction: $ => seq(
      head($, 'run'),
      optional(field('command', choice($.json_array, alias($._run_command, $.shell_command)))),
      repeat($._heredoc),
    ),

    cmd_instruction: $ => seq(head($, 'cmd'), optional($._command)),

    entrypoint_instruction: $ => seq(head($, 'entrypoint'), optional($._command)),

    shell_instruction: $ => seq(head($, 'shell'), optional($._command)),

    healthcheck_instruction: $ => seq(
      head($, 'healthcheck'),
      optional(seq(word($, field('type', $.healthcheck_type)), optional($._command))),
    ),

    copy_instruction: $ => seq(head($, 'copy'), pathsAndHeredocs($)),

    add_instruction: $ => seq(head($, 'add'), pathsAndHeredocs($)),

    volume_instruction: $ => seq(
      head($, 'volume'),
      choice(field('path', $.json_array), repeat(word($, field('path', $.path)))),
    ),

    env_instruction: $ => seq(
      head($, 'env'),
      optional(choice(
        seq($._legacy_form, field('pair', alias($._legacy_pair, $.env_pair))),
        seq($._pairs_form, repeat1(word($, field('pair', alias($._pair, $.env_pair))))),
      )),
    ),

    label_instruction: $ => seq(
      head($, 'label'),
      optional(choice(
        seq($._legacy_form, field('pair', alias($._legacy_pair, $.label_pair))),
        seq($._pairs_form, repeat1(word($, field('pair', alias($._pair, $.label_pair))))),
      )),
    ),

    arg_instruction: $ => seq(
      head($, 'arg'),
      repeat(word($, field('pair', alias($._pair, $.arg_pair)))),
    ),

    expose_instruction: $ => seq(head($, 'expose'), repeat(word($, field('port', $.port)))),

    user_instruction: $ => seq(
      head($, 'user'),
      optional(field('user', $.user_name)),
      optional(seq(':', optional(field('group', $.group_name)))),
    ),

    workdir_instruction: $ => seq(head($, 'workdir'), optional(field('path', alias($._line, $.path)))),

    stopsignal_instruction: $ => seq(head($, 'stopsignal'), optional(field('signal', alias($._line, $.signal)))),

    maintainer_instruction: $ => seq(head($, 'maintainer'), optional(field('text', $.text))),

    onbuild_instruction: $ => seq(head($, 'onbuild'), optional(field('instruction', $._instruction))),

    unknown_instruction: $ => seq(head($, 'unknown'), optional(field('text', $.text))),

    // Flags.

    flag: $ => seq(
      alias($._flag_start, '--'),
      optional(field('name', $.flag_name)),
      optional(seq('=', optional(field('value', $.flag_value)))),
    ),

    flag_name: $ => repeat1($._flag_name_text),
    flag_value: $ => repeat1(choice($._flag_text, $.expansion)),

    // Commands: the exec form is a valid JSON array of strings, everything else is the shell form, as for BuildKit.

    _command: $ => field('command', choice($.json_array, $.shell_command)),

    shell_command: $ => repeat1($._shell_text),

    _run_command: $ => repeat1(choice($._shell_text, $.heredoc_marker)),

    json_array: $ => seq(
      alias($._json_open, '['),
      optional(seq($.json_string, repeat(seq(',', $.json_string)))),
      ']',
    ),

    // Heredocs: the markers stand in the instruction's line, the blocks follow it in the order of the markers.

    _heredoc: $ => seq($._heredoc_start, field('heredoc', $.heredoc_block)),

    heredoc_block: $ => seq(field('body', $.heredoc_body), field('end', $.heredoc_end)),

    // Words.

    image_spec: $ => choice(
      seq(field('name', $.image_name), optional($._tag), optional($._digest)),
      seq($._tag, optional($._digest)),
      $._digest,
    ),
    _tag: $ => seq(alias($._tag_mark, ':'), optional(field('tag', $.image_tag))),
    _digest: $ => seq('@', optional(field('digest', $.image_digest))),
    image_name: $ => repeat1(choice($._image_text, $.expansion)),
    image_tag: $ => repeat1(choice($._tag_text, $.expansion)),
    image_digest: $ => $._word,

    stage_name: $ => $._word,
    argument: $ => $._word,
    port: $ => $._word,
    healthcheck_type: $ => $._word,
    _word: $ => repeat1(choice($._word_text, $.expansion)),

    path: $ => repeat1(choice($._path_text, $.expansion)),

    // Names and values.

    _pair: $ => choice(
      seq(field('name', $.pair_name), optional($._assignment)),
      $._assignment,
    ),
    _assignment: $ => seq('=', optional(field('value', $.pair_value))),

    pair_name: $ => repeat1(choice($._name_text, $.expansion)),
    _legacy_name: $ => $._word,

    pair_value: $ => repeat1(choice(
      $._value_text,
      $.double_quoted_string,
      $.single_quoted_string,
      $.expansion,
    )),

    // The old form, `ENV name the value`, has no `=`: all that follows the name is the value.
    _legacy_pair: $ => seq(
      word($, field('name', alias($._legacy_name, $.pair_name))),
      optional(field('value', alias($._line, $.pair_value))),
    ),

    // BuildKit ends a string that is never closed with the logical line.
    double_quoted_string: $ => seq(
      '"',
      repeat(choice($._double_quoted_text, $.expansion)),
      choice('"', $._unterminated),
    ),
    single_quoted_string: $ => seq(
      '\'',
      repeat($._single_quoted_text),
      choice('\'', $._unterminated),
    ),

    // The rest of a logical line.

    text: $ => repeat1($._shell_text),
    user_name: $ => repeat1(choice($._user_text, $.expansion)),
    group_name: $ => $._line,
    _line: $ => repeat1(choice($._line_text, $.expansion)),

    // Variables. The scanner leaves a `$` to this rule only when a whole expansion begins there.

    expansion: $ => choice(
      seq(alias($._dollar, '$'), field('name', $.variable)),
      seq(
        alias($._dollar_brace, '${'),
        field('name', $.variable),
        optional(seq(field('operator', $.operator), optional(field('operand', $.operand)))),
        '}',
      ),
    ),
    variable: _ => token.immediate(/[a-zA-Z_][a-zA-Z0-9_]*|[0-9]+/),
    operator: _ => token.immediate(/:?[-+?]|##?|%%?|\/\/?/),
    operand: $ => repeat1(choice($._operand_text, $.expansion)),
  },
});
