import { recordText } from '#io/record-writer'
import { parseList } from '#model/change/draft-words'
import type { Catalog } from '#model/catalog'
import { said, type Answers } from '../flags/forms/form.ts'
import type { TakenOver } from './taken-over.ts'

/** The text of a runbook's file: what is told, above its own text or sections to fill in. */
export const runbookText = (answers: Answers, source: TakenOver | null, catalog: Catalog): string =>
  recordText(fieldsOf(answers, source, catalog), source ? bodyOf(source) : SKELETON)

/** What the text that is taken over says itself. */
export function suggestedBy(source: TakenOver | null): Answers {
  if (!source) return {}
  const { services, team } = source.fields
  return {
    title: source.title ?? source.name,
    ...(typeof team === 'string' ? { team } : {}),
    ...(Array.isArray(services) ? { services: services.join(', ') } : {}),
  }
}

function fieldsOf(answers: Answers, source: TakenOver | null, { teams, alerts }: Catalog): Record<string, unknown> {
  const { title, team = '', services = '', severity, owner } = answers
  // With it a text needs no section on whom to call.
  const escalation = (teams.find(({ id }) => id === team)?.escalation ?? []).map(({ after, ...step }) => ({
    after: lengthText(after),
    ...step,
  }))
  const isAlert =
    source !== null &&
    (alerts.some(({ name }) => name === source.name) ||
      (/^[A-Za-z]\w*$/.test(source.name) && /[a-z][A-Z]/.test(source.name)))
  return said({
    ...source?.fields,
    title,
    services: parseList(services),
    owner: owner ?? source?.fields['owner'],
    team,
    alerts:
      answers['alerts'] === undefined
        ? (source?.fields['alerts'] ?? (isAlert ? [source.name] : undefined))
        : parseList(answers['alerts']),
    severity: severity ?? source?.fields['severity'],
    escalation:
      source?.fields['escalation'] ?? (escalation.length > 0 ? escalation : [{ after: '0m', who: team, how: 'page' }]),
  })
}

/** `90m` of milliseconds, as records have it. */
const lengthText = (length: number): string =>
  length % 60_000 === 0 ? `${length / 60_000}m` : `${Math.round(length / 1000)}s`

const bodyOf = ({ markdown }: TakenOver): string => (markdown.endsWith('\n') ? markdown : `${markdown}\n`)

/** The four sections, each with what belongs into it: a runbook says so until somebody has written it. */
const SKELETON = `## Summary

To be written: what the alert means, and for how long from which number on it fires.

## Impact

To be written: what customers notice, and how bad it can become.

## Diagnosis

### 1. What does it look like?

To be written: a command to copy, a line \`Expected: …\`, and what each result means.

## Mitigation

To be written: what to do, the safest first, each with its command.

## Verification

To be written: how it shows that it is over.
`

/** What is left to do by hand. */
export const nextSteps = (taken: boolean): string[] => [
  taken ? 'Read it once: its text is as it was.' : 'Write what each section asks for.',
  'Follow it to the end where nothing can break; then `npx evenkeel runbook tested ID` says so.',
  'Commit it on a branch and open a pull request.',
]
