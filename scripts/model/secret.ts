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
  { name: 'a JSON web token', shape: /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/ },
  { name: 'credentials in an address', shape: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@]{1,100}:[^\s/@]{1,100}@/i },
  { name: 'a bearer token', shape: /\bbearer\s+[A-Za-z0-9._~+/-]{20,}/i },
  {
    name: 'a password or key',
    shape:
      /\b(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token|client[_-]?secret)["']?\s*[:=]\s*["']?[^\s"']{8,}/i,
  },
]

/** What kind of secret a text holds, and where. */
export function findSecret(text: string): { name: string; at: number; length: number } | null {
  for (const { name, shape } of SECRETS) {
    const match = shape.exec(text)
    if (match) return { name, at: match.index, length: match[0].length }
  }
  return null
}
