import { promisedMonths } from '#model/slo/promised-months'
import type { StatusPage } from '#model/status/page'
import { SECOND, type Instant } from '#model/time'
import { groupMonths, monthsShown, timeOfAll, uptimeMonths, type UptimeMonth } from '#model/status/uptime-months'
import { formatLost, formatUptime, lastDays, lost, type TimeIn } from '#model/status/uptime'

/*
 * `/api/uptime.json`, a format of our own (Statuspage's API has no uptime):
 *
 *   page            name, url, updated_at: what everything is as of
 *   window          from, to: `[from, to)`; days: how many calendar days of time_zone that is, today the last of them
 *   partial_weight  what a second of partial outage counts, 0 to 1; one of major outage counts 1, others count nothing
 *   components      those of today, in the order of the page
 *     id, name      of the service; group: null where it stands by itself
 *     uptime        per cent as text, `99.95`, rounded down; null where the component has no time in the window yet
 *     seconds       see below
 *     since         the day that it counts from, null where it doesn't say: then the whole window counts
 *     targets       what is promised: name, target in per cent as text, `99.9`, and months, as below, each with kept (true or
 *                   false; null while the month goes on and can still be kept, and where the component wasn't one) and
 *                   availability: per cent as text, rounded down, of the time without partial or major outage, null where
 *                   the component wasn't one
 *     months        newest first, the current one as far as it has come: month (`2026-03`), uptime and seconds as above
 *   groups
 *     name
 *     uptime        the mean of the members', rounded down
 *     seconds       the sums of the members'
 *     months        month, uptime and seconds as above
 *
 * `seconds` are of the window or month: `total`, what the percentage is of; the time in each state, where at each
 * instant the worst counts; and `weighted_down`, so that a component's uptime = 1 − weighted_down / total. They may
 * have decimals. Times are UTC with milliseconds.
 */

/** `/api/uptime.json` */
export function uptimeDocument(page: StatusPage) {
  const { site, now } = page
  const { days, partial_weight } = site.uptime
  const count = monthsShown(page)
  const seconds = secondsBy(partial_weight)
  const byMonth = (months: readonly UptimeMonth[]) =>
    months.map(({ month, uptime, time: spent, total }) => ({
      month,
      uptime: percent(uptime),
      seconds: seconds(spent, total),
    }))
  return {
    page: { name: site.name, url: site.url, updated_at: time(now) },
    window: {
      from: time(lastDays(now, days, site.time_zone)[0]?.from ?? now),
      to: time(now),
      days,
      time_zone: site.time_zone,
    },
    partial_weight,
    components: page.groups
      .flatMap(({ components }) => components)
      .map((component) => ({
        id: component.id,
        name: component.name,
        group: component.group ?? null,
        uptime: percent(component.uptime),
        seconds: seconds(component.time, component.total),
        since: component.since ?? null,
        targets: (page.slos.get(component.id) ?? []).map((slo) => ({
          name: slo.name,
          target: slo.target,
          months: promisedMonths(slo, component, page, count).map(({ month, state, availability }) => ({
            month,
            kept: state === 'kept' ? true : state === 'missed' ? false : null,
            availability,
          })),
        })),
        months: byMonth(uptimeMonths(component, page, count)),
      })),
    groups: page.groups.flatMap(({ name, uptime, components }) => {
      if (name === null) return []
      const { time: spent, total } = timeOfAll(components)
      const months = byMonth(groupMonths(components, page, count))
      return [{ name, uptime: percent(uptime), seconds: seconds(spent, total), months }]
    }),
  }
}

const time = (instant: Instant): string => new Date(instant).toISOString()
const percent = (hundredths: number | null): string | null => (hundredths === null ? null : formatUptime(hundredths))

const secondsBy = (partialWeight: number) => (spent: TimeIn, total: number) => ({
  total: total / SECOND,
  major_outage: spent.major_outage / SECOND,
  partial_outage: spent.partial_outage / SECOND,
  degraded_performance: spent.degraded_performance / SECOND,
  under_maintenance: spent.under_maintenance / SECOND,
  weighted_down: Number(formatLost(lost(spent.major_outage, 1) + lost(spent.partial_outage, partialWeight))),
})
