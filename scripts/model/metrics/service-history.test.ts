import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aChange, anIncident } from '../../fixtures/ops-sample.ts'
import { serviceHistory } from './service-history.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const done = (id: string, fields: object = {}) =>
  aChange(id, {
    status: 'completed',
    outcome: { started: '2026-02-01T10:00:00Z', finished: '2026-02-01T10:30:00Z' },
    ...fields,
  })
const ended = (finished: string) => ({ outcome: { started: '2025-01-01T00:00:00Z', finished } })
const steps = [{ percent: 10, bake: '30m' }, { percent: 100 }]
const history = (changes: ReturnType<typeof aChange>[], incidents: ReturnType<typeof anIncident>[] = []) =>
  serviceHistory({ id: 'CHG-2026-0100', services: ['booking', 'booking'] }, { changes, incidents, now: NOW })

test('Of five that ended within the year two failed: one was rolled back, one caused an incident.', () => {
  expect(
    history(
      [
        done('CHG-2026-0001'),
        done('CHG-2026-0002', { services: ['store', 'booking'] }),
        done('CHG-2026-0003', { status: 'rolled_back' }),
        done('CHG-2026-0004', ended('2026-03-01T12:00:00Z')),
        done('CHG-2026-0005', ended('2025-03-01T12:00:01Z')),
        // A year ago to the second, a second ahead, elsewhere, another service, given up, under way, itself.
        done('CHG-2026-0006', ended('2025-03-01T12:00:00Z')),
        done('CHG-2026-0007', ended('2026-03-01T12:00:01Z')),
        done('CHG-2026-0008', { environment: 'staging' }),
        done('CHG-2026-0009', { services: ['store'] }),
        done('CHG-2026-0010', { status: 'aborted' }),
        aChange('CHG-2026-0011', { status: 'in_progress', outcome: { started: '2026-02-02T00:00:00Z' } }),
        done('CHG-2026-0100', { status: 'rolled_back' }),
      ],
      [
        anIncident('INC-2026-0001', { caused_by: ['CHG-2026-0002', 'CHG-2026-0003'] }),
        anIncident('INC-2026-0002', { caused_by: ['CHG-2026-0001'], closed_as: 'false_alarm' }),
      ],
    ),
  ).toEqual({ services: ['booking'], finished: 5, failed: 2, in_first_step: 0, more: false })
})

test.each([
  ['while it was watched', { rollout: steps, status: 'rolled_back' }, 1],
  ['a minute after that', { rollout: [{ percent: 10, bake: '29m' }, { percent: 100 }], status: 'rolled_back' }, 0],
  ['all at once', { rollout: [{ percent: 100, bake: '30m' }], status: 'rolled_back' }, 0],
  ['in steps that nobody watched', { rollout: [{ percent: 10 }, { percent: 100 }], status: 'rolled_back' }, 0],
  ['without steps', { status: 'rolled_back' }, 0],
])('Whether the first of several steps failed is told by its times: rolled back %s.', (_, fields, in_first_step) => {
  expect(history([done('CHG-2026-0001', fields)])).toMatchObject({ failed: 1, in_first_step })
})

test('What caused an incident without being rolled back failed, at no step.', () => {
  const incident = anIncident('INC-2026-0001', { caused_by: ['CHG-2026-0001'] })
  expect(history([done('CHG-2026-0001', { rollout: steps })], [incident])).toMatchObject({
    failed: 1,
    in_first_step: 0,
  })
})

test('Where nothing ended there is nothing to tell.', () => {
  expect(history([aChange('CHG-2026-0001')])).toBeNull()
})

test('It never counts more failures than changes, and no order changes it.', () => {
  const change = fc
    .record({
      number: fc.integer({ min: 1, max: 40 }),
      status: fc.constantFrom('completed', 'rolled_back', 'aborted'),
      services: fc.subarray(['booking', 'store'], { minLength: 1 }),
      rollout: fc.constantFrom(undefined, steps),
    })
    .map(({ number, ...fields }) => done(`CHG-2026-${String(number).padStart(4, '0')}`, fields))
  fc.assert(
    fc.property(fc.uniqueArray(change, { selector: ({ id }) => id }), (changes) => {
      const found = history(changes)
      expect(history(changes.toReversed())).toEqual(found)
      if (!found) return
      expect(found.failed).toBeLessThanOrEqual(found.finished)
      expect(found.in_first_step).toBeLessThanOrEqual(found.failed)
      expect(found.finished).toBeLessThanOrEqual(changes.length)
    }),
  )
})
