/** Whether the reader's clock shows what one in a zone does, now and half a year away; zones have more names than one. */
export function sameClock(zone: string | null, now: number): boolean {
  const shown = (moment: number, timeZone?: string) =>
    new Date(moment).toLocaleString('en', timeZone === undefined ? {} : { timeZone })
  try {
    return [now, now - 1.6e10].every((moment) => shown(moment) === shown(moment, zone ?? 'UTC'))
  } catch {
    return false
  }
}
