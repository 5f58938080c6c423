// Does a text hold a credential? Formats that their issuers document are told by their shape; other literals only where the
// place says that a secret belongs there (`isSecret: literal`), and never where the text plainly stands for one.

/** The formats, with the source of each. The expression matches the secret alone. */
const formats: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  { name: 'AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
  // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
  { name: 'GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b/ },
  // https://docs.gitlab.com/security/tokens/#token-prefixes
  { name: 'GitLab token', pattern: /\bglpat-[A-Za-z0-9_-]{20,}\b/ },
  // https://api.slack.com/authentication/token-types
  { name: 'Slack token', pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}\b/ },
  // https://docs.stripe.com/keys
  { name: 'Stripe key', pattern: /\b[sr]k_live_[A-Za-z0-9]{16,}\b/ },
  // https://cloud.google.com/docs/authentication/api-keys
  { name: 'Google API key', pattern: /\bAIza[A-Za-z0-9_-]{35}\b/ },
  // RFC 7468
  { name: 'private key', pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/ },
  // https://docs.npmjs.com/about-access-tokens
  { name: 'npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  // RFC 7519
  { name: 'signed web token', pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}\b/ },
];

/** In UTF-16 code units; the least that one of the formats takes. */
const shortest = 15;

/** The span of the first secret of a known format in the text, with the format's name. */
export function knownSecretIn(
  text: string,
): { readonly name: string; readonly start: number; readonly end: number } | undefined {
  if (text.length < shortest) return undefined;
  for (const { name, pattern } of formats) {
    const match = pattern.exec(text);
    if (match) return { name, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

/** A literal where a secret belongs, unless it is empty, a reference or a plain stand-in such as `<password>` or `REPLACE_ME`. */
export const isLiteralSecret = (text: string): boolean => text.trim().length > 0 && !standsForSecret(text.trim());

function standsForSecret(text: string): boolean {
  if (
    /^(?:<.*>|\{\{.*\}\}|\$\{?\w.*|\$\(.*\)|%\w+%|\[.*\]|x{3,}|\*{3,}|\.{3,}|none|null|undefined|true|false|todo|tbd)$/i.test(
      text,
    )
  )
    return true;
  // Words in capitals with underscores, such as DATABASE_PASSWORD_VALUE, are a name that a tool puts the secret in for.
  if (/^[A-Z]+(?:_[A-Z]+)+$/.test(text)) return true;
  if (/^(?:your|my|the|insert|enter|replace|put|fill|set|add|example|sample|dummy|placeholder)[-_ ].*/i.test(text))
    return true;
  if (/(?:replace|change|fill)[-_ ]?(?:me|this|in)|placeholder|redacted/i.test(text)) return !/^changeme/i.test(text);
  // A path, a URL without credentials or a resource name points at a secret and is none.
  return /^(?:\/|\.\/|~\/|arn:|vault:|ssm:|secretsmanager:|projects\/|https?:\/\/[^@]*$|file:|env:)/i.test(text);
}
