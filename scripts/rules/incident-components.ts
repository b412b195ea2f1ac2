import type { Finding } from '#model/diagnostic'
import { originalsIn } from '#model/publish/duplicates'
import type { Incident } from '#model/records/incident'
import type { Service } from '#model/records/service'
import { meantBy, publishedAs, type ComponentStatus, type IncidentUpdate, type Published } from '#model/records/update'
import { startOfDay } from '#model/time'
import { isImported } from '#model/records/source'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'incident-components',
  severity: 'warning',
  scope: 'record',
  doc: 'While an incident is open to customers on a service that is a component, an update since it was opened, or opened anew, says how the component is: else they read that it is operational. What is said of one counts: it is a component at the time, and of a duplicate the original names it as well.',
  *check({ catalog: { incidents, services, site } }) {
    const known = new Map(services.flatMap((one) => (one.public ? [[one.id, one] as const] : [])))
    const components = { services: known, published: publishedAs([...known.keys()]) }
    const repeats = originalsIn(incidents.filter(({ updates }) => updates && updates.length > 0))
    for (const incident of incidents) {
      if (isImported(incident) || incident.impact !== null) continue
      const original = repeats.get(incident)
      if (original) yield* notRepeated(incident, original, components)
      else {
        yield* outsideLife(incident, components, site.time_zone)
        yield* unsaid(
          incident,
          incident.services.filter((id) => known.has(id)),
        )
      }
    }
  },
})

/** Services that are components, and how records may name them. */
interface Components {
  services: ReadonlyMap<string, Service>
  published: Published
}

/** What updates say of components since the incident was opened, or opened anew, the newest setting of each. */
function saidOf({ updates }: Incident, components: Components): Map<string, Setting> {
  const since = (updates ?? []).slice((updates?.findLastIndex(({ state }) => state === 'resolved') ?? -1) + 1)
  return new Map(
    since.flatMap((update) =>
      Object.entries(update.components).flatMap(([key, { status }]) => {
        const component = meantBy(key, components.published)
        return component === undefined ? [] : [[component, { component, key, status, update }] as const]
      }),
    ),
  )
}
interface Setting {
  component: string
  /** As the update writes it. */
  key: string
  status: ComponentStatus
  update: IncidentUpdate
}

/** Of a duplicate customers read the original alone. */
function* notRepeated(incident: Incident, original: Incident, components: Components): Generator<Finding> {
  const said = saidOf(original, components)
  // Where the original is over, or corrects its intervals, it speaks for both.
  if (said.size === 0 && original.updates?.at(-1)?.state === 'resolved') return
  if (original.impact !== null) return
  for (const { component, key, status, update } of saidOf(incident, components).values()) {
    if (status === 'operational' || said.has(component)) continue
    yield {
      at: { file: incident.file, path: ['duplicate_of'] },
      message: `Unexpected duplicate of an incident that doesn't name \`${component}\`, expected one that does: nothing of a duplicate is shown, and customers read that \`${component}\` is operational.`,
      help: `Add an update to ${original.id} with \`components: {${component}: ${status}}\`.`,
      related: [{ at: { file: update.file, path: ['components', key] }, message: 'The duplicate says so here.' }],
    }
  }
}

function* outsideLife(incident: Incident, components: Components, timeZone: string): Generator<Finding> {
  for (const { component, key, status, update } of saidOf(incident, components).values()) {
    const service = components.services.get(component)
    const { since, until } = service?.public ?? {}
    const early = since !== undefined && update.time < startOfDay(since, timeZone)
    const late = until !== undefined && update.time >= startOfDay(until, timeZone)
    if (!service || status === 'operational' || !(early || late)) continue
    const [name, day] = early ? ['since', since] : ['until', until]
    yield {
      at: { file: update.file, path: ['components', key] },
      message: `Unexpected state of \`${component}\`, expected one of a component: ${early ? `it becomes one on ${day}` : `it is none from ${day} on`}, and customers don't see it.`,
      help: `Where they use it, correct \`public.${name}\` of the service, or take it out.`,
      related: [{ at: { file: service.file, path: ['public', name] }, message: `\`${name}\` stands here.` }],
    }
  }
}

function* unsaid({ updates }: Incident, affected: readonly string[]): Generator<Finding> {
  const last = updates?.at(-1)
  const [component] = affected
  if (!updates || !last || last.state === 'resolved' || component === undefined) return
  const ended = updates.findLastIndex(({ state }) => state === 'resolved')
  if (updates.slice(ended + 1).some(({ components }) => Object.keys(components).length > 0)) return
  const again = ended >= 0
  yield {
    at: { file: last.file, path: ['state'] },
    message: `Missing \`components\` in an incident that is open${again ? ' again' : ''}, expected how \`${component}\` is: customers read that it is operational.`,
    help: `Add \`components: {${component}: partial_outage}\`${again ? ': the end before it ended all states' : ''}, or \`operational\` where customers notice nothing.`,
  }
}
