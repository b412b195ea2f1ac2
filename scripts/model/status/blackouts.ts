import { lifetime } from './component.ts'
import { clip, type Interval } from '../interval.ts'
import type { PublicCatalog } from '../publish/public.ts'
import type { StatusSpan } from './overall.ts'
import type { Instant } from '../time.ts'
import { worstOf } from './uptime.ts'

/** When every component that the page had was in major outage. */
export function findBlackouts(
  { components, site }: PublicCatalog,
  spans: ReadonlyMap<string, readonly StatusSpan[]>,
): Interval[] {
  const events: { at: Instant; alive: number; down: number }[] = []
  for (const component of components) {
    const life = lifetime(component, site.time_zone)
    events.push({ at: life.from, alive: 1, down: 0 }, { at: life.to, alive: -1, down: 0 })
    for (const span of worstOf(spans.get(component.id) ?? [])) {
      const outage = span.status === 'major_outage' ? clip(span, life) : null
      if (outage) events.push({ at: outage.from, alive: 0, down: 1 }, { at: outage.to, alive: 0, down: -1 })
    }
  }
  const sorted = events.toSorted((a, b) => a.at - b.at)
  const blackouts: Interval[] = []
  let [alive, down] = [0, 0]
  for (const [i, event] of sorted.entries()) {
    alive += event.alive
    down += event.down
    const to = sorted[i + 1]?.at ?? event.at
    if (to > event.at && alive > 0 && alive === down) blackouts.push({ from: event.at, to })
  }
  return blackouts
}
