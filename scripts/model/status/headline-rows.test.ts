import { describe, expect, test } from 'vitest'
import { announced, component, during, incidentOf, pageOf } from '../../fixtures/public-page.ts'
import type { PublicCatalog } from '../publish/public.ts'
import { headline, headlines } from './headline.ts'
import { headlineRows, lastEnded, lastSaid } from './headline-rows.ts'
import { statesNow } from './states-now.ts'

const MINUTE = 60_000
const at = (minutes: number) => Date.parse('2026-03-01T12:00:00Z') + minutes * MINUTE
const NOW = at(0)
const components = [component('checkout'), component('search'), component('fax')]
const pageWith = (parts: Partial<PublicCatalog>) => pageOf(NOW, { components, ...parts })

/** As `record: state of components since minutes`. */
const said = (parts: Partial<PublicCatalog>) => {
  const page = pageWith(parts)
  return headlineRows(page, headline(page), NOW).map(
    ({ event, states }) =>
      `${event?.public_id ?? '–'}: ${states
        .map((line) => `${line.status} ${line.components.map(({ id }) => id).join('+')} ${(line.since - NOW) / MINUTE}`)
        .join(', ')}`,
  )
}

describe('Below the large sentence', () => {
  test('nothing stands while all is well.', () => {
    expect(said({})).toEqual([])
    expect(said({ maintenances: [announced('plan', at(60), at(90))] })).toEqual([])
  })

  test('each open incident is a line, with what it does to which components and since when.', () => {
    const incidents = [
      incidentOf('one', [during('partial_outage', at(-30)), during('degraded_performance', at(-20), undefined, 'fax')]),
      incidentOf('two', [during('major_outage', at(-10), undefined, 'search')]),
    ]
    expect(said({ incidents })).toEqual([
      'two: major_outage search -10',
      'one: partial_outage checkout -30, degraded_performance fax -20',
    ])
  })

  test('components in one state since one moment stand together.', () => {
    const incidents = [
      incidentOf(
        'one',
        ['checkout', 'search'].map((id) => during('partial_outage', at(-30), undefined, id)),
      ),
    ]
    expect(said({ incidents })).toEqual(['one: partial_outage checkout+search -30'])
  })

  test('a component stands with the record that says its state, though another speaks of it, too.', () => {
    expect(
      said({
        incidents: [
          incidentOf('mild', [
            during('degraded_performance', at(-50)),
            during('major_outage', at(-40), at(-35), 'fax'),
          ]),
          incidentOf('bad', [during('partial_outage', at(-30))]),
        ],
        maintenances: [announced('plan', at(-60), at(60))],
      }),
    ).toEqual(['mild: ', 'bad: partial_outage checkout -30'])
  })

  test('maintenance is a line while something is under it, an incident even where nothing suffers.', () => {
    expect(
      said({
        incidents: [incidentOf('still', [during('degraded_performance', at(-50), at(-40))])],
        maintenances: [announced('plan', at(-60), at(60)), announced('idle', at(-60), at(60), { ids: [] })],
      }),
    ).toEqual(['still: ', 'plan: under_maintenance checkout -40'])
  })

  test('what no record of today speaks for is a line of its own.', () => {
    const closed = {
      ...incidentOf('over', [during('degraded_performance', at(-50))]),
      duplicate_of: null,
      updates: [
        {
          title: undefined,
          settings: [],
          impact: undefined,
          next_update: undefined,
          pinned: false,
          notify: true,
          lang: undefined,
          markdown: '',
          state: 'resolved' as const,
          time: at(-20),
        },
      ],
    }
    expect(said({ incidents: [closed] })).toEqual(['–: degraded_performance checkout -50'])
  })

  test('by the clock maintenance gets its line when it begins.', () => {
    const page = pageWith({ maintenances: [announced('plan', at(60), at(90))] })
    const lines = headlines(page).map(({ from, headline: one }) =>
      headlineRows(page, one, Math.max(from, NOW)).map(({ event }) => event?.public_id),
    )
    expect(lines).toEqual([[], ['plan'], []])
  })
})

describe('The page last changed', () => {
  const word = (state: 'investigating' | 'resolved', minutes: number) => ({
    title: undefined,
    settings: [],
    impact: undefined,
    next_update: undefined,
    pinned: false,
    notify: true,
    lang: undefined,
    markdown: '',
    state,
    time: at(minutes),
  })
  const told = (public_id: string, ...updates: ReturnType<typeof word>[]) => ({
    ...incidentOf(public_id, []),
    corrected: null,
    updates,
  })

  test('with the newest update of any record, and not with one that is still to come.', () => {
    const incidents = [told('one', word('investigating', -50), word('resolved', -20))]
    expect(lastSaid(pageWith({ incidents }))).toBe(at(-20))
    expect(lastSaid(pageWith({ incidents, maintenances: [announced('plan', at(24 * 60 - 5), at(24 * 60))] }))).toBe(
      at(-5),
    )
    expect(lastSaid(pageWith({}))).toBeNull()
  })

  test('and the last incident ended when the newest one that is over was resolved.', () => {
    const incidents = [
      told('one', word('investigating', -50), word('resolved', -20)),
      told('two', word('investigating', -90), word('resolved', -80)),
      told('open', word('investigating', -10)),
    ]
    expect(lastEnded(pageWith({ incidents }))).toBe(at(-20))
    expect(lastEnded(pageWith({}))).toBeNull()
  })
})

test('An incident says the state of each of its components now, and of which it works again.', () => {
  const [incident] = pageWith({
    incidents: [
      incidentOf('one', [
        during('degraded_performance', at(-60), at(-30), 'search'),
        during('partial_outage', at(-50), undefined, 'checkout'),
        during('operational', at(-50), undefined, 'fax'),
      ]),
    ],
  }).open
  if (!incident) throw new Error('The incident is not open.')
  expect(statesNow(incident, NOW)).toEqual([
    { component: 'checkout', status: 'partial_outage', again: false },
    { component: 'search', status: 'operational', again: true },
    { component: 'fax', status: 'operational', again: false },
  ])
})
