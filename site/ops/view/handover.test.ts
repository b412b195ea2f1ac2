import { expect, test } from 'vitest'
import { serviceSchema } from '#model/records/service'
import { anIncident, aRunbook, someOps } from '../../../scripts/fixtures/ops-sample.ts'
import { outlineOf } from '#io/markdown'
import { judgeAudit } from '#rules/judge'
import { handoverPage } from './handover.ts'

const page = (records: Parameters<typeof someOps>[0]) => {
  const ops = someOps(records)
  const { catalog, links, now } = ops
  return handoverPage(ops, judgeAudit({ catalog, links, outlineOf, companionsOf: () => new Map(), now }), null)
}

test('What is copied as text is text: no sign of a name is written as markup would have it.', () => {
  const title = 'Webshop API & checkout <all> *of* it, for @everyone #1'
  const { text } = page({ incidents: [anIncident('INC-2026-0001', { title })] })
  expect(text).toContain(`INC-2026-0001 ${title};`)
})

test('Many of one kind are one line of it, in the text and on the page, where it leads to their list.', () => {
  const booking = {
    ...serviceSchema.parse({ name: 'Booking', team: 'core', tier: 1 }),
    id: 'booking',
    file: 'services/booking.yaml',
  }
  const runbooks = [
    ...Array.from({ length: 60 }, (_, i) => aRunbook(`a${i}`, { services: ['booking'] })),
    ...Array.from({ length: 35 }, (_, i) => aRunbook(`b${i}`, { services: ['booking'], owner: 'ana' })),
  ]
  const { text, sections, counts } = page({ services: [booking], runbooks })
  const [row] = sections.find(({ title }) => title === 'Waits for somebody')?.rows ?? []
  expect([row?.record.page, row?.record.id]).toEqual(['/runbooks/', '95 runbooks were never tested'])
  expect(text).toContain('  - 95 runbooks were never tested; core 60, ana 35\n')
  expect(text.split('\n').filter((line) => line.includes('never tested'))).toHaveLength(1)
  expect(counts.at(-1)?.count).toBeLessThan(5)
})
