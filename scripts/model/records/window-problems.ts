import type { Path } from '../diagnostic.ts'
import { meantZone } from './near-name.ts'
import { isGiven, type SloProblem } from './slo-problem.ts'
import { parseShorthand, shorthandLength, shorthandWords, whenBegun, type Shorthand } from './slo-window.ts'
import { DAY } from '../time.ts'

/** A duration of OpenSLO's: a whole number and a unit. */
export function* shorthand(text: string, path: Path): Generator<SloProblem> {
  if (parseShorthand(text)) return
  const near = text.trim().replaceAll(' ', '')
  const month = /^(\d+)\s*mo(?:n|nths?)?$/i.exec(text.trim())?.[1]
  const meant = month === undefined ? (parseShorthand(near) ? near : null) : `${month}M`
  yield {
    path,
    message: `Unexpected ${JSON.stringify(text.slice(0, 40))}, expected a whole number above 0 and m, h, d, w, M, Q or Y, such as 30d.`,
    help: meant === null ? '`m` are minutes, `M` are months.' : `Did you mean \`${meant}\`?`,
  }
}

interface Window {
  length: Shorthand | null
  isRolling: boolean
  calendar: { startTime: string; timeZone: string } | null | undefined
  /** Where the window stands, and its length in it. */
  path: Path
  lengthPath: Path
}

/** Nobody looks back on more, and times have four digits for the year. */
const LONGEST = 100 * 365 * DAY

/** What is wrong with a window whose length could be read. */
export function* windowProblems({ length, isRolling, calendar, path, lengthPath }: Window): Generator<SloProblem> {
  if (isRolling && isGiven(calendar))
    yield {
      path: [...path, 'calendar'],
      key: true,
      message: 'Unexpected `calendar` of a rolling window, expected one or the other.',
      help: 'Remove it, or write `isRolling: false`.',
    }
  if (!isRolling && !isGiven(calendar))
    yield {
      path,
      message: 'Missing `calendar`, expected it of a window that is not rolling.',
      help: 'Write `isRolling: true`, or add `calendar: {startTime: 2026-01-01 00:00:00, timeZone: Etc/UTC}`.',
    }
  if (length && shorthandLength(length) > LONGEST)
    yield {
      path: lengthPath,
      message: `Unexpected window of ${shorthandWords(length)}, expected 100 years at most.`,
      help: 'Mind that `m` are minutes, `M` months and `Y` years.',
    }
  if (length?.unit === 'm' && !calendar)
    yield {
      path: lengthPath,
      severity: 'warning',
      message: `Unexpected window of ${shorthandWords(length)}, expected days at least: \`m\` are minutes.`,
      help: `Did you mean \`${length.count}M\`, ${shorthandWords({ ...length, unit: 'M' })}?`,
    }
  if (!calendar) return
  if (length && (length.unit === 'm' || length.unit === 'h'))
    yield {
      path: lengthPath,
      message: `Unexpected ${shorthandWords(length)} of a calendar, expected days, weeks, months, quarters or years.`,
      help:
        length.unit === 'm'
          ? `\`m\` are minutes: did you mean \`${length.count}M\`?`
          : 'Count it in days, or write `isRolling: true`.',
    }
  yield* calendarProblems(calendar, [...path, 'calendar'])
}

function* calendarProblems(calendar: { startTime: string; timeZone: string }, path: Path): Generator<SloProblem> {
  const { startTime, timeZone } = calendar
  if (!isTimeZone(timeZone)) {
    const near = meantZone(timeZone)
    yield {
      path: [...path, 'timeZone'],
      message: `Unexpected time zone ${JSON.stringify(timeZone.slice(0, 60))}, expected a name of the tz database such as Europe/Berlin.`,
      ...(near === null ? {} : { help: `Did you mean \`${near}\`?` }),
    }
  }
  const begun = whenBegun({ startTime, timeZone: isTimeZone(timeZone) ? timeZone : 'UTC' })
  const at = [...path, 'startTime']
  const written = JSON.stringify(startTime.slice(0, 60))
  if (begun === 'no time')
    yield {
      path: at,
      message: `Unexpected ${written}, expected a local date and time such as 2026-01-01 00:00:00.`,
      help: 'Write year, month and day, a blank, hours, minutes and seconds; the zone has a key of its own.',
    }
  if (begun === 'in a gap')
    yield {
      path: at,
      message: `Unexpected ${written}, expected a time that clocks in ${timeZone} show: that day they go forward past it.`,
      help: 'Begin the window at a time that every day has.',
    }
  if (begun === 'twice')
    yield {
      path: at,
      message: `Unexpected ${written}, expected a time that clocks in ${timeZone} show once: that day they go back, and show it twice.`,
      help: 'Begin the window at a time that every day has once.',
    }
}

/** By name only: Go's own loader, which the formats' tools use, knows no bare offsets. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
