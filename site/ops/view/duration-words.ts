import { formatDuration, type Duration } from '#model/time'

const UNITS: Readonly<Record<string, string>> = { m: 'min' }

/** `1 h 10 min`, `43 min 12 s`: the two largest units that count, kept together on one line. Milliseconds, signs aside. */
export const durationWords = (duration: Duration): string =>
  formatDuration(duration)
    .split(' ')
    .map((part) => {
      const count = String(Number.parseInt(part, 10))
      const unit = part.slice(count.length)
      return `${count}\u00a0${UNITS[unit] ?? unit}`
    })
    .join('\u00a0')
