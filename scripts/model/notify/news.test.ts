import { describe, expect, test } from 'vitest'
import { at, incident, maintenance, pageAt, said } from '../../fixtures/told-pages.ts'
import type { PublicCatalog } from '../publish/public.ts'
import { knownOf, sharedComponents } from './known.ts'
import { newsOf } from './news.ts'
import { openNews } from './open-news.ts'

const news = (before: PublicCatalog, after: PublicCatalog, silent: string[] = []) => {
  const components = sharedComponents(before, after)
  return newsOf(after, knownOf(before, components), { components, silent: new Set(silent) })
}
const told = (...given: Parameters<typeof news>) => news(...given).map(({ of, kind }) => `${of} ${kind}`)
const NOBODY = pageAt(-60, {})

const opened = said('investigating', 0, { title: 'Shop is down' })
const A = (...more: Parameters<typeof incident>[1]) => incident('a', [opened, ...more])

describe('Of an incident subscribers hear', () => {
  test('that it was opened, each update, that it is resolved and that it is open again, in order.', () => {
    const page = pageAt(60, {
      incidents: [A(said('identified', 5), said('resolved', 20), said('investigating', 30), said('resolved', 40))],
    })
    expect(told(NOBODY, page)).toEqual(['a opened', 'a updated', 'a resolved', 'a reopened', 'a resolved'])
  })

  test('nothing twice: what the last page had is no news.', () => {
    const page = pageAt(60, { incidents: [A()] })
    expect(told(page, page)).toEqual([])
    expect(told(page, pageAt(70, { incidents: [A(said('resolved', 65))] }))).toEqual(['a resolved'])
  })

  test('an update that is dated in the future when its time has come.', () => {
    const incidents = [A(said('monitoring', 30))]
    expect(told(NOBODY, pageAt(29, { incidents }))).toEqual(['a opened'])
    expect(told(pageAt(29, { incidents }), pageAt(30, { incidents }))).toEqual(['a updated'])
  })

  test('that a text or an impact was corrected, and not that an update got another time.', () => {
    const before = pageAt(60, { incidents: [A(said('identified', 5))] })
    const text = A(said('identified', 5, { markdown: 'Other words.' }))
    const impact = incident('a', [{ ...opened, impact: 'critical' as const }, said('identified', 5)])
    const states = incident('a', before.incidents[0]?.updates ?? [], {
      corrected: [{ component: 'shop', status: 'major_outage', from: at(0), to: at(9) }],
    })
    for (const one of [text, impact, states])
      expect(told(before, pageAt(60, { incidents: [one] }))).toEqual(['a corrected'])
    expect(told(before, pageAt(60, { incidents: [A(said('identified', 6))] }))).toEqual([])
  })

  test('that a postmortem was published, once.', () => {
    const before = pageAt(60, { incidents: [A(said('resolved', 5))] })
    const review = (postmortem: string) =>
      pageAt(60, { incidents: [incident('a', [opened, said('resolved', 5)], { postmortem })] })
    expect(told(before, review('It was a disk.'))).toEqual(['a postmortem'])
    expect(told(review('It was a disk.'), review('It was a full disk.'))).toEqual([])
  })

  test('nothing that was to tell nobody: the update, or all of it.', () => {
    const page = pageAt(60, { incidents: [A(said('identified', 5, { notify: false }), said('resolved', 9))] })
    expect(told(NOBODY, page)).toEqual(['a opened', 'a resolved'])
    expect(told(NOBODY, page, ['a'])).toEqual([])
  })

  test('that it goes on elsewhere where it repeats another one, if they ever heard of it.', () => {
    const both = [incident('b', [said('investigating', 1)]), incident('a', [opened], { duplicate_of: 'b' })]
    expect(told(NOBODY, pageAt(60, { incidents: both }))).toEqual(['b opened'])
    expect(told(pageAt(0, { incidents: [A()] }), pageAt(60, { incidents: both }))).toEqual(['b opened', 'a resolved'])
  })

  test('no correction where only a component has become one, or is none any more.', () => {
    const listed = pageAt(60, {
      incidents: [
        incident('a', [{ ...opened, settings: [{ component: 'shop', status: 'partial_outage', since: at(0) }] }]),
      ],
    })
    const without = { ...pageAt(60, { incidents: [A()] }), components: listed.components.slice(1) }
    for (const [before, after] of [
      [listed, without],
      [without, listed],
    ] as const)
      expect(told(before, after).filter((one) => one.startsWith('a'))).toEqual([])
  })
})

