import type { SloObject } from '#model/records/slo-object'
import { closest, distance } from 'fastest-levenshtein'
import { dangling, knownIds } from './reference-exists.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'slo-reference',
  severity: 'error',
  scope: 'record',
  doc: 'An SLO names a service of the catalogue, and what OpenSLO documents refer to by name is in one of the files.',
  *check({ catalog }) {
    const services = knownIds(catalog)('service')
    for (const { service, file, document, servicePath } of catalog.slos)
      if (!services.has(service)) yield dangling('service', service, { file, document, path: servicePath }, services)
    // What a broken file would hold isn't known.
    const broken = new Set(catalog.broken.slo)
    const known = Map.groupBy(catalog.slo_objects, ({ kind }) => kind)
    const names = new Map([...known].map(([kind, objects]) => [kind, new Set(objects.map(({ name }) => name))]))
    for (const { references } of catalog.slo_objects)
      for (const { kind, name, at } of references)
        if (!names.get(kind)?.has(name) && !broken.has(name))
          yield {
            at,
            message: `Unexpected ${kind} \`${name}\`, expected one that is in \`slos/\`.`,
            help:
              near(name, known.get(kind) ?? []) ?? `Correct the name, or add a document of \`kind: ${kind}\` with it.`,
          }
  },
})

function near(name: string, objects: readonly SloObject[]): string | null {
  const names = objects.slice(0, 500).map((one) => one.name)
  const likely = names.length > 0 ? closest(name, names) : ''
  return likely !== '' && distance(name, likely) <= Math.max(2, name.length / 3) ? `Did you mean \`${likely}\`?` : null
}
