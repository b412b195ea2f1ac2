import { expect, test } from 'vitest'
import { anIncident } from '../../fixtures/ops-sample.ts'
import { formatInstant, MINUTE } from '../time.ts'
import { momentsOf, phasesOf } from './phases.ts'

const at = (clock: string) => `2026-03-01T${clock}:00Z`
const incident = (times: Record<string, string>) =>
  anIncident(
    'INC-2026-0001',
    Object.fromEntries(Object.entries({ started: '10:00', ...times }).map(([name, clock]) => [name, at(clock)])),
  )
const phases = (times: Record<string, string>, open = false) =>
  phasesOf(incident(times), open).map(({ from, to, until }) =>
    [until, formatInstant(from).slice(11, 16), to === null ? 'open' : formatInstant(to).slice(11, 16)].join(' '),
  )

test('Each moment says how long it took: to acknowledge from the detection, all else from the start.', () => {
  const all = { detected: '10:02', acknowledged: '10:05', mitigated: '10:40', resolved: '11:10' }
  const told = momentsOf(incident(all)).map(({ name, measure }) => [
    name,
    measure && measure.duration / MINUTE,
    measure?.since,
  ])
  expect(told).toEqual([
    ['started', null, undefined],
    ['detected', 2, 'started'],
    ['acknowledged', 3, 'detected'],
    ['mitigated', 40, 'started'],
    ['resolved', 70, 'started'],
  ])
  // Nobody knows when it was noticed.
  const undetected = momentsOf(incident({ acknowledged: '10:05' })).at(-1)
  expect(undetected?.measure).toEqual({ since: 'started', duration: 5 * MINUTE })
})

test('A life has no gaps: what is not known lies in the next part.', () => {
  expect(phases({ detected: '10:02', acknowledged: '10:05', mitigated: '10:40', resolved: '11:10' })).toEqual([
    'detected 10:00 10:02',
    'acknowledged 10:02 10:05',
    'mitigated 10:05 10:40',
    'resolved 10:40 11:10',
  ])
  expect(phases({ mitigated: '10:40', resolved: '11:10' })).toEqual(['mitigated 10:00 10:40', 'resolved 10:40 11:10'])
  expect(phases({ resolved: '11:10' })).toEqual(['resolved 10:00 11:10'])
})

test('An open one goes on until somebody mitigates it, then until it is resolved.', () => {
  expect(phases({ detected: '10:02' }, true)).toEqual(['detected 10:00 10:02', 'mitigated 10:02 open'])
  expect(phases({ mitigated: '10:40' }, true)).toEqual(['mitigated 10:00 10:40', 'resolved 10:40 open'])
  // Resolved ahead of now isn't yet.
  expect(phases({ resolved: '11:10' }, true)).toEqual(['mitigated 10:00 open'])
})

test('A moment out of order, an error of its record, makes no part.', () => {
  expect(phases({ detected: '09:58', acknowledged: '10:05', resolved: '11:10' })).toEqual([
    'acknowledged 10:00 10:05',
    'resolved 10:05 11:10',
  ])
})
