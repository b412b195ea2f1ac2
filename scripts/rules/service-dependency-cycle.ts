import type { Finding } from '#model/diagnostic'
import type { Service } from '#model/records/service'
import { ringsOf } from '#model/records/rings'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'service-dependency-cycle',
  severity: 'error',
  scope: 'record',
  doc: 'No service depends on itself, not by way of others either.',
  *check({ catalog, links }) {
    const rings = Map.groupBy(
      ringsOf(catalog.services.map(({ id, depends_on }) => ({ id, to: depends_on }))),
      ([, ring]) => ring,
    )
    const sizes = new Map([...rings.values()].flatMap((all) => all.map(([id]) => [id, all.length] as const)))
    const ringOf = new Map([...rings].flatMap(([ring, all]) => all.map(([id]) => [id, ring] as const)))
    const state = new Map<string, 'open' | 'done'>()
    const told = new Set<number>()
    for (const service of catalog.services)
      if (!state.has(service.id))
        for (const { cycle, finding } of visit(service, links.services, state)) {
          const [first = ''] = cycle
          const ring = ringOf.get(first) ?? -1
          // Of services that all need each other each way back is a circle: one is told, the others are counted.
          if (cycle.length > 2 && told.has(ring)) continue
          if (cycle.length > 2) told.add(ring)
          yield { ...finding, ...words(cycle, sizes.get(first) ?? 0) }
        }
  },
})

/** Depth first, without recursion: a chain of services may be longer than the stack. */
function* visit(
  root: Service,
  services: ReadonlyMap<string, Service>,
  state: Map<string, 'open' | 'done'>,
): Generator<{ cycle: string[]; finding: Pick<Finding, 'at'> }> {
  const path = [{ service: root, next: 0 }]
  state.set(root.id, 'open')
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const needed = top.service.depends_on[top.next]
    if (needed === undefined) {
      state.set(top.service.id, 'done')
      path.pop()
      continue
    }
    const index = top.next++
    const service = services.get(needed)
    if (!service) continue
    if (state.get(needed) === 'open') {
      const from = path.findIndex((step) => step.service.id === needed)
      const cycle = [...path.slice(from).map((step) => step.service.id), needed]
      yield { cycle, finding: { at: { file: top.service.file, path: ['depends_on', index] } } }
    } else if (!state.has(needed)) {
      state.set(needed, 'open')
      path.push({ service, next: 0 })
    }
  }
}

/** A circle, and how many services need each other around it. */
function words(cycle: readonly string[], size: number): Pick<Finding, 'message' | 'help'> {
  const more = size > cycle.length - 1 ? `, one of those among ${size} services` : ''
  return {
    message: `Unexpected circle ${folded(cycle).join(' → ')}${more}, expected dependencies that end somewhere.`,
    help: `Remove the weakest of these dependencies${more === '' ? '' : '; the next circle is told then'}.`,
  }
}

/** A long circle by its two ends, which are where it can be cut: hundreds of names are no sentence. */
const folded = (ids: readonly string[]): readonly string[] =>
  ids.length <= 2 * ENDS + 1 ? ids : [...ids.slice(0, ENDS), `${ids.length - 2 * ENDS} more`, ...ids.slice(-ENDS)]
const ENDS = 4
