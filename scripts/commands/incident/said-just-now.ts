import { ownValue } from '#model/records/own-value'
import { SAME_FOR } from '#model/incident/posted/posting'
import type { ComponentStatus, Update } from '#model/records/update'
import type { Instant } from '#model/time'

interface Said {
  state: Update['state']
  /** Without blanks around it. */
  text: string
  components?: Readonly<Record<string, ComponentStatus>> | undefined
  impact?: Update['impact']
}

/**
 * The update of minutes ago that says all of this, where it holds still: whoever heard no answer posts it again. What is
 * said again later, or after something else was, is a word of its own.
 */
export function saidJustNow<T extends Pick<Update, 'state' | 'time' | 'components' | 'impact' | 'body'>>(
  updates: readonly T[],
  { state, text, components = {}, impact }: Said,
  now: Instant,
): T | undefined {
  const found = updates.findLast((one) => one.state === state && one.body.markdown.trim() === text)
  if (!found || found.time < now - SAME_FOR) return undefined
  const last = <V>(pick: (update: T) => V | undefined) => updates.map(pick).findLast((one) => one !== undefined)
  const holds =
    last((one) => one.state) === state &&
    (impact === undefined || last((one) => one.impact) === impact) &&
    Object.entries(components).every(([id, status]) => last((one) => ownValue(one.components, id)?.status) === status)
  return holds ? found : undefined
}
