import type { SloWindow } from '../../records/objective.ts'
import { DAY, type Duration } from '../../time.ts'
import { ALERT_WINDOWS, DEFAULT_PERIOD, type AlertWindows } from '../alert-windows.ts'
import { prometheusDuration } from './go-text.ts'

/** The windows there are, by period, and the period of an SLO that names none. */
export interface Catalogue {
  by: ReadonlyMap<Duration, AlertWindows>
  period: Duration
}

export const DEFAULT_CATALOGUE: Catalogue = { by: ALERT_WINDOWS, period: DEFAULT_PERIOD }

/** The same with windows of one's own, which are meant for every SLO that doesn't say another period. */
export const catalogueWith = (own: AlertWindows): Catalogue => ({
  by: new Map([...ALERT_WINDOWS, [own.period, own]]),
  period: own.period,
})

/** Prometheus looks back, and knows no calendar: these are about as long. */
const ABOUT = { day: DAY, week: 7 * DAY, month: 30 * DAY, quarter: 90 * DAY, year: 365 * DAY } as const

type Found =
  | { windows: AlertWindows; /** What isn't as it is written. */ note: string | null }
  | { windows: null; message: string; help: string }

/** The windows for an SLO's own period. */
export function periodOf(window: SloWindow | null, { by, period }: Catalogue): Found {
  const length =
    window === null ? period : window.kind === 'rolling' ? window.length : ABOUT[window.unit] * window.count
  const windows = by.get(length)
  if (!windows)
    return {
      windows: null,
      message: `Unexpected period of ${prometheusDuration(length)}, expected ${[...by.keys()]
        .toSorted((a, b) => a - b)
        .map(prometheusDuration)
        .join(', ')}: for others nobody has said which burn rate is worth waking somebody.`,
      help: 'Say it with --windows FILE.',
    }
  const note =
    window?.kind === 'calendar'
      ? `Unexpected calendar period, expected a rolling one: the rules for Prometheus look back over ${prometheusDuration(length)}.`
      : null
  return { windows, note }
}
