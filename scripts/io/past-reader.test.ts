import { expect, test } from 'vitest'
import { plan } from '../fixtures/gate-context.ts'
import { readPast } from './past-reader.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const SERVICES = new Set(['checkout'])

const done = (id: string, finished: string, fields: Record<string, string> = {}) =>
  plan(id, { status: 'completed', outcome: `{started: 2025-01-01T00:00:00Z, finished: ${finished}}`, ...fields })
const incident = (id: string, fields: string) => ({
  [`incidents/2026/${id}-x.md`]: `---\nid: ${id}\ntitle: Slow\nseverity: SEV-2\nservices: []\nstarted: 2026-02-01T10:00:00Z\nresolved: 2026-02-01T11:00:00Z\n${fields}---\n`,
})
const read = (...files: Record<string, string>[]) => {
  const past = readPast(new Map(Object.entries(Object.assign({}, ...files))), SERVICES, NOW)
  return { ...past, changes: past.changes.map(({ id }) => id), incidents: past.incidents.map(({ id }) => id) }
}

test('Those that touched the services and ended within two calendar years are read, with the incidents that blame them.', () => {
  expect(
    read(
      done('CHG-2026-0001', '2026-02-01T00:00:00Z'),
      done('CHG-2026-0002', '2025-02-01T00:00:00Z', { services: '\n  - ledger\n  - "checkout"' }),
      done('CHG-2026-0003', '2024-06-15T00:00:00Z'),
      done('CHG-2026-0004', '2026-02-01T00:00:00Z', { services: '[checkout-web]' }),
      done('CHG-2026-0005', '2025-01-01T00:30:00+02:00'),
      incident('INC-2026-0001', 'caused_by: [CHG-2026-0001]\n'),
      incident('INC-2026-0002', 'caused_by: [CHG-2026-0003]\n'),
      incident('INC-2026-0003', ''),
    ),
  ).toEqual({
    changes: ['CHG-2026-0005', 'CHG-2026-0002', 'CHG-2026-0001'],
    incidents: ['INC-2026-0001'],
    now: NOW,
    more: false,
  })
})

test('What cannot be read counts for nothing, and of very many the newest are read.', () => {
  const many = Array.from({ length: 700 }, (_, i) => done(`CHG-2026-${1000 + i}`, '2026-02-01T00:00:00Z'))
  const past = read(...many, {
    'changes/2026/CHG-2026-2000.md': '---\nservices: [checkout]\nfinished: 2026-02-01T\n---\n',
  })
  expect(past.more).toBe(true)
  expect(past.changes.length).toBeLessThan(700)
  expect(past.changes).toContain('CHG-2026-1699')
  expect(past.changes).not.toContain('CHG-2026-1000')
  expect(past.changes).not.toContain('CHG-2026-2000')
})
