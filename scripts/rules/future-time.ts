import type { Catalog } from '#model/catalog'
import type { Finding, Path } from '#model/diagnostic'
import { aheadWords, isAheadOf, localTimeQuestion } from '#model/local-time'
import type { Change } from '#model/records/change'
import { IMPACT_FILE, publicFile } from '#model/records/content-layout'
import { INCIDENT_TIMES, type Incident } from '#model/records/incident'
import { formatInstant, type Instant } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'future-time',
  severity: 'warning',
  scope: 'record',
  doc: 'What is recorded as done (`started`, `resolved`, `outcome`, a corrected interval, …) is no more than two minutes ahead.',
  *check({ catalog }) {
    for (const { file, path, time } of timesDone(catalog))
      if (time !== undefined && isAheadOf(time, catalog.now)) yield ahead(file, path, time, catalog)
  },
})

interface Told {
  file: string
  path: Path
  time: Instant | undefined
}

function* timesDone({ incidents, changes }: Pick<Catalog, 'incidents' | 'changes'>): Generator<Told> {
  for (const incident of incidents) yield* ofIncident(incident)
  for (const change of changes) yield* ofChange(change)
  for (const { file, impact } of [...incidents, ...changes])
    for (const [i, { from, to }] of (impact ?? []).entries()) {
      const corrected = publicFile(file, IMPACT_FILE)
      yield { file: corrected, path: [i, 'from'], time: from }
      yield { file: corrected, path: [i, 'to'], time: to }
    }
}

/** A review may be planned: it says so by its time until that is `done`. */
function* ofIncident(incident: Incident): Generator<Told> {
  const { file, review } = incident
  for (const name of INCIDENT_TIMES) yield { file, path: [name], time: incident[name] }
  if (review?.status === 'done') yield { file, path: ['review', 'held'], time: review.held }
}

function* ofChange({ file, outcome, emergency }: Change): Generator<Told> {
  yield { file, path: ['outcome', 'started'], time: outcome?.started }
  yield { file, path: ['outcome', 'finished'], time: outcome?.finished }
  yield { file, path: ['emergency', 'authorised_at'], time: emergency?.authorised_at }
}

function ahead(file: string, path: Path, time: Instant, { now, site }: Pick<Catalog, 'now' | 'site'>): Finding {
  const local = localTimeQuestion(time, site.time_zone)
  return {
    at: { file, path },
    // Without how far ahead: it would be another finding each minute.
    message: `Unexpected \`${path.filter((part) => typeof part === 'string').join('.')}\` ahead of now, expected a time that has come: until ${formatInstant(time)} it counts as not yet so.`,
    help: [
      `${aheadWords(time - now)} ahead.`,
      ...(local ? [local.question] : []),
      'Write when it was; leave it out while it is still to come.',
    ].join(' '),
  }
}
