import type { ComponentView } from './component.ts'
import type { CalendarDate } from '../time.ts'

/** What a percentage is of: so many days up to now, or the time since a day, where that is less. */
export type UptimeWindow = { days: number } | { since: CalendarDate }

/** The window of a component, or of a group: as long as that of its oldest member. There must be one component at least. */
export function uptimeWindow(components: readonly Pick<ComponentView, 'since' | 'days'>[]): UptimeWindow {
  const days = components.reduce((most, { days: shown }) => Math.max(most, shown.length), 0)
  const begun = components.flatMap((component) => (isYounger(component) ? (component.since ?? []) : []))
  const [first = ''] = begun.toSorted()
  return begun.length < components.length || first === '' ? { days } : { since: first }
}

/** Whether it became a component within the days that are shown. */
const isYounger = ({ since, days }: Pick<ComponentView, 'since' | 'days'>): boolean =>
  since !== undefined && days[0] !== undefined && days[0].date < since
