import type { Conflict } from '#model/change/conflicts'
import type { Change } from '#model/records/change'
import { isApprovedOn, standingOf } from '#model/change/standing'
import type { GateFinding } from '#model/gate/context'
import { formatInstant, type Instant } from '#model/time'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'change-overlaps-change',
  severity: 'error',
  scope: 'gate',
  doc: 'Two approved changes do not work on one service of an environment at once, unless both are standard. A warning where one of them is not approved yet, or only depends on the service of the other, and for a change whose record can’t be read.',
  *check(context) {
    if (unfinished(context).some(({ change }) => change.window))
      for (const { id, file } of context.unknown)
        yield {
          change: null,
          severity: 'warning',
          at: { file, span: { line: 1, column: 1, end_line: 1, end_column: 1 } },
          message: `Unexpected record of ${id}, whose services or window can't be read, expected to know whether it works on the same at once.`,
          help: 'Mend that record, or ask who carries it out.',
        }
    for (const { change, conflicts } of unfinished(context))
      for (const conflict of conflicts) {
        const other = context.links.changes.get(conflict.a === change.id ? conflict.b : conflict.a)
        const harmless = conflict.kind === 'same_service' && conflict.both_standard
        if (other && !harmless) yield collision({ change, other, conflict, now: context.now })
      }
  },
})

interface Collision {
  change: Change
  other: Change
  conflict: Conflict
  now: Instant
}

function collision({ change, other, conflict, now }: Collision): GateFinding {
  const { kind, service, path, overlap } = conflict
  const shared = kind === 'same_service'
  const overruns = standingOf(other, now) === 'overrunning'
  const time = `from ${formatInstant(overlap.from)} to ${formatInstant(overlap.to)}`
  const common = {
    change: change.id,
    at: { file: change.file, path: ['window'] },
    help: overruns
      ? `Start once ${other.id} has ended and its record says so, or move this one.`
      : shared
        ? `Start at ${formatInstant(other.window?.end ?? overlap.to)} or later${other.status === 'in_progress' ? '' : `, or move ${other.id}`}.`
        : `Agree with ${other.implementer ?? other.requester} who goes first, or move one of the two.`,
    related: [
      {
        at: { file: other.file, path: ['window'] },
        message: `${other.id} is ${overruns ? 'overrunning' : words(other)}.`,
      },
    ],
  }
  if (shared)
    return {
      ...common,
      severity: isApprovedOn(change) && isApprovedOn(other) ? 'error' : 'warning',
      message: `Unexpected window that overlaps ${other.id} on \`${service}\` ${time}, expected one change to a service at a time.`,
    }
  return {
    ...common,
    severity: 'warning',
    message: `Unexpected window that overlaps ${other.id} along ${path.join(' → ')} ${time}, expected a service and what it depends on to change one after the other.`,
  }
}

const words = ({ status }: Change) => status.replace('_', ' ')
