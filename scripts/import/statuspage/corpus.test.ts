import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readContent } from '#io/catalog-reader'
import { recordText, writeRecord } from '#io/record-writer'
import { readStatuspage } from '#io/peers/statuspage'
import { publicCatalog } from '#model/publish/public'
import type { SourceDocument } from '#model/source-document'
import { statusPage } from '#model/status/page'
import { assess } from '#assess/content'
import { planStatuspage } from './plan.ts'
import { readExport } from './format.ts'
import { planReport } from '../report.ts'
import { corpus } from '../../fixtures/places.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-corpus-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function importDocuments(documents: SourceDocument[]): string {
  const { source, problems } = readExport(documents)
  expect(problems).toEqual([])
  const plan = planStatuspage(
    source,
    readContent(folder, NOW, () => NOW),
  )
  for (const { path, data, body } of plan.files)
    expect(writeRecord(folder, path, recordText(data, body))).toBe('written')
  return planReport(plan, new Set(), false)
}

interface Recorded {
  id: string
  name: string
  status: string
  impact: string
  resolved_at: string | null
  components: { id: string }[]
  incident_updates: {
    status: string
    body: string
    display_at: string
    affected_components: { code: string; new_status: string }[] | null
  }[]
}

const CORPUS = corpus('statuspage/incidents.jsonl')
if (!existsSync(CORPUS)) console.warn(`Not tested with recorded data: there is no ${CORPUS}. Set EVENKEEL_CORPORA.`)

test.skipIf(!existsSync(CORPUS))(
  'the 336 recorded records are imported whole, and a second time nothing is',
  async () => {
    const source = await readStatuspage(CORPUS)
    if ('missing' in source) throw new Error(source.missing)
    expect(source.failures).toEqual([])
    const report = importDocuments(source.documents)
    expect(report).toContain('Wrote 1 site, 1 team, 11 services, 326 incidents, 10 maintenances, 1990 updates.')
    expect(importDocuments(source.documents)).toBe('Nothing to do.\n')

    const { catalog, diagnostics } = assess(folder, NOW, () => NOW)
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const found = statusPage(publicCatalog(catalog))
    expect(found.open.map(({ public_id }) => public_id)).toEqual(['fg0pp1nl4bdg'])

    const views = new Map([...found.incidents, ...found.maintenances].map((view) => [view.public_id, view]))
    const services = new Map(catalog.services.map((service) => [service.source?.id, service.id]))
    const counts = { updates: 0, same: 0, states: 0, statesSame: 0 }
    for (const { value } of source.documents) {
      const recorded = value as Recorded
      const view = views.get(recorded.id)
      expect(view).toMatchObject({ title: recorded.name, state: recorded.status })
      const [impact, end] = view?.kind === 'incident' ? [view.impact, view.resolved] : ['maintenance', view?.ends]
      expect(impact).toBe(recorded.impact)
      expect(end).toBe(recorded.resolved_at === null ? null : Date.parse(recorded.resolved_at))
      const recordedComponents = recorded.components.map(({ id }) => services.get(id))
      expect(new Set(view?.components)).toEqual(new Set(recordedComponents))
      for (const [i, one] of recorded.incident_updates.toReversed().entries()) {
        const written = view?.updates[i]
        counts.updates++
        const text = written?.markdown.replaceAll(/ {2}\n/g, '\n').trim()
        if (written?.time === Date.parse(one.display_at) && written.state === one.status && text === one.body.trim())
          counts.same++
        // What a maintenance announces isn't so yet.
        if (one.status === 'scheduled') continue
        for (const { code, new_status } of one.affected_components ?? []) {
          const [id, at] = [services.get(code), Date.parse(one.display_at)]
          counts.states++
          const held = view?.spans.find(({ component: of, from, to }) => of === id && from <= at && at < to)
          if (held?.status === new_status) counts.statesSame++
        }
      }
    }
    expect(counts).toMatchObject({ updates: 1990, same: 1990 })
    expect(counts.states).toBeGreaterThan(1900)
    expect(counts.statesSame).toBe(counts.states)
  },
)
