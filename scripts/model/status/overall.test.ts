import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { overallStatus, timeline, worst } from './overall.ts'
import { COMPONENT_STATUSES, type ComponentStatus } from '../records/update.ts'
import { corpus } from '../../fixtures/places.ts'

const CORPUS = corpus('statuspage')
const recorded = existsSync(CORPUS)
if (!recorded) console.warn(`Skipped: no recorded pages at ${CORPUS}.`)

/** Components of a recorded page; a group is none itself. */
const statesOf = (components: { status: string; group: boolean }[]): ComponentStatus[] =>
  components
    .filter(({ group }) => !group)
    .map(({ status }) => {
      const known = COMPONENT_STATUSES.find((one) => one === status)
      if (known === undefined) throw new Error(`Unexpected state ${status}.`)
      return known
    })

describe('The overall status', () => {
  test.skipIf(!recorded)('is what the page served in 144 of 144 recorded states.', () => {
    const pages = readFileSync(join(CORPUS, 'states.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(pages.length).toBe(144)
    for (const { components, expected } of pages) expect(overallStatus(statesOf(components))).toEqual(expected)
  })

  test.skipIf(!recorded)('is what the 9 recorded summaries say.', () => {
    const names = readdirSync(join(CORPUS, 'summary'))
    expect(names.length).toBe(9)
    for (const name of names) {
      const { components, status } = JSON.parse(readFileSync(join(CORPUS, 'summary', name), 'utf8'))
      expect(overallStatus(statesOf(components)), name).toEqual(status)
    }
  })

  test.each<[string, ComponentStatus[], string, string]>([
    ['a page without components', [], 'none', 'All Systems Operational'],
    ['all of them operational', ['operational', 'operational'], 'none', 'All Systems Operational'],
    ['every one in major outage', ['major_outage', 'major_outage'], 'critical', 'Major System Outage'],
    ['the only one in major outage', ['major_outage'], 'critical', 'Major System Outage'],
    ['one of two in major outage', ['operational', 'major_outage'], 'major', 'Partial System Outage'],
    ['a major and a partial outage', ['partial_outage', 'major_outage'], 'major', 'Partial System Outage'],
    ['every one in partial outage', ['partial_outage', 'partial_outage'], 'major', 'Partial System Outage'],
    ['one of two in partial outage', ['partial_outage', 'operational'], 'minor', 'Minor Service Outage'],
    [
      'a partial outage and the rest degraded',
      ['partial_outage', 'degraded_performance'],
      'minor',
      'Minor Service Outage',
    ],
    ['all degraded', ['degraded_performance', 'degraded_performance'], 'minor', 'Partially Degraded Service'],
    [
      'one degraded beside maintenance',
      ['under_maintenance', 'degraded_performance'],
      'minor',
      'Partially Degraded Service',
    ],
    ['one under maintenance', ['operational', 'under_maintenance'], 'maintenance', 'Service Under Maintenance'],
    ['all under maintenance', ['under_maintenance'], 'maintenance', 'Service Under Maintenance'],
  ])('of %s.', (_, states, indicator, description) => {
    expect(overallStatus(states)).toEqual({ indicator, description })
    expect(overallStatus(states.toReversed())).toEqual({ indicator, description })
  })
})

test('The worst of some states: an outage before maintenance, and operational where there is none.', () => {
  expect(worst(['under_maintenance', 'partial_outage', 'degraded_performance'])).toBe('partial_outage')
  expect(worst(['operational', 'under_maintenance'])).toBe('under_maintenance')
  expect(worst([])).toBe('operational')
})

describe('What is set for a component', () => {
  const spansOf = (...settings: [ComponentStatus, number][]) => {
    const line = timeline()
    for (const [status, from] of settings) line.set(status, from)
    return line.spans('checkout').map(({ status, from, to }) => [status, from, to])
  }

  test('holds until the next setting.', () => {
    expect(spansOf(['major_outage', 10], ['degraded_performance', 20], ['operational', 30])).toEqual([
      ['major_outage', 10, 20],
      ['degraded_performance', 20, 30],
      ['operational', 30, Infinity],
    ])
  })

  test('gives way to a later word about an earlier time, from there on.', () => {
    expect(spansOf(['partial_outage', 10], ['operational', 40], ['major_outage', 20])).toEqual([
      ['partial_outage', 10, 20],
      ['major_outage', 20, Infinity],
    ])
  })

  test('is gone where a later word begins before it or with it.', () => {
    expect(spansOf(['partial_outage', 10], ['major_outage', 5])).toEqual([['major_outage', 5, Infinity]])
    expect(spansOf(['partial_outage', 10], ['major_outage', 10])).toEqual([['major_outage', 10, Infinity]])
  })

  test('goes on unbroken where the same is said again.', () => {
    expect(spansOf(['partial_outage', 10], ['partial_outage', 20], ['operational', 30])).toEqual([
      ['partial_outage', 10, 30],
      ['operational', 30, Infinity],
    ])
  })
})
