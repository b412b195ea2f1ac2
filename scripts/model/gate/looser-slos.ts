import { byId } from '../catalog.ts'
import { compare, ONE } from '../rational.ts'
import { DEFAULT_WINDOW, percentText } from '../records/objective.ts'
import type { AlertPolicy, Indicator, Slo, SloObjective, SlothAlert, SlothAlerting } from '../records/slo.ts'
import { objectiveThen } from '../slo/objective-pairs.ts'
import { queriesOf } from '../slo/queries.ts'
import { isSameWindow, windowWords } from '../slo/windows.ts'
import type { PullRequestData } from './merge-context.ts'
import { isSloFile } from './settings-files.ts'

/** How an SLO may promise less after a pull request than before it. */
export interface Looser {
  /** Its id. */
  slo: string
  /** What is said of it, without a full stop: `promises 99 % and no longer 99.9 %`. */
  what: string
}

/** Files that together make SLOs promise less than they did, or may, and how: sentences. */
export interface Loosening {
  isOf: (file: string) => boolean
  why: readonly string[]
}

/** How SLOs promise less after a pull request, or may for all that can be read of them. */
export const loosenedIn = (data: Merge): Loosening[] =>
  [...bySloFiles(data), ...byServices(data)].filter(({ why }) => why.length > 0)
type Merge = Pick<PullRequestData, 'base' | 'head' | 'touched' | 'settingsUnread'>

function bySloFiles({ base, head, touched, settingsUnread }: Merge): Loosening[] {
  if (!touched.some(isSloFile)) return []
  const unread = [...settingsUnread.base, ...settingsUnread.head].map(({ file }) => file).filter(isSloFile)
  const why = [
    ...[...new Set(unread)].map((file) => `\`${file}\` can't be read whole, so nobody knows what it promises.`),
    ...looserSlos(base.catalog.slos, head.catalog.slos, new Set(touched)).map(({ slo, what }) => `\`${slo}\` ${what}.`),
  ]
  return [{ isOf: isSloFile, why }]
}

/** What customers never read of costs no budget: a service that they don't know any more gives back all that they did. */
function byServices({ base, head, touched }: Merge): Loosening[] {
  const brought = new Set(touched)
  const later = byId(head.catalog.services)
  const hidden = base.catalog.services.filter(
    ({ id, file, public: block }) => brought.has(file) && block && later.has(id) && !later.get(id)?.public,
  )
  return hidden.map(({ id, file }) => ({
    isOf: (one) => one === file,
    why: base.catalog.slos
      .filter(({ service }) => service === id)
      .map(
        (slo) => `\`${slo.id}\` is of \`${id}\`, whose outages customers no longer read of, so they cost it nothing.`,
      ),
  }))
}

/**
 * The SLOs that aren't certain to promise as much as they did. They are compared by their ids, as they were understood and
 * whatever file, place or format they stand in: so it doesn't matter how one is loosened. What can't be compared counts as
 * looser. A window is never stricter than another one: a shorter one forgets sooner, and a longer one has more to spend.
 *
 * `touched`: the files that the pull request has otherwise.
 */
export function looserSlos(base: readonly Slo[], head: readonly Slo[], touched: ReadonlySet<string>): Looser[] {
  const [before, after] = [base, head].map((slos) => Map.groupBy(slos, ({ id }) => id))
  return [...(before ?? [])].flatMap(([id, [was, ...twice]]) => {
    const [is, ...others] = after?.get(id) ?? []
    const told = (what: string): Looser => ({ slo: id, what })
    if (!was || !is) return [told('is gone')]
    if (twice.length > 0 || others.length > 0) return [told('stands there twice')]
    return reasons(was, is, touched).map(told)
  })
}

