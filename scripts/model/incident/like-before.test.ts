import { expect, test } from 'vitest'
import { anIncident } from '../../fixtures/ops-sample.ts'
import { likenessIndex } from './like-before.ts'

const incident = (number: number, day: number, fields: object = {}) =>
  anIncident(`INC-2026-000${number}`, { started: `2026-03-${String(day).padStart(2, '0')}T10:00:00Z`, ...fields })

const told = (incidents: ReturnType<typeof incident>[], about: ReturnType<typeof incident>, most = 5) =>
  likenessIndex(incidents)(about, most).map(({ incident: { id }, shares }) =>
    [id.slice(-1), ...shares.map(({ kind, name }) => `${kind} ${name}`)].join(', '),
  )

test('What shares an alert or a cause comes before what shares services, then the newest; later ones are none.', () => {
  const about = incident(9, 20, { alerts: ['Errors'], caused_by: ['CHG-2026-0001'], services: ['booking', 'payments'] })
  const incidents = [
    incident(1, 1, { alerts: ['errors'] }),
    incident(2, 18, { services: ['booking', 'payments'] }),
    incident(3, 19, { services: ['booking'] }),
    incident(4, 2, { caused_by: ['CHG-2026-0001'], services: ['payments'] }),
    incident(5, 21, { alerts: ['Errors'] }),
    incident(6, 3, { services: ['mail'] }),
    about,
  ]
  expect(told(incidents, about)).toEqual([
    '4, cause CHG-2026-0001, service payments',
    '1, alert Errors',
    '2, service booking, service payments',
    '3, service booking',
  ])
  expect(told(incidents, about, 2)).toHaveLength(2)
})

test('What was no incident of its own teaches nothing, and one without anything is like none.', () => {
  const about = incident(9, 20, { services: ['booking'] })
  const repeated = { services: ['booking'], closed_as: 'duplicate', duplicate_of: 'INC-2026-0009' }
  expect(told([incident(1, 1, repeated), about], about)).toEqual([])
  expect(told([incident(1, 1)], incident(9, 20))).toEqual([])
})

test('A service of thousands of incidents is looked back at as far as anybody would.', () => {
  const many = Array.from({ length: 5000 }, (_, i) => ({
    ...incident(0, 1, { services: ['booking'] }),
    id: `INC-2025-${1000 + i}`,
    started: i * 1000,
  }))
  const about = { ...incident(9, 20, { services: ['booking'] }), started: 4_000_000 }
  expect(likenessIndex([...many, about])(about, 3).map(({ incident: { id } }) => id)).toEqual([
    'INC-2025-4999',
    'INC-2025-4998',
    'INC-2025-4997',
  ])
})
