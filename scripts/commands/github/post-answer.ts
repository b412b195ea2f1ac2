import type { Applied } from '../incident/apply-posting.ts'
import { findingText } from '#report/text'
import { plain } from '#report/gate/escape'

/** What the comments begin with, so that each is found again and stands there once. */
export const MARKER = '<!-- evenkeel:post -->'
export const STRANGERS_MARKER = '<!-- evenkeel:post strangers -->'
export const CLOSED_MARKER = '<!-- evenkeel:post closed -->'
export const problemMarker = (what: string): string => `<!-- evenkeel:post problem ${what} -->`

/** Where an incident is that an issue has opened, and how it goes on. */
export function openedAnswer({ id, public: shown }: Pick<Applied, 'id' | 'public'>): string {
  const where = shown
    ? `[what customers see](${shown.address}) (\`${shown.id}\`), in a minute`
    : 'customers see nothing of it'
  return `${MARKER}
**${plain(id ?? '')}** is written: ${where}.

Go on with comments here, each a line that begins with a command and then what customers read:
\`/update\`, \`/identified\`, \`/monitoring\`, \`/resolve\`. How components are stands right behind it: \`/update checkout=degraded_performance It gets better.\`
Whoever edits such a comment corrects what customers read of it. To edit or close this issue changes nothing for them.
`
}

export const strangersAnswer = `${STRANGERS_MARKER}
Only people who may write to this repository post incidents and updates by its issues. Nothing was written.
`

/** The issue was closed, and its incident goes on. */
export const closedAnswer = (id: string): string => `${CLOSED_MARKER}
**${plain(id)}** goes on for customers: closing the issue doesn't end it. Is it over? Comment here, on the closed issue too, with \`/resolve\` and what they read.
`

/** Why nothing was written. */
export const problemAnswer = (what: string, why: string): string => `${problemMarker(what)}
Nothing was written:

${fenced(cut(why.trim()))}

${what === 'issue' ? 'Edit the issue, then comment here with `/update` and what customers read: both are taken then.' : 'Edit the comment, or write another one.'}
`

/** GitHub takes 65,536 characters; who reads on does so in the run's log. */
const LONGEST = 20_000
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text)

/** Words of strangers, too: in a block that none of them ends, and where nobody is called by an \`@\`. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

/** Why nothing was written, in words. */
export function whyNot({ settled }: Applied): string | null {
  if (!('refused' in settled)) return null
  const errors = settled.verdict?.errors ?? []
  return errors.length > 0 ? errors.map(findingText).join('\n') : settled.refused
}