function reasons(was: Slo, is: Slo, touched: ReadonlySet<string>): string[] {
  const fewer = was.objectives.length - is.objectives.length
  const moved = was.service === is.service ? [] : [`is of the service ${is.service} and no longer of ${was.service}`]
  const alerts = hasItsAlerts(was, is) ? [] : ['has no longer the alerts that it had']
  if (fewer > 0) return [...moved, `has ${fewer === 1 ? 'an objective' : `${fewer} objectives`} less`, ...alerts]
  const pairs = was.objectives.map((one, i) => ({ was: one, is: objectiveThen(one, i, is.objectives) }))
  // Where two are one now, the other is without a promise.
  const lost = new Set(pairs.map((pair) => pair.is)).size < pairs.length
  const found = pairs.flatMap((pair) => (pair.is ? objectiveReasons(pair.was, pair.is, touched) : []))
  return [...new Set([...moved, ...(lost ? ['has other objectives'] : []), ...found, ...alerts])]
}

function objectiveReasons(was: SloObjective, is: SloObjective, touched: ReadonlySet<string>): string[] {
  const [before, after] = [was.window ?? DEFAULT_WINDOW, is.window ?? DEFAULT_WINDOW]
  const isLess = compare(is.target, was.target) < 0
  // A target of 100 % leaves no budget, and what has none can't be spent.
  const isNone = compare(is.target, ONE) === 0 && compare(was.target, ONE) < 0
  return [
    ...(isLess || isNone ? [`promises ${percentText(is.target)} % and no longer ${percentText(was.target)} %`] : []),
    ...(isSameWindow(before, after) ? [] : [windowReason(windowWords(before), windowWords(after))]),
    ...(isSame(countingOf(was), countingOf(is)) ? [] : ['counts in another way']),
    ...(isSameIndicator(was.indicator, is.indicator, touched) ? [] : ['is measured by another indicator']),
  ]
}

const windowReason = (before: string, after: string): string =>
  before === after ? 'has periods that begin at another time' : `counts ${after} and no longer ${before}`

const countingOf = ({ method, op, value, time_slice_target, time_slice_window }: SloObjective) => ({
  method,
  op,
  value,
  time_slice_target,
  time_slice_window,
})

/** What nobody could find measured nothing. A query that its source keeps to itself is the same where nobody touched its file. */
function isSameIndicator(was: Indicator | null, is: Indicator | null, touched: ReadonlySet<string>): boolean {
  if (was === null) return true
  if (is === null || !isSame(saidBy(was), saidBy(is))) return false
  return [...queriesOf(was), ...queriesOf(is)].every(({ text, at }) => text !== null || !touched.has(at.file))
}

/** An indicator without where its queries stand. */
const saidBy = (indicator: Indicator) => ({
  kind: indicator.kind,
  of: 'of' in indicator ? indicator.of : null,
  counter: 'counter' in indicator ? indicator.counter : null,
  plugin: indicator.kind === 'plugin' ? { id: indicator.id, options: indicator.options } : null,
  queries: queriesOf(indicator).map(({ text, source }) => ({ text, source })),
})

/** Whether two values say the same, in whatever order they have their keys. */
const isSame = (one: unknown, other: unknown): boolean => written(one) === written(other)

const written = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return String(part)
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))
  })

function hasItsAlerts(was: Slo, is: Slo): boolean {
  const heard = new Set(is.alert_policies.map((policy) => written(heardOf(policy))))
  return isSameAlerting(was, is) && was.alert_policies.every((policy) => heard.has(written(heardOf(policy))))
}

/** An alert policy, without where it stands. */
const heardOf = ({ name, when, conditions, targets }: AlertPolicy) => ({
  name,
  when,
  targets,
  conditions: conditions.map((one) => ({ ...one, at: null })),
})

/** Whether the alerts of Sloth's go to whom they went: their labels say so, those of the SLO among them. */
function isSameAlerting(was: Slo, is: Slo): boolean {
  if (was.alerting === null) return true
  return (
    is.alerting !== null &&
    isSame(was.labels, is.labels) &&
    isSame(routeOf(was.alerting), routeOf(is.alerting)) &&
    isHeard(was.alerting.page_alert, is.alerting.page_alert) &&
    isHeard(was.alerting.ticket_alert, is.alerting.ticket_alert)
  )
}

const routeOf = ({ name, labels }: SlothAlerting) => ({ name, labels })
const isHeard = (was: SlothAlert, is: SlothAlert): boolean =>
  was.disable || (!is.disable && isSame(was.labels, is.labels))
