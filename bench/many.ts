import { planCstate } from '#import/cstate/plan'
import { readSite } from '#import/cstate/format'
import { NOTHING } from '#import/existing'
import { previewOf } from '#model/preview/preview'
import { aCatalog, anUpdate, NOON } from '../scripts/fixtures/gate-verdicts.ts'
import { anIncident } from '../scripts/fixtures/ops-sample.ts'

/** What a merge publishes among so many open incidents, each with an update: what the work is. */
export function comparing(count: number): () => unknown {
  const looking = anUpdate('2026-02-20T11:00:00Z', 'investigating', 'We are looking.', { title: 'Payments delayed' })
  const incidents = Array.from({ length: count }, (_, i) => ({
    ...anIncident(`INC-2026-${10_000 + i}`),
    updates: [{ ...looking, time: NOON - 1000 * i }],
  }))
  return () => previewOf(aCatalog(), aCatalog({ incidents }), new Set(['INC-2026-10000']))
}

/** The import of a cState site with so many issues of one day and one title: what the work is. */
export function importing(count: number): () => unknown {
  const body = { markdown: '*Resolved* - It works.\n\n*Investigating* - Slow.', line: 1 }
  const value = { title: 'Slow', date: '2026-03-01', resolved: false, severity: 'down', affected: ['API'] }
  const issues = Array.from({ length: count }, (_, i) => ({
    file: `${i}.md`,
    name: `${i}`,
    value,
    body,
    lineOf: () => 1,
  }))
  const config = { title: 'Acme', baseURL: 'https://status.acme.example', params: { systems: [{ name: 'API' }] } }
  const { site } = readSite({ file: 'config.yml', value: config, lineOf: () => 1 } as never, issues)
  if (!site) throw new Error('No site was read.')
  return () => planCstate(site, NOTHING, NOON)
}
