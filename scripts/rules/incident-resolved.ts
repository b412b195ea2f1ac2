import type { Finding } from '#model/diagnostic'
import { isAheadOf } from '#model/local-time'
import { originalsIn } from '#model/publish/duplicates'
import { recordAt } from '#model/records/content-layout'
import type { Incident } from '#model/records/incident'
import type { IncidentUpdate } from '#model/records/update'
import { compactInstant, formatInstant, type Instant } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'incident-resolved',
  severity: 'warning',
  scope: 'record',
  doc: 'An incident is over inside and to customers, or neither: while the newest update that they read says that it goes on, uptime keeps falling.',
  *check({ catalog: { incidents, broken, now } }) {
    // Of an update that can't be read nobody knows what it says.
    const unread = new Set(broken.update?.map((file) => recordAt(file)))
    const told = incidents.filter(({ file, updates }) => updates && updates.length > 0 && !unread.has(recordAt(file)))
    // Of a duplicate the one that it repeats speaks.
    const repeats = originalsIn(told)
    for (const incident of told) {
      // One dated ahead isn't shown yet.
      const last = incident.updates?.findLast(({ time }) => !isAheadOf(time, now))
      if (last === undefined || repeats.has(incident)) continue
      const over = incident.resolved !== undefined || incident.closed_as !== undefined
      if (over && last.state !== 'resolved') yield openToCustomers(incident, last, now)
      if (!over && last.state === 'resolved') yield openInside(incident, last)
    }
  },
})

function openToCustomers({ file, resolved, updates }: Incident, last: IncidentUpdate, now: Instant): Finding {
  const key = resolved === undefined ? 'closed_as' : 'resolved'
  const ahead = updates?.find(({ time, state }) => state === 'resolved' && isAheadOf(time, now))
  // Dated when it was over, where that has come and is after what customers read last.
  const right = resolved !== undefined && resolved > last.time && !isAheadOf(resolved, now) ? resolved : now
  return {
    at: { file, path: [key] },
    message: `Unexpected \`${key}\` while customers read "${last.state}", expected a public update \`resolved\`.`,
    help: ahead
      ? `There is one, and it is dated ahead, ${formatInstant(ahead.time)}: customers read it only then. ${ahead.at === undefined ? `Rename it to \`${compactInstant(right)}.md\`` : `Write \`at: ${formatInstant(right)}\` in it`} where it is over now.`
      : `Add one to \`public/\`, \`${compactInstant(right)}.md\` say, with \`state: resolved\` and a sentence; where it isn't over, take \`${key}\` out.`,
    related: [
      {
        at: { file: last.file, path: ['state'] },
        message: `The newest update ${ahead ? 'that is shown ' : ''}is here.`,
      },
      ...(ahead ? [{ at: { file: ahead.file, path: ['state'] }, message: 'The one dated ahead is here.' }] : []),
    ],
  }
}

const openInside = ({ file }: Incident, { file: update, time }: IncidentUpdate): Finding => ({
  at: { file, path: ['resolved'] },
  message: 'Missing `resolved` of an incident that customers read is over, expected both to say the same.',
  help: `Write \`resolved: ${formatInstant(time)}\` into the record; where it goes on, tell customers so by a further update.`,
  related: [{ at: { file: update, path: ['state'] }, message: 'Customers read it here.' }],
})
