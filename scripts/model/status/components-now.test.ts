import { expect, test } from 'vitest'
import { componentsNow } from './components-now.ts'
import { statusPage } from './page.ts'
import { NO_RECORDS, type Catalog } from '../catalog.ts'
import { publicCatalog } from '../publish/public.ts'
import { DEFAULT_POLICY } from '../records/policy.ts'
import { serviceSchema } from '../records/service.ts'
import { UNNAMED_SITE } from '../records/site.ts'
import { incidentUpdateSchema, maintenanceUpdateSchema } from '../records/update.ts'
import { HOUR } from '../time.ts'
import { aChange, anIncident } from '../../fixtures/ops-sample.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const service = (id: string, block: object = {}) => ({
  ...serviceSchema.parse({ name: id, team: 'core', tier: 2, public: { name: id, ...block } }),
  id,
  file: `services/${id}.yaml`,
})
const at = (hours: number) => ({
  file: 'public/x.md',
  body: { markdown: '', line: 1 },
  time: now + hours * HOUR,
  named: null,
})
const posted = (hours: number, fields: object) => ({
  ...incidentUpdateSchema.parse({ state: 'identified', title: 'Trouble', ...fields }),
  ...at(hours),
})
const catalog: Catalog = {
  ...NO_RECORDS,
  site: UNNAMED_SITE,
  policy: DEFAULT_POLICY,
  now,
  broken: {},
  salvaged_changes: [],
  salvaged_runbooks: [],
  salvaged_teams: [],
  salvaged_services: [],
  salvaged_alerts: [],
  salvaged_recordings: [],
  salvaged_components: [],
  salvaged: [],
  unread: [],
  services: [service('shop'), service('pay'), service('mail'), service('old', { until: '2026-01-01' })],
  incidents: [
    {
      ...anIncident('INC-2026-0001'),
      updates: [
        posted(-3, { components: { shop: 'partial_outage', mail: 'major_outage', old: 'major_outage' } }),
        posted(-1, { components: { mail: 'operational' } }),
      ],
    },
    // Dated ahead: nobody reads it yet.
    { ...anIncident('INC-2026-0002'), updates: [posted(1, { components: { mail: 'major_outage' } })] },
  ],
  changes: [
    {
      ...aChange('CHG-2026-0001', { window: { start: '2026-03-01T08:00:00Z', end: '2026-03-01T13:00:00Z' } }),
      updates: [
        {
          ...maintenanceUpdateSchema.parse({
            state: 'scheduled',
            title: 'Work',
            components: { pay: 'under_maintenance', shop: 'under_maintenance' },
          }),
          ...at(-200),
        },
      ],
    },
  ],
}

test('Each component of today is in the worst of what incidents and maintenance say of it now, since that began.', () => {
  expect(Object.fromEntries(componentsNow(publicCatalog(catalog)))).toEqual({
    shop: { status: 'partial_outage', since: now - 3 * HOUR },
    pay: { status: 'under_maintenance', since: now - 4 * HOUR },
    mail: { status: 'operational', since: null },
  })
})

test('It says what the status page says.', () => {
  const told = publicCatalog(catalog)
  const page = statusPage(told).components.map(({ id, status, status_since }) => [id, { status, since: status_since }])
  expect(Object.fromEntries(componentsNow(told))).toEqual(Object.fromEntries(page))
})
