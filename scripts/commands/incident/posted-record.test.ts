import { expect, test } from 'vitest'
import { NO_RECORDS } from '#model/catalog'
import { DEFAULT_POLICY } from '#model/records/policy'
import { siteSchema } from '#model/records/site'
import { recordNamed } from './posted-record.ts'

const site = siteSchema.parse({
  name: 'Acme',
  url: 'https://status.acme.example',
  ops_url: 'https://ops.acme.example/x',
})
const catalog = {
  ...structuredClone(NO_RECORDS),
  site,
  policy: DEFAULT_POLICY,
  now: 0,
  broken: {},
  salvaged: [],
  unread: [],
  salvaged_changes: [],
  salvaged_components: [],
  salvaged_runbooks: [],
  salvaged_teams: [],
  salvaged_services: [],
  salvaged_alerts: [],
  salvaged_recordings: [],
}
const RECORD = { id: 'INC-2026-0031', file: 'incidents/2026/INC-2026-0031/index.md', public_id: 'abcdefghijkl' }
const OTHER = { id: 'INC-2026-0032', file: 'incidents/2026/INC-2026-0032/index.md', public_id: 'mnopqrstuvwx' }
const named = (name: string) => recordNamed(name, [OTHER, RECORD], catalog)?.id

test.each([
  'INC-2026-0031',
  ' inc-2026-0031 ',
  'abcdefghijkl',
  'https://status.acme.example/incidents/abcdefghijkl/',
  'https://status.acme.example/incidents/abcdefghijkl',
  'https://status.acme.example/incidents/abcdefghijkl/#updates',
  'https://ops.acme.example/x/incidents/INC-2026-0031/',
])('Somebody who writes %j means that one.', (name) => expect(named(name)).toBe('INC-2026-0031'))

test.each([
  'INC-2026-0033',
  'https://status.evil.example/incidents/abcdefghijkl/',
  'https://status.acme.example.evil.example/incidents/abcdefghijkl/',
  'https://status.acme.example/history/abcdefghijkl/',
  'https://status.acme.example/incidents/../incidents/abcdefghijkl/',
  '',
])('%j means none.', (name) => expect(named(name)).toBeUndefined())
