import type { AuditProblem, Diagnostic } from '#model/diagnostic'
import { formatInstant, type Instant } from '#model/time'
import { linkTo, plain, prose } from './gate/escape.ts'

/** What an audit found, at its line. */
export type FoundStale = Pick<Diagnostic, 'file' | 'line' | 'rule' | 'message' | 'help'> &
  Partial<Pick<AuditProblem, 'waits'>>

/** How the issue begins that is kept up to date: nobody else's begins so. */
export const AUDIT_MARKER = '<!-- evenkeel-audit -->'

/** GitHub takes 65,536 characters. */
const LONGEST = 60_000

/**
 * The issue that says what time has made stale; null where nothing is. It names nothing that changes from day to day, so
 * it is written anew only where what it says is something else. Nobody is mentioned: a list that is written every night
 * must not call everybody every night.
 */
export function auditIssue(
  found: readonly FoundStale[],
  fileUrl: (file: string, line: number) => string,
): { title: string; body: string } | null {
  if (found.length === 0) return null
  const head = [
    AUDIT_MARKER,
    'What time has made stale, as of the last run of the audit. This issue is written anew by it, and closed where nothing is left: correct the records, not this text.',
    '',
  ]
  const lines = found.map((one) => itemOf(one, fileUrl))
  const kept: string[] = []
  let length = head.join('\n').length
  for (const line of lines) {
    length += line.length + 1
    if (length > LONGEST) break
    kept.push(line)
  }
  const more = lines.length - kept.length
  const tail = more === 0 ? [] : ['', `And ${more} more: \`npx evenkeel audit\` lists them.`]
  return {
    title: `Audit: ${found.length === 1 ? '1 thing waits' : `${found.length} things wait`} for somebody`,
    body: [...head, ...kept, ...tail].join('\n'),
  }
}

function itemOf(
  { file, line, rule, message, help, waits }: FoundStale,
  fileUrl: (file: string, line: number) => string,
): string {
  const place = linkTo(plain(file), fileUrl(file, line))
  if (waits === undefined) return `- ${place}: ${prose(message)} (${plain(rule)})`
  const { what, who, by } = waits
  const facts = [
    ...(by === null ? [] : [`by ${dayOf(by)}`]),
    who.length === 0 ? 'nobody is named' : who.map((one) => plain(one)).join(', '),
    plain(rule),
  ]
  return `- **${plain(what)}**: ${place} (${facts.join('; ')})${help === undefined ? '' : `\n  ${prose(help)}`}`
}

const dayOf = (at: Instant): string => formatInstant(at).slice(0, 10)
