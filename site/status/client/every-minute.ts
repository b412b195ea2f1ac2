const MINUTE = 60_000

/** Milliseconds until the next try after so many failures in a row: a minute, then twice as long each time, at most eight. */
export const pauseAfter = (failures: number): number => MINUTE * 2 ** Math.min(failures, 3)

/** Whether the browser took the page out of its memory, where it may have lain for days. */
const fromMemory = () =>
  performance
    .getEntriesByType('navigation')
    .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === 'back_forward')

/**
 * Asks every minute while the page is looked at, and at once when someone comes back to it after more than a minute.
 * `ended` hears of each answer how many failures in a row there are by now.
 */
export function everyMinute(ask: () => Promise<void>, ended: (failures: number) => void): void {
  let failures = 0
  let asking = false
  let asked = fromMemory() ? 0 : Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined

  const rest = () => {
    clearTimeout(timer)
    if (!document.hidden) timer = setTimeout(turn, pauseAfter(failures))
  }
  const turn = async () => {
    if (asking) return
    asking = true
    asked = Date.now()
    failures = await ask().then(
      () => 0,
      () => failures + 1,
    )
    asking = false
    ended(failures)
    rest()
  }
  const look = () => (!document.hidden && Date.now() - asked > MINUTE ? turn() : rest())

  document.addEventListener('visibilitychange', look)
  addEventListener('pageshow', look)
  addEventListener('online', () => !document.hidden && failures > 0 && turn())
  look()
}
