import { isOfWindow } from '#model/gate/window-rules'
import type { ChangeVerdict, GateVerdict } from '#model/gate/verdict'
import { formatInstant, type Instant } from '#model/time'
import type { Step } from './next.ts'
import { and, or } from './words.ts'

/** Of more collisions than this the step only says how many there are. */
const NAMED = 3

/** The one step that gets a change out of everything that its window meets; null where it needn't move. */
export function moveStep(verdict: ChangeVerdict, mode: GateVerdict['mode'], now: Instant): Step | null {
  const tells = verdict.diagnostics.filter((one) => one.severity === 'error' && isOfWindow(one))
  if (tells.length === 0) return null
  const { id, window } = verdict.judged.change
  const isOver = window !== undefined && window.end <= now
  const why = isOver ? `The window of ${id} is over. ` : ''
  const anew = mode === 'start' ? ', in a pull request that has it approved anew' : ''
  const stay = isOver ? '' : stayWords(verdict)
  const free = verdict.free.map(({ from }) => `\`${formatInstant(from)}\``)
  const to =
    free.length > 0
      ? `${or(free)}${anew}: the first times that are free of all that it would meet.`
      : `a time that is free of all that it meets${anew}.`
  return { text: `${why}Move ${id} to ${to}${stay}`, tells }
}

/** How it could keep its window. */
function stayWords({ judged: { change, before, freezes }, meetings }: ChangeVerdict): string {
  const stopping = meetings.filter(({ severity }) => severity === 'error').map(({ other }) => other)
  const people = [...new Set(stopping.map(({ implementer, requester }) => implementer ?? requester))]
  const stops = freezes.filter(({ effect }) => effect === 'stops').map(({ freeze }) => freeze)
  const exceptions = stops
    .slice(0, NAMED)
    .map(
      ({ title, owner, file }) => `have ${owner} except it from “${title}” (\`${file}\`), in a pull request of its own`,
    )
  const ids = stopping.map(({ id }) => id)
  const ways = [
    // An exception names a change that is there.
    ...(stops.length > 0 && before === null ? [`merge ${change.id} as \`proposed\``] : []),
    ...exceptions,
    ...(ids.length > 0 ? [`agree with ${and(people, NAMED)} to move ${and(ids, NAMED)}`] : []),
  ]
  return ways.length === 0 ? '' : ` Or keep this window: ${and(ways)}.`
}
