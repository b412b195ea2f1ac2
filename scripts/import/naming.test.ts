import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberer } from './naming.ts'

test('Numbers go on after the highest of the year, each once.', () => {
  const next = numberer('INC', [
    'INC-2026-0031-checkout',
    'incidents/2026/INC-2026-0007',
    'INC-2025-0400',
    'CHG-2026-0900',
  ])
  expect([next(2026), next(2026), next(2025), next(2024)]).toEqual([
    'INC-2026-0032',
    'INC-2026-0033',
    'INC-2025-0401',
    'INC-2024-0001',
  ])
})

test('An id of another count is not gone on from: the next one is always one more than some other, and new.', () => {
  expect(numberer('INC', ['INC-2026-99999999999999999999', 'INC-2026-0003'])(2026)).toBe('INC-2026-0004')
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 24n })), (numbers) => {
      const names = numbers.map((number) => `INC-2026-${String(number).padStart(4, '0')}`)
      const id = numberer('INC', names)(2026)
      expect(id).toMatch(/^INC-2026-\d{4,10}$/)
      expect(names).not.toContain(id)
    }),
  )
})
