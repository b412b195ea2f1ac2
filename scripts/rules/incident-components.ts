import type { Finding } from '#model/diagnostic'
import { originalsIn } from '#model/publish/duplicates'
import type { Incident } from '#model/records/incident'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'incident-components',
  severity: 'warning',
  scope: 'record',
  doc: 'While an incident is open to customers on a service that is a component, an update since it was opened, or opened anew, says how the component is: else they read that it is operational.',
  *check({ catalog: { incidents, services } }) {
    const components = new Set(services.flatMap((service) => (service.public ? service.id : [])))
    const repeats = originalsIn(incidents.filter(({ updates }) => updates && updates.length > 0))
    for (const incident of incidents)
      if (incident.source === undefined && incident.impact === null && !repeats.has(incident))
        yield* unsaid(
          incident,
          incident.services.filter((id) => components.has(id)),
        )
  },
})

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
