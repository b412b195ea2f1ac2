import { join } from 'node:path'
import { slugOf, takeName } from '#import/naming'
import { recordText, writeRecord } from '#io/record-writer'
import { parseList } from '#model/change/draft-words'
import type { Catalog } from '#model/catalog'
import { findingText } from '#report/text'
import { contentWith, readAround } from '../change/content-around.ts'
import { said, type Answers } from '../flags/forms/form.ts'
import { answered, broughtBy, fail } from '../new-record/new-record.ts'
import { contentFolder, wholeSecond, type CommonOptions } from '../options.ts'
import { pathFrom, type Terminal } from '../terminal.ts'
import { RUNBOOK } from '../flags/forms/runbook.ts'
import { takenOver, type TakenOver } from './taken-over.ts'

/** Writes a runbook: with sections to fill in, or above a text that there is. */
export async function newRunbook(flags: Answers, options: CommonOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  const around = readAround(folder, null)
  const before = contentWith(around, {}, options.now ?? null, wholeSecond)
  const { from } = flags
  const source = from === undefined ? null : takenOver(pathFrom(terminal, from), from)
  if (source && source.wrong.length > 0)
    return fail(`${source.wrong.map(findingText).join('\n')}\nNothing is written.\n`, terminal)
  const answers = await answered(RUNBOOK, { ...suggestedBy(source), ...flags }, before.catalog, terminal)
  if (answers === null) return fail('Stopped; nothing is written.\n', terminal)

  const path = placeFor(answers, source, around.all)
  const text = recordText(fieldsOf(answers, source, before.catalog), source ? bodyOf(source) : SKELETON)
  if (around.texts.get(path) === text)
    return terminal.out(`${join(folder, path)} is there already; nothing is changed.\n`)
  if (around.all.includes(path))
    return fail(`${join(folder, path)} is there, and says something else; nothing is written.\n`, terminal)
  const wrong = broughtBy(before, contentWith(around, { [path]: text }, before.catalog.now, wholeSecond), folder)
  if (wrong.length > 0)
    return fail(
      `${wrong.map(findingText).join('\n')}\nNothing is written: the record would not be valid.${from === undefined ? '' : ` Mend ${from} first; the lines above are those of the record.`}\n`,
      terminal,
    )
  if (writeRecord(folder, path, text) !== 'written')
    return fail(
      `${join(folder, path)} can't be written: something is there, or it leads out of the folder.\n`,
      terminal,
    )
  terminal.out(`${join(folder, path)}\n`)
  if (source && source.left.length > 0) terminal.err(`Left out of its front matter: ${source.left.join(', ')}.\n`)
  terminal.err(
    `\nNext:\n${nextSteps(source)
      .map((step) => `- ${step}\n`)
      .join('')}`,
  )
}

/** What the text that is taken over says itself. */
function suggestedBy(source: TakenOver | null): Answers {
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

/** Where it goes: by the id that was told, else by the first free name. */
function placeFor(answers: Answers, source: TakenOver | null, paths: readonly string[]): string {
  const { id, team = '', title = '' } = answers
  if (id !== undefined) return `runbooks/${id}.md`
  const name =
    (source ? source.name.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-').replace(/^[.\s-]{1,50}/, '') : slugOf(title)) ||
    'runbook'
  const folder = `runbooks/${team}/`
  const taken = new Set(
    paths.flatMap((path) => (path.startsWith(folder) ? [path.slice(folder.length, -'.md'.length)] : [])),
  )
  return `${folder}${source ? name : takeName(name, taken)}.md`
}

const nextSteps = (source: TakenOver | null): string[] => [
  source ? 'Read it once: its text is as it was.' : 'Write what each section asks for.',
  'Follow it to the end where nothing can break; then `npx evenkeel runbook tested ID` says so.',
  'Commit it on a branch and open a pull request.',
]

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
