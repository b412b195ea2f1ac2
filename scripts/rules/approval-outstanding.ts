import { approvedBefore, type Approval } from '#model/records/approval'
import { electorateOf, neededSlots } from '#model/gate/slots'
import { ownersOf } from '#model/links'
import type { Change } from '#model/records/change'
import type { AuditFinding } from '#model/diagnostic'
import { isApprovedOn, isConcluded } from '#model/change/standing'
import { planKey } from '#model/change/plan-digest'
import { formatDuration } from '#model/time'
import { approvalDue, EMERGENCY_WITHIN } from '#model/change/emergency'
import { defineRule, type AuditContext } from './rule.ts'

export default defineRule({
  name: 'approval-outstanding',
  severity: 'warning',
  scope: 'audit',
  doc: 'The approval of an emergency change is recorded within 24 hours after it was authorised.',
  *check(context) {
    const { catalog } = context
    const records = new Map(catalog.approvals.map((record) => [record.change, record]))
    const unreadable = new Set(catalog.broken.approval)
    for (const change of catalog.changes)
      if (isAwaited(change) && !unreadable.has(change.id)) yield* outstanding(context, change, records.get(change.id))
  },
})

/** An import records what was approved elsewhere. */
const isAwaited = (change: Change): boolean =>
  change.type === 'emergency' && isApprovedOn(change) && !(change.source !== undefined && isConcluded(change))

function* outstanding(
  { catalog, links, outlineOf, companionsOf, now }: AuditContext,
  change: Change,
  recorded: Approval | undefined,
): Generator<AuditFinding> {
  const { id, file, emergency } = change
  const due = approvalDue(change)
  if (due === null || now < due) return
  const { policy, teams } = catalog
  const ownerOf = (service: string) => links.services.get(service)?.team
  const electorate = electorateOf(teams, recorded?.authors ?? [], null)
  const needed = neededSlots({ change, risk: null, policy, electorate, ownerOf, freezes: [] }).slots.length
  const given = new Set(recorded?.approvals.map(({ by }) => by.toLowerCase())).size
  const at = { file, path: emergency ? ['emergency', 'authorised_at'] : ['outcome', 'started'] }
  const waitsFor = (what: string) => ({ what, who: ownersOf(links, change.services), by: due })
  const since = `${formatDuration(now - due + EMERGENCY_WITHIN)} after it was ${emergency ? 'authorised' : 'begun'}`
  if (given < needed)
    yield {
      at,
      message: `Missing ${needed === 1 ? 'approval' : `${needed - given} of ${needed} approvals`} of an emergency change ${since}, expected within 24 hours.`,
      help: `Have its pull request approved, also where it is merged, and run \`npx evenkeel approvals record\`, which writes \`approvals/${id}.json\`.`,
      waits: waitsFor('Emergency change to be approved afterwards'),
    }
  // Updates for customers are part of the digest while a plan waits, and are added to as it runs.
  else if (
    needed > 0 &&
    recorded &&
    change.updates === null &&
    !approvedBefore(recorded, planKey(change, outlineOf(change.body), companionsOf(change)))
  )
    yield {
      at,
      message: `Unexpected plan of an emergency change ${since}, expected the one that was approved: it has changed since.`,
      help: 'Have somebody approve it as it is now, or put back what was approved.',
      waits: waitsFor('Plan of an emergency change to be approved as it is now'),
      related: [{ at: { file: recorded.file, path: ['plan'] }, message: 'The approval is of another plan.' }],
    }
}
