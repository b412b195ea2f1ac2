import type { Finding } from '#model/diagnostic'
import type { Incident } from '#model/records/incident'
import type { IncidentUpdate } from '#model/records/update'
import { formatDuration, formatInstant, MINUTE } from '#model/time'
import { isImported } from '#model/records/source'
import { defineRule } from './rule.ts'

/** As long as it may take until customers are told; what is later is a backdated story, not a slow hand. */
const SOON = 30 * MINUTE
/** Components that the advice writes out. */
const MOST = 5

export default defineRule({
  name: 'incident-since',
  severity: 'warning',
  scope: 'record',
  doc: 'Where customers are first told more than 30 minutes after `started`, the update says since when each component was in trouble.',
  *check({ catalog }) {
    for (const incident of catalog.incidents) {
      const [first] = incident.updates ?? []
      // Corrected intervals say when it was, and of what was imported nobody knows better.
      if (first && incident.impact === null && !isImported(incident) && first.time > incident.started + SOON)
        yield* late(incident, first)
    }
  },
})

function* late({ file, started }: Incident, { file: update, time, components }: IncidentUpdate): Generator<Finding> {
  const troubled = Object.entries(components).filter(
    ([, { status, since }]) => status !== 'operational' && since === undefined,
  )
  const [first] = troubled
  if (!first) return
  const settings = troubled
    .slice(0, MOST)
    .map(([component, { status }]) => `${component}: {status: ${status}, since: ${formatInstant(started)}}`)
  yield {
    at: { file: update, path: ['components', first[0]] },
    message: `Missing \`since\` in a first update ${formatDuration(time - started)} after \`started\`, expected when customers first felt it.`,
    help: `Write \`components: {${settings.join(', ')}}\`, with the time of this update where it was well until then. Without \`since\` a component is in trouble from the update on, and uptime counts no minute before it.`,
    related: [{ at: { file, path: ['started'] }, message: '`started` is here.' }],
  }
}
