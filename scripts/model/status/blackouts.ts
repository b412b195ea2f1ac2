import { lifetime } from './component.ts'
import { clip, stretches, type Interval } from '../interval.ts'
import type { PublicCatalog } from '../publish/public.ts'
import type { StatusSpan } from './overall.ts'
import { worstOf } from './uptime.ts'

/** When every component that the page had was in major outage. */
export function findBlackouts(
  { components, site }: PublicCatalog,
  spans: ReadonlyMap<string, readonly StatusSpan[]>,
): Interval[] {
  const lives = components.map((component) => ({ component, life: lifetime(component, site.time_zone) }))
  const outages = lives.flatMap(({ component, life }) =>
    worstOf(spans.get(component.id) ?? []).flatMap((span) =>
      span.status === 'major_outage' ? (clip(span, life) ?? []) : [],
    ),
  )
  const told = [
    ...lives.map(({ life: { from, to } }) => ({ from, to, down: false })),
    ...outages.map(({ from, to }) => ({ from, to, down: true })),
  ]
  const blackouts: Interval[] = []
  let [alive, down] = [0, 0]
  for (const { from, to, turns } of stretches(told)) {
    for (const { of, begins } of turns)
      if (of.down) down += begins ? 1 : -1
      else alive += begins ? 1 : -1
    if (alive > 0 && alive === down) blackouts.push({ from, to })
  }
  return blackouts
}
