import { freezesMet } from '#model/change/freezes'
import type { Environments } from '#model/change/environment'
import { isApprovedOn } from '#model/change/standing'
import type { AuditFinding } from '#model/diagnostic'
import type { GateFinding } from '#model/gate/context'
import type { Interval } from '#model/interval'
import { indexOf } from '#model/interval-index'
import type { Change } from '#model/records/change'
import type { Freeze } from '#model/records/freeze'
import { formatInstant, type Instant } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'freeze-stops',
  severity: 'warning',
  scope: 'gate',
  doc: 'A hard freeze that a pull request adds or widens stops no approved change unseen. `audit` names each approved change that a hard freeze stops.',
  *check({ mode, head, settings, now }) {
    if (mode === 'start') return
    const before = new Map(settings.freezes.map((freeze) => [freeze.id, freeze]))
    const approvedIn = approvedAhead(head.changes, now)
    for (const freeze of head.freezes) {
      const was = before.get(freeze.id)
      if (was === freeze || freeze.level !== 'hard' || freeze.end <= now) continue
      const asked = { now, environments: settings.environments }
      const stopped = approvedIn(freeze).filter(
        (change) => isStopped(change, freeze, asked) && !(was && isStopped(change, was, asked)),
      )
      if (stopped.length > 0) yield stops(freeze, stopped)
    }
  },
  *audit({ catalog, now }) {
    const approvedIn = approvedAhead(catalog.changes, now)
    for (const freeze of catalog.freezes) {
      if (freeze.level !== 'hard' || freeze.end <= now) continue
      for (const change of approvedIn(freeze)) if (isStopped(change, freeze, { now })) yield stopped(change, freeze)
    }
  },
})

/** Finds the changes with an approval whose windows, not over yet, meet a freeze. */
function approvedAhead(changes: readonly Change[], now: Instant): (freeze: Freeze) => Change[] {
  const find = indexOf(
    changes.flatMap((change): (Interval & { change: Change })[] => {
      const { window } = change
      return window && isApprovedOn(change) && window.end > now ? [{ change, from: window.start, to: window.end }] : []
    }),
  )
  return ({ start, end }) => find({ from: start, to: end }).map(({ change }) => change)
}

const isStopped = (change: Change, freeze: Freeze, asked: { now: Instant; environments?: Environments }): boolean =>
  freezesMet(change, [freeze], { ...asked, before: change, merging: false }).some(({ effect }) => effect === 'stops')

/** More of them than this are only counted. */
const SHOWN = 10

function stops(freeze: Freeze, stopped: readonly Change[]): GateFinding {
  const names = stopped.slice(0, SHOWN).map(({ id }) => id)
  const more = stopped.length - names.length
  const all = more > 0 ? `${names.join(', ')} and ${more} more` : new Intl.ListFormat('en-GB').format(names)
  const one = stopped.length === 1
  return {
    change: null,
    at: { file: freeze.file, path: ['start'] },
    message: `Unexpected freeze ${JSON.stringify(freeze.title)} over ${all}, approved and free to go ahead before, expected no approved change in it.`,
    help: `Once this is merged ${one ? 'it' : 'none of them'} may${one ? ' not' : ''} begin. Agree with those who carry ${one ? 'it' : 'them'} out: except ${one ? 'it' : 'some'} in \`exceptions\`, or have ${one ? 'it' : 'them'} moved${stopped.some(isAnnounced) ? ', and tell the customers who were promised a time' : ''}.`,
    related: stopped.slice(0, SHOWN).map((change) => ({
      at: { file: change.file, path: ['window'] },
      message: `${change.id} ${JSON.stringify(change.title)} is to begin at ${formatInstant(change.window?.start ?? 0)}${change.implementer ? `, by ${change.implementer}` : ''}${announcedAs(change)}.`,
    })),
  }
}

const stopped = (change: Change, freeze: Freeze): AuditFinding => ({
  at: { file: change.file, path: ['window'] },
  message: `Unexpected freeze ${JSON.stringify(freeze.title)} over the window of an approved change that it does not except, expected a change that may begin${announcedAs(change)}.`,
  help: `Move it out of the freeze, which ends at ${formatInstant(freeze.end)}, or have ${freeze.owner} except it.${isAnnounced(change) ? ' Tell customers by a public update.' : ''}`,
  related: [{ at: { file: freeze.file, path: ['start'] }, message: 'The freeze is here.' }],
  waits: {
    what: `Stopped by the freeze ${freeze.title}: to be moved, or excepted`,
    who: [change.implementer ?? change.requester],
    by: change.window?.start ?? null,
  },
})

const isAnnounced = ({ updates }: Change): boolean => updates !== null && updates.length > 0

function announcedAs({ updates }: Change): string {
  const title = updates?.findLast((update) => update.title !== undefined)?.title
  if (!updates || updates.length === 0) return ''
  return `, announced to customers${title === undefined ? '' : ` as ${JSON.stringify(title)}`}`
}
