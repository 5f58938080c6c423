// Functions over the files of the workspace, and over templates. What a file says comes in through the evaluation, so a file that was not
// read, or that lies elsewhere, is not known. One that is not there may be made before Terraform runs, so it is not known either.
// https://developer.hashicorp.com/terraform/language/functions/file and its neighbours.

import { Minimatch } from 'minimatch';
import { hole, type Value } from '../../../model/value.ts';
import { isWhollyKnown } from '../evaluate/compare.ts';
import { textOf } from '../evaluate/convert.ts';
import { boolean, failure, set, text, unknown } from '../evaluate/values.ts';
import { type CallSite, type Functions, type TerraformFunction, unknownResult } from './define.ts';
import { base64, digestOf, utf8 } from './hashes.ts';
import { checked } from './pass.ts';

const digested = ['base64sha256', 'base64sha512', 'md5', 'sha1', 'sha256', 'sha512'];

export const fileFunctions: Functions = {
  file: ofFile((content) => content),
  filebase64: ofFile((content) => base64(utf8(content))),
  ...Object.fromEntries(digested.map((name) => [`file${name}`, ofFile((content) => digestOf(name, content) ?? '')])),
  fileexists: checked(1, 1, (values, call) => {
    const content = contentOf(values, call);
    return content === undefined ? unknownResult(values, call) : boolean(content !== null, call.place, values);
  }),
  fileset: checked(2, 2, fileset),
  templatefile: checked(2, 2, (values, call) => {
    const content = contentOf(values, call);
    return rendered(content ?? undefined, values, call);
  }),
  templatestring: checked(2, 2, (values, call) => rendered(knownText(values[0]), values, call)),
};

function ofFile(read: (content: string) => string): TerraformFunction {
  return checked(1, 1, (values, call) => {
    const content = contentOf(values, call);
    return typeof content === 'string' ? text(read(content), call.place, values) : unread(values, call);
  });
}

/** Hidden files are matched too; folders are not. */
function fileset(values: readonly Value[], call: CallSite): Value {
  const [folder, pattern] = values.map(knownText);
  if (folder === undefined || pattern === undefined) return unknownResult(values, call);
  const listed = call.files(folder);
  if (typeof listed !== 'string') return unread(values, call);
  const glob = new Minimatch(pattern, { dot: true, nocomment: true, nonegate: true, noext: true });
  const names = listed.split('\n').filter((name) => name !== '' && glob.match(name));
  return set(
    names.map((name) => text(name, call.place, values)),
    call.place,
  );
}

const knownText = (value: Value | undefined): string | undefined =>
  value && isWhollyKnown(value) ? textOf(value) : undefined;

function contentOf(values: readonly Value[], call: CallSite): string | null | undefined {
  const name = knownText(values[0]);
  return name === undefined ? undefined : call.text(name);
}

function unread(values: readonly Value[], call: CallSite): Value {
  const name = knownText(values[0]);
  return name === undefined ? unknownResult(values, call) : unknown(call.place, `\`${name}\` is not read`, values);
}

function rendered(template: string | undefined, values: readonly Value[], call: CallSite): Value {
  if (template === undefined) return unread(values, call);
  const variables = values[1];
  if (variables?.kind !== 'map')
    return variables?.kind === 'unknown'
      ? unknownResult(values, call)
      : failure(call.place, 'a template needs an object', values);
  const value = call.rendered(template, variables);
  const made = textOf(value);
  if (made === undefined) return value;
  return made.replaceAll(hole, '') === '' && made !== ''
    ? unknownResult(values, call)
    : text(made, call.place, [value]);
}
