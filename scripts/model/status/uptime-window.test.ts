import { expect, test } from 'vitest'
import { component, pageOf } from '../../fixtures/public-page.ts'
import { uptimeWindow } from './uptime-window.ts'

/** Of five days up to 17 June, so from 13 June on. */
const windowOf = (...sinces: (string | undefined)[]) =>
  uptimeWindow(
    pageOf(Date.parse('2026-06-17T08:00:00Z'), {
      days: 5,
      components: sinces.map((since, i) => component(`id${i}`, { since })),
    }).components,
  )

test('A component that is as old as the days, or does not say, counts them all.', () => {
  expect(windowOf(undefined)).toEqual({ days: 5 })
  expect(windowOf('2026-06-13')).toEqual({ days: 5 })
})

test('A younger one counts since its first day, and claims no more.', () => {
  expect(windowOf('2026-06-14')).toEqual({ since: '2026-06-14' })
  expect(windowOf('2026-06-17')).toEqual({ since: '2026-06-17' })
})

test('A group counts as long as its oldest member.', () => {
  expect(windowOf('2026-06-16', '2026-06-14', '2026-06-15')).toEqual({ since: '2026-06-14' })
  expect(windowOf('2026-06-16', undefined)).toEqual({ days: 5 })
  expect(windowOf('2026-06-16', '2026-01-01')).toEqual({ days: 5 })
})
