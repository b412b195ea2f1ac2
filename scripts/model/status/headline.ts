import type { IncidentView } from './incident.ts'
import type { Interval } from '../interval.ts'
import type { Outlook } from './outlook.ts'
import { rankOf, worst, type OverallStatus } from './overall.ts'
import type { StatusPage } from './page.ts'
import type { Instant } from '../time.ts'
import { IMPACTS, type ComponentStatus } from '../records/update.ts'

export interface Headline {
  overall: OverallStatus
  worst: ComponentStatus
  /** Components that aren't operational, worst first. */
  troubled: Trouble[]
  /** Open incidents that none of those components speaks for: the headline names them, for the status doesn't. */
  named: IncidentView[]
  /** Whether everything else works. */
  rest: boolean
}

/** A component that isn't operational, and since when it has been in that state. */
export interface Trouble {
  id: string
  /** With its group where another one has the same name. */
  name: string
  status: ComponentStatus
  since: Instant
}

/** What the large sentence of the home page speaks of. */
export const headline = (page: StatusPage): Headline => headlineIn(page, page.overall, troublesNow(page))

/**
 * What it speaks of now, and will by the clock alone: maintenance begins and ends without a word from anyone. Half-open
 * and without gaps, the first from -Infinity, the last to Infinity.
 */
export function headlines(page: StatusPage): (Interval & { headline: Headline })[] {
  let troubled = troublesNow(page)
  const stretches = page.outlook.map((outlook, i) => {
    if (i > 0) troubled = troublesThen(page, outlook, troubled)
    return {
      from: i === 0 ? -Infinity : outlook.from,
      to: outlook.to,
      headline: headlineIn(page, outlook.overall, troubled),
    }
  })
  return stretches.reduce<typeof stretches>((merged, next) => {
    const last = merged.at(-1)
    if (last && sameTroubles(last.headline.troubled, next.headline.troubled)) last.to = next.to
    else merged.push({ ...next })
    return merged
  }, [])
}

function headlineIn({ components, open }: StatusPage, overall: OverallStatus, troubles: readonly Trouble[]): Headline {
  const troubled = troubles.toSorted((a, b) => rankOf(b.status) - rankOf(a.status))
  const down = new Set(troubled.map(({ id }) => id))
  const named = open.filter((incident) => !incident.components.some((id) => down.has(id)))
  const state = worst(troubled.map(({ status }) => status))
  return {
    overall,
    // An open incident never stands under the sign of "all is well".
    worst: named.length > 0 ? worst([state, 'degraded_performance']) : state,
    troubled,
    named,
    rest: named.length === 0 && troubled.length > 0 && troubled.length < components.length,
  }
}

const troublesNow = ({ components, names, now }: StatusPage): Trouble[] =>
  components
    .filter(({ status }) => status !== 'operational')
    .map(({ id, name, status, status_since }) => ({
      id,
      name: names.get(id) ?? name,
      status,
      since: status_since ?? now,
    }))

/** A state that goes on keeps its beginning. */
function troublesThen(
  { components, names }: StatusPage,
  { states, from }: Outlook,
  before: readonly Trouble[],
): Trouble[] {
  const known = new Map(before.map((trouble) => [trouble.id, trouble]))
  return components.flatMap(({ id, name }) => {
    const status = states.get(id) ?? 'operational'
    if (status === 'operational') return []
    const same = known.get(id)?.status === status ? known.get(id) : undefined
    return [{ id, name: names.get(id) ?? name, status, since: same?.since ?? from }]
  })
}

const sameTroubles = (a: readonly Trouble[], b: readonly Trouble[]) =>
  a.length === b.length && a.every(({ id, status }, i) => b[i]?.id === id && b[i].status === status)

/** Open incidents as the page lists them: the worst first, then the newest. */
export const worstFirst = (incidents: readonly IncidentView[]): IncidentView[] =>
  incidents.toSorted((a, b) => IMPACTS.indexOf(b.impact) - IMPACTS.indexOf(a.impact))