describe('Of a maintenance subscribers hear', () => {
  const planned = said('scheduled', 0, { title: 'The shop moves' })
  const page = (
    minutes: number,
    more: Partial<Parameters<typeof maintenance>[2]> = {},
    ...updates: (typeof planned)[]
  ) => pageAt(minutes, { maintenances: [maintenance('m', [planned, ...updates] as never, more)] })

  test('that it is announced, has moved, and what the clock makes of it: each once.', () => {
    expect(told(NOBODY, page(10))).toEqual(['m announced'])
    expect(told(page(10), page(10, { window: { start: at(70), end: at(130) } }))).toEqual(['m moved'])
    expect(told(page(10), page(60))).toEqual(['m begun'])
    expect(told(page(60), page(110))).toEqual([])
    expect(told(page(60), page(120))).toEqual(['m done'])
    expect(told(page(120), page(500))).toEqual([])
  })

  test('of one that was over when anybody looked, that it is done and not that it has begun.', () => {
    expect(told(page(10), page(500))).toEqual(['m done'])
  })

  test('that one begun by hand takes longer than planned, and that it is done.', () => {
    const begun = said('in_progress', 65) as never
    expect(told(page(10), page(66, {}, begun))).toEqual(['m begun'])
    expect(told(page(66, {}, begun), page(125, {}, begun))).toEqual(['m overrun'])
    expect(told(page(125, {}, begun), page(140, {}, begun, said('completed', 139) as never))).toEqual(['m done'])
  })

  test('that it was cancelled, by an update or by its record alone.', () => {
    expect(told(page(10), page(20, { cancelled: true }))).toEqual(['m cancelled'])
    expect(told(page(10), page(20, { cancelled: true }, said('cancelled', 15) as never))).toEqual(['m cancelled'])
  })
})

test('Ids are those of the same news whoever asks, whenever, and of no other.', () => {
  const at60 = pageAt(60, { incidents: [A(said('identified', 5), said('resolved', 20))] })
  const ids = (before: PublicCatalog, after: PublicCatalog) => news(before, after).map(({ id }) => id)
  const later = pageAt(90, { incidents: at60.incidents })
  expect(ids(NOBODY, later)).toEqual(ids(NOBODY, at60))
  expect(ids(pageAt(2, { incidents: [A()] }), at60)).toEqual(ids(NOBODY, at60).slice(1))
  expect(new Set(ids(NOBODY, at60)).size).toBe(3)
})

test('A component that changes its state is news by itself, to whoever wants that.', () => {
  const down = said('investigating', 0, { settings: [{ component: 'shop', status: 'major_outage', since: at(0) }] })
  const before = pageAt(60, { incidents: [incident('a', [down])] })
  expect(news(NOBODY, before).at(-1)).toMatchObject({
    kind: 'component',
    of: 'component:shop',
    status: { before: 'operational', after: 'major_outage' },
  })
  expect(told(before, pageAt(70, { incidents: [incident('a', [down, said('resolved', 61)])] }))).toEqual([
    'a resolved',
    'component:shop component',
  ])
})

test('Who knows nothing hears how what is open stands, and nothing of what is over or planned.', () => {
  const page = pageAt(70, {
    incidents: [A(said('identified', 5)), incident('b', [said('investigating', 1), said('resolved', 2)])],
    maintenances: [
      maintenance('m', [said('scheduled', 0)]),
      maintenance('n', [said('scheduled', 0)], { window: { start: at(300), end: at(400) } }),
    ],
  })
  const open = openNews(page, { components: new Set(), silent: new Set() })
  expect(open.map(({ of, kind, update }) => [of, kind, update])).toEqual([
    ['a', 'updated', 1],
    ['m', 'begun', null],
  ])
})

describe('Somebody who is back after months', () => {
  const long = -60 * 24 * 60
  const over = incident('over', [said('investigating', long), said('resolved', long + 30)], { postmortem: 'A disk.' })
  const open = incident('open', [said('investigating', long)])
  const heard = incident('heard', [said('investigating', long)])
  const ended = incident('heard', [...heard.updates, said('resolved', long + 60)])
  const done = maintenance('done', [said('scheduled', long)], { window: { start: at(long), end: at(long + 60) } })
  const coming = maintenance('coming', [said('scheduled', long)])

  test('hears of what goes on, of what is to come, and how that ended which they know; of nothing else.', () => {
    const before = pageAt(long + 10, { incidents: [heard] })
    const after = pageAt(0, { incidents: [over, open, ended], maintenances: [done, coming] })
    expect(told({ ...before, now: at(long) }, after)).toEqual(['open opened', 'coming announced', 'heard resolved'])
  })

  test('hears of what was over for days alone.', () => {
    const days = -3 * 24 * 60
    const recent = incident('recent', [said('investigating', days), said('resolved', days + 30)])
    expect(told(pageAt(long, {}), pageAt(0, { incidents: [recent] }))).toEqual(['recent opened', 'recent resolved'])
  })
})
