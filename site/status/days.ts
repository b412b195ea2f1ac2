import type { DayView } from '#model/status/component'
import type { Language } from './language'

/** `20 Nov: Partial outage, 2 hrs, 10 mins`: the worst state of the day, and how long it was in that. */
export function dayInWords({ words, fill, shortDay, duration }: Language, { date, worst, time }: DayView): string {
  const length = worst === null || worst === 'operational' ? 0 : time[worst]
  return fill(words.day, {
    date: shortDay(date),
    state: words.state[worst ?? 'operational'],
    duration: duration(length),
  })
}

/** Where a day leads: to what happened on it, or, where that is several things, to the day on its component's page. */
export const pageOfDay = ({ at }: Language, { date, events }: DayView, componentPage: string): string =>
  events.length === 1 ? at(`/incidents/${events[0]}/`) : `${componentPage}#${date}`

/** Days on which not all was well, newest first. */
export const troubledDays = (days: readonly DayView[]): DayView[] =>
  days.filter(({ worst }) => worst !== null && worst !== 'operational').toReversed()
