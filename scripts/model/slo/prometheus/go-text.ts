import { DAY, HOUR, MINUTE, SECOND, type Duration } from '../../time.ts'

/** A float as Go's `%g` and its templates print it: the fewest digits, with an exponent below 1e-4 and from 1e6 on. */
export function goFloat(value: number): string {
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power >= -4 && power < 6) return String(value)
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}

const UNITS = [
  ['y', 365 * DAY, true],
  ['w', 7 * DAY, true],
  ['d', DAY, false],
  ['h', HOUR, false],
  ['m', MINUTE, false],
  ['s', SECOND, false],
  ['ms', 1, false],
] as const

/**
 * A duration as Prometheus prints it: `1h30m`, `3d`; years and weeks only where nothing is left over, so that 28 days are
 * `4w` and 30 stay `30d`. `Duration.String` of github.com/prometheus/common/model.
 */
export function prometheusDuration(duration: Duration): string {
  if (duration === 0) return '0s'
  let rest = duration
  let text = ''
  for (const [name, unit, whole] of UNITS) {
    const count = Math.floor(rest / unit)
    if (count === 0 || (whole && rest % unit !== 0)) continue
    text += `${count}${name}`
    rest -= count * unit
  }
  return text
}

const LENGTHS = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/

/** Reads what Prometheus takes for a duration; null for anything else, and for nothing. */
export function parsePrometheusDuration(text: string): Duration | null {
  const match = LENGTHS.exec(text)
  if (!match || text === '') return null
  const total = UNITS.reduce((sum, [, unit], i) => sum + unit * Number(match[i + 1] ?? 0), 0)
  return Number.isSafeInteger(total) ? total : null
}
