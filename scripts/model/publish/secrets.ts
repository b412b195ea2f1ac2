/**
 * What credentials look like. Shapes as their issuers document them (AWS, GitHub, GitLab, Slack, Stripe, Google,
 * SendGrid, npm, PEM, JWT), and values that are named as secrets.
 */
const SECRETS: readonly { name: string; shape: RegExp }[] = [
  { name: 'an AWS access key', shape: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/ },
  { name: 'a GitHub token', shape: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})/ },
  { name: 'a GitLab token', shape: /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[A-Za-z0-9_-]{20,}/ },
  { name: 'a Slack token', shape: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/ },
  { name: 'a Slack webhook', shape: /hooks\.slack\.com\/services\/[A-Za-z0-9/]{20,}/ },
  { name: 'a Stripe key', shape: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/ },
  { name: 'a Google API key', shape: /\bAIza[A-Za-z0-9_-]{35}/ },
  { name: 'a SendGrid key', shape: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/ },
  { name: 'an npm token', shape: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { name: 'a private key', shape: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/ },
  { name: 'a JSON web token', shape: /(?<![\w-])eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/ },
  { name: 'credentials in an address', shape: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@]{1,100}:[^\s/@]{1,100}@/i },
  { name: 'a bearer token', shape: /\bbearer\s+[A-Za-z0-9._~+/-]{20,}/i },
  { name: 'a password or key', shape: namedValue(/=\s{0,8}["']?[^\s"']{8,}/) },
  { name: 'a password or key', shape: namedValue(/:\s{0,8}(?:"[^\s"']{8,}"|'[^\s"']{8,}')/) },
  // "Forgot password: resetting fails" is prose: without quotes, only what mixes letters and digits is a value.
  {
    name: 'a password or key',
    shape: namedValue(/:\s{0,8}(?![<(]?https?:)(?=[^\s"'\d]{0,200}\d)(?=[^\s"'a-z]{0,200}[a-z])[^\s"']{8,}/),
  },
]

/** A value that is named as a secret, in whatever way it is joined to its name. */
function namedValue(joined: RegExp): RegExp {
  const names = 'password|passwd|pwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token|client[_-]?secret'
  return new RegExp(`\\b(?:${names})["']?\\s{0,8}${joined.source}`, 'i')
}

/** Something of every shape above: a text without any of it, as nearly all are, need not be searched sixteen times. */
const BEGINNINGS =
  /A(?:KIA|SIA|BIA|CCA)|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|cbt|ptt|ft|soat)-|xox|slack\.com|k_(?:live|test)_|AIza|SG\.|npm_|PRIVATE KEY|eyJ|:\/\/|bearer|passw|pwd|secret|key|token/i

/** What kind of secret a text holds, and where. */
export interface Secret {
  /** With its article: `an AWS access key`. */
  name: string
  at: number
  length: number
}

/** Every secret of a text, kind by kind; a stretch that looks like two is named once. In time linear in the text. */
export function* secretsIn(text: string): Generator<Secret> {
  if (!BEGINNINGS.test(text)) return
  const seen = new Uint8Array(text.length)
  for (const { name, shape } of SECRETS)
    for (const { index: at, 0: match } of text.matchAll(new RegExp(shape, `${shape.flags}g`))) {
      const end = at + match.length
      if (seen.subarray(at, end).includes(1)) continue
      seen.fill(1, at, end)
      yield { name, at, length: match.length }
    }
}

/** The first of them. */
export const findSecret = (text: string): Secret | null => secretsIn(text).next().value ?? null
