import { isOfWindow } from '#model/gate/window-rules'
import type { ChangeVerdict, GateVerdict } from '#model/gate/verdict'
import { formatInstant } from '#model/time'
import type { Step } from './next.ts'
import { slotWords } from './moments.ts'
import { and } from './words.ts'

/** Of more collisions than this the step only says how many there are. */
const NAMED = 3

/** The one step that gets a change out of everything that its window meets; null where it needn't move. */
export function moveStep(verdict: ChangeVerdict, { mode, now, site }: Around): Step | null {
  const ofWindow = verdict.diagnostics.filter(isOfWindow)
  const tells = ofWindow.filter(({ severity }) => severity === 'error')
  if (tells.length === 0) return null
  const { id, window, status } = verdict.judged.change
  if (status === 'in_progress')
    return {
      text: `${id} has begun: it ends, or what it meets moves.`,
      items: stayWords(verdict),
      tells,
      settles: ofWindow,
    }
  const isOver = window !== undefined && window.end <= now
  const anew = mode === 'start' ? ', in a pull request that has it approved anew' : ''
  const slots = slotItems(verdict, site.time_zone)
  const to =
    slots.length > 0
      ? `one of the first times that are free of everything${anew}:`
      : isUnknown(verdict)
        ? `a time that is free of all that it meets${anew}, once there is an error budget again: until then none can be named.`
        : `a time that is free of all that it meets${anew}; there is none within 120 days.`
  const stay = isOver ? [] : stayWords(verdict)
  return {
    text: `${isOver ? `The window of ${id} is over. ` : ''}Move ${id} to ${to}`,
    items: [...slots, ...stay],
    tells,
    settles: ofWindow,
  }
}

/** Whether nobody can say when its error budgets let it be approved. */
const isUnknown = ({ judged: { budget } }: ChangeVerdict): boolean => budget.effect === 'waits' && budget.until === null

/** The same where the window had better move: a proposal, or what only is unwise. */
export function betterTimes(verdict: ChangeVerdict, { site }: Around): Step | null {
  const ofWindow = verdict.diagnostics.filter(isOfWindow)
  const slots = slotItems(verdict, site.time_zone)
  if (ofWindow.length === 0 || slots.length === 0) return null
  const text = `${verdict.judged.change.id} would meet nothing at one of these times:`
  return { text, items: [...slots, ...stayWords(verdict)], tells: [], settles: ofWindow }
}

type Around = Pick<GateVerdict, 'mode' | 'now' | 'site'>

/** When, and what to write for it. */
const slotItems = ({ free }: ChangeVerdict, timeZone: string): string[] =>
  free.map(
    ({ from, to }) =>
      `${slotWords({ start: from, end: to }, timeZone)}: \`window: {start: ${formatInstant(from)}, end: ${formatInstant(to)}}\``,
  )

/** How it could keep its window. */
function stayWords({ judged: { change, before, freezes }, meetings }: ChangeVerdict): string[] {
  const stopping = meetings.filter(({ severity }) => severity === 'error').map(({ other }) => other)
  const people = [...new Set(stopping.map(({ implementer, requester }) => implementer ?? requester))]
  const stops = freezes.filter(({ effect }) => effect === 'stops').map(({ freeze }) => freeze)
  const exceptions = stops
    .slice(0, NAMED)
    .map(
      ({ title, owner, file }) => `have ${owner} except it from “${title}” by a pull request of its own to \`${file}\``,
    )
  const ids = stopping.map(({ id }) => id)
  const ways = [
    // An exception names a change that is there.
    ...(stops.length > 0 && before === null ? [`merge ${change.id} as \`proposed\``] : []),
    ...exceptions,
    ...(ids.length > 0 ? [`agree with ${and(people, NAMED)} to move ${and(ids, NAMED)}`] : []),
  ]
  const lead = change.status === 'in_progress' ? 'To go on' : 'Or keep this window'
  return ways.length === 0 ? [] : [`${lead}: ${and(ways)}.`]
}
