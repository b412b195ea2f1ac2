import type { Finding } from '#model/diagnostic'
import type { Service } from '#model/records/service'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'service-dependency-cycle',
  severity: 'error',
  scope: 'record',
  doc: 'No service depends on itself, not by way of others either.',
  *check({ catalog, links }) {
    const state = new Map<string, 'open' | 'done'>()
    for (const service of catalog.services) if (!state.has(service.id)) yield* visit(service, links.services, state)
  },
})

/** Depth first, without recursion: a chain of services may be longer than the stack. */
function* visit(
  root: Service,
  services: ReadonlyMap<string, Service>,
  state: Map<string, 'open' | 'done'>,
): Generator<Finding> {
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
      const cycle = folded([...path.slice(from).map((step) => step.service.id), needed]).join(' → ')
      yield {
        at: { file: top.service.file, path: ['depends_on', index] },
        message: `Unexpected circle ${cycle}, expected dependencies that end somewhere.`,
        help: 'Remove the weakest of these dependencies.',
      }
    } else if (!state.has(needed)) {
      state.set(needed, 'open')
      path.push({ service, next: 0 })
    }
  }
}

/** A long circle by its two ends, which are where it can be cut: hundreds of names are no sentence. */
const folded = (ids: readonly string[]): readonly string[] =>
  ids.length <= 2 * ENDS + 1 ? ids : [...ids.slice(0, ENDS), `${ids.length - 2 * ENDS} more`, ...ids.slice(-ENDS)]
const ENDS = 4
