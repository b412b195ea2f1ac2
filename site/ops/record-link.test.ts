import { expect, test } from 'vitest'
import { recordLink } from './record-link.ts'

const pages = new Map([
  ['changes/2026/CHG-2026-0007-pooler.md', '/changes/CHG-2026-0007/'],
  ['incidents/2026/INC-2026-0005-booking/index.md', '/incidents/INC-2026-0005/'],
  ['incidents/2026/INC-2026-0009-app.md', '/incidents/INC-2026-0009/'],
  ['runbooks/a/b.md', '/runbooks/a/b/'],
  ['runbooks/決済/支払い エラー.md', '/runbooks/決済/支払い エラー/'],
])
const from = recordLink(
  (file) => pages.get(file) ?? null,
  (page) => `/ops${encodeURI(page)}`,
)
const incident = from('incidents/2026/INC-2026-0005-booking/index.md')

test('a file of another record leads to its page', () => {
  expect(incident('../../../changes/2026/CHG-2026-0007-pooler.md')).toBe('/ops/changes/CHG-2026-0007/')
  expect(incident('../INC-2026-0009-app.md')).toBe('/ops/incidents/INC-2026-0009/')
  expect(incident('../../../runbooks/a/b.md#mitigation')).toBe('/ops/runbooks/a/b/#mitigation')
})

test('so does the folder of a record, and a file that it publishes', () => {
  const change = from('changes/2026/CHG-2026-0007-pooler.md')
  const page = '/ops/incidents/INC-2026-0005/'
  expect(change('../../incidents/2026/INC-2026-0005-booking/')).toBe(page)
  expect(change('../../incidents/2026/INC-2026-0005-booking')).toBe(page)
  expect(change('../../incidents/2026/INC-2026-0005-booking/public/20260630T141600Z.md')).toBe(page)
})

test('names may hold spaces and any script, encoded or not', () => {
  const runbook = from('runbooks/a/b.md')
  const page = `/ops${encodeURI('/runbooks/決済/支払い エラー/')}`
  expect(runbook('../決済/支払い エラー.md')).toBe(page)
  expect(runbook(encodeURI('../決済/支払い エラー.md'))).toBe(page)
})

test('what has no page, lies elsewhere or is broken leads nowhere', () => {
  expect(incident('../../../change-templates/renew-certificate.md')).toBeNull()
  expect(incident('graph.png')).toBeNull()
  expect(incident('../../../../secrets.md')).toBeNull()
  expect(incident('/runbooks/a/b/')).toBeNull()
  expect(incident('%E0%A4%A')).toBeNull()
})
