import type { Catalog } from '#model/catalog'
import type { Finding } from '#model/diagnostic'
import { isAheadOf, localTimeBehind, localTimeQuestion } from '#model/local-time'
import { IMPACT_FILE, publicFile } from '#model/records/content-layout'
import type { Incident } from '#model/records/incident'
import type { Update } from '#model/records/update'
import { compactInstant, formatDuration, formatInstant, MINUTE, SECOND } from '#model/time'
import { isImported } from '#model/records/source'
import { defineRule } from './rule.ts'

/** `started` is often corrected to a later minute; what lies further apart is another clock. */
const APART = 30 * MINUTE

export default defineRule({
  name: 'incident-updates-in-order',
  severity: 'warning',
  scope: 'record',
  doc: "A public update's `at` agrees with its file's name; it comes after the incident's start and before its own `next_update`; no component changes after the update that says so, nor stays in trouble by the one that ends it; corrected intervals don't end before what an open incident says.",
  *check({ catalog }) {
    for (const { updates } of [...catalog.incidents, ...catalog.changes])
      for (const update of updates ?? []) {
        yield* atAndName(update)
        yield* laterSince(update)
        yield* nextBehind(update, catalog)
      }
    for (const incident of catalog.incidents) {
      // Of what was imported nobody remembers more than it says.
      if (isImported(incident)) continue
      yield* beforeStart(incident, catalog)
      yield* incident.impact === null ? stillTroubled(incident) : correctedTooSoon(incident, incident.impact)
    }
  },
})

function* atAndName({ file, at, named }: Update): Generator<Finding> {
  if (at !== undefined && named !== null && Math.floor(at / SECOND) !== Math.floor(named / SECOND))
    yield {
      at: { file, path: ['at'] },
      message: `Unexpected \`at\` of ${formatInstant(at)}, expected ${formatInstant(named)} as its file's name says.`,
      help: 'Rename the file to that time, or leave `at` out.',
    }
}

function* laterSince({ file, time, components }: Update): Generator<Finding> {
  for (const [component, { since }] of Object.entries(components))
    if (since !== undefined && since > time)
      yield {
        at: { file, path: ['components', component, 'since'] },
        message: `Unexpected \`since\` after the update, expected ${formatInstant(time)} or earlier.`,
        help: 'An update tells what was so when it was written.',
      }
}

/** A promise that was over when it was made. */
function* nextBehind({ file, time, next_update: next }: Update, { site }: Catalog): Generator<Finding> {
  if (next === undefined || next > time) return
  const local = localTimeBehind(next, site.time_zone)
  const right = local && local.meant > time ? local : null
  yield {
    at: { file, path: ['next_update'] },
    message: `Unexpected \`next_update\` of ${formatInstant(next)}, expected a time after the update's own, ${formatInstant(time)}.`,
    help: right
      ? `${right.question} Write \`next_update: ${formatInstant(right.meant)}\`.`
      : 'Write when customers hear more, in UTC or with its offset; mind the day.',
  }
}

/** Customers can't have been told of what hadn't begun: one of the two times is of another clock. */
function* beforeStart({ file, started, updates }: Incident, { now, site }: Catalog): Generator<Finding> {
  const [first] = updates ?? []
  if (!first || first.time >= started - APART) return
  const behind = localTimeBehind(first.time, site.time_zone)
  const ahead = localTimeQuestion(started, site.time_zone)
  const update = behind && behind.meant >= started && !isAheadOf(behind.meant, now) ? behind : null
  const start = !update && ahead && ahead.meant <= first.time ? ahead : null
  const atWritten = first.at !== undefined
  yield {
    at: { file: first.file, path: atWritten ? ['at'] : [] },
    message: `Unexpected first update at ${formatInstant(first.time)}, ${formatDuration(started - first.time)} before \`started\`, expected it after ${formatInstant(started)}.`,
    help: update
      ? `${update.question} ${atWritten ? `Write \`at: ${formatInstant(update.meant)}\`` : `Rename it to \`${compactInstant(update.meant)}.md\``}.`
      : start
        ? `Is \`started\` in UTC? ${start.question} Write \`started: ${formatInstant(start.meant)}\` into the record.`
        : 'Correct one of the two; both are in UTC, unless `started` has another offset.',
    related: [{ at: { file, path: ['started'] }, message: '`started` is here.' }],
  }
}

/** The end clears what it doesn't mention; what it mentions stays as it says. */
function* stillTroubled({ updates }: Incident): Generator<Finding> {
  const last = updates?.at(-1)
  if (last?.state !== 'resolved') return
  for (const [component, { status }] of Object.entries(last.components))
    if (status !== 'operational')
      yield {
        at: { file: last.file, path: ['components', component] },
        message: `Unexpected "${status}" in the update that resolves the incident, expected \`operational\`: \`${component}\` stays so on the status page after the end.`,
        help: `Leave \`${component}\` out, or write \`operational\`; where it isn't over for it yet, \`state: monitoring\`.`,
      }
}

/** Corrected intervals hold wholly: written before the incident was opened anew, they say that nothing is wrong. */
function* correctedTooSoon({ file, updates }: Incident, impact: NonNullable<Incident['impact']>): Generator<Finding> {
  const last = updates?.at(-1)
  if (!last || last.state === 'resolved') return
  const begun = updates?.findLastIndex(({ state }) => state === 'resolved') ?? -1
  const said = new Map((updates ?? []).slice(begun + 1).flatMap(({ components }) => Object.entries(components)))
  for (const [component, { status }] of said)
    if (
      status !== 'operational' &&
      !impact.some((one) => one.component === component && (one.to ?? Infinity) > last.time)
    )
      yield {
        at: { file: publicFile(file, IMPACT_FILE), path: [] },
        message: `Unexpected corrected intervals without "${component}" as it is now, expected one that goes on: customers read that it is operational.`,
        help: `The updates say \`${status}\`, and corrected intervals replace them wholly. Add \`{component: ${component}, status: ${status}, from: …}\` without \`to\`, or delete the file until it is over.`,
        related: [{ at: { file: last.file, path: ['state'] }, message: 'The newest update says that it goes on.' }],
      }
}
