import type { Service } from '#model/records/service'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'
import type { State } from '../state.ts'
import { drawingOf, type Drawing } from './drawing.ts'
import { neighbourhood, type Neighbourhood } from './neighbourhood.ts'
import { stateOf } from './now.ts'

/** A service in the drawing of what is around one. */
export interface Neighbour {
  service: PageReference
  tier: number
  state: State
  /** What it needs of those that are shown. */
  needs: PageReference[]
}

/** What a service needs and what needs it, two steps both ways. */
export interface ServiceAround {
  columns: (Pick<Drawing['columns'][number], 'level' | 'more' | 'raised'> & { services: Neighbour[] })[]
  rows: number
  lines: Drawing['lines']
  beyond: Neighbourhood['beyond']
  /** What it needs that nobody has described. */
  unknown: string[]
}

/** Drawn from the catalogue; each with its state as of now. */
export function serviceAround(ops: Ops, service: Service): ServiceAround {
  const { links } = ops
  const found = neighbourhood(links, service.id)
  const { columns, rows, lines } = drawingOf(found)
  const needs = Map.groupBy(found.edges, ({ from }) => from)
  const named = (id: string) => refer('service', id, links.services.get(id))
  return {
    columns: columns.map(({ level, more, raised, ids }) => ({
      level,
      more,
      raised,
      services: ids.flatMap((id) => {
        const one = links.services.get(id)
        if (!one) return []
        const own = (needs.get(id) ?? []).map(({ to }) => named(to))
        return [{ service: named(id), tier: one.tier, state: stateOf(ops, one).state, needs: own }]
      }),
    })),
    rows,
    lines,
    beyond: found.beyond,
    unknown: service.depends_on.filter((id) => !links.services.has(id)),
  }
}
