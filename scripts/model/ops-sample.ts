import { NO_RECORDS, type Catalog } from './catalog.ts'
import { changeSchema, type Change } from './change.ts'
import { incidentSchema, type Incident } from './incident.ts'
import { opsIndex, type Ops } from './ops-index.ts'
import { DEFAULT_POLICY } from './policy.ts'
import { runbookSchema, type Runbook } from './runbook.ts'
import { UNNAMED_SITE } from './site.ts'

/* Good records for the tests of the ops pages, each as a file would say it, with fields changed at will. */

const NO_BODY = { markdown: '', line: 1 }

export const aChange = (id: string, fields: object = {}): Change => ({
  ...changeSchema.parse({
    id,
    title: `Change ${id}`,
    type: 'normal',
    status: 'approved',
    requester: 'core',
    implementer: 'ana',
    environment: 'production',
    services: ['booking'],
    risk: { blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1 },
    window: { start: '2026-03-01T09:00:00Z', end: '2026-03-01T10:00:00Z' },
    rollback: { max_duration: '5m', criteria: [{ metric: 'errors', comparator: '>', threshold: 1, action: 'manual' }] },
    ...fields,
  }),
  file: `changes/2026/${id}.md`,
  body: NO_BODY,
  updates: null,
  impact: null,
})

export const anIncident = (id: string, fields: object = {}): Incident => ({
  ...incidentSchema.parse({
    id,
    title: `Incident ${id}`,
    severity: 'SEV-2',
    started: '2026-03-01T10:00:00Z',
    ...fields,
  }),
  file: `incidents/2026/${id}/index.md`,
  body: NO_BODY,
  updates: null,
  impact: null,
  postmortem: null,
})

export const aRunbook = (id: string, fields: object = {}): Runbook => ({
  ...runbookSchema.parse({ title: `Runbook ${id}`, team: 'core', ...fields }),
  id,
  file: `runbooks/${id}.md`,
  body: NO_BODY,
})

/** The index over some records, as of noon on 1 March 2026. */
export const someOps = (records: Partial<Catalog>, diagnostics: Ops['diagnostics'] = []): Ops =>
  opsIndex(
    {
      ...NO_RECORDS,
      site: UNNAMED_SITE,
      policy: DEFAULT_POLICY,
      now: Date.parse('2026-03-01T12:00:00Z'),
      broken: {},
      salvaged: [],
      ...records,
    },
    diagnostics,
  )
