import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { PublicCatalog, PublicMaintenance, PublicMaintenanceUpdate } from '#model/publish/public'
import { statusPage } from '#model/status/page'
import { anyText } from '../fixtures/any-text.ts'
import { english } from '../fixtures/feed-writing.ts'
import { at, EVERYTHING, maintenance, step } from '../fixtures/statuspage-catalog.ts'
import { maintenanceCalendar } from './calendar.ts'

const ENGLISH = english()
const DAY = 24 * 60

const written = (maintenances: PublicMaintenance[], parts: Partial<PublicCatalog> = {}) =>
  maintenanceCalendar(statusPage({ ...EVERYTHING, maintenances, ...parts }), ENGLISH)

/** Each event's properties by their names, as another library reads them. */
function events(ics: string): Record<string, string | string[]>[] {
  const calendar = new ICAL.Component(ICAL.parse(ics))
  return calendar
    .getAllSubcomponents('vevent')
    .map((event) =>
      Object.fromEntries(
        event
          .getAllProperties()
          .map((one) => [one.name, one.isMultiValue ? one.getValues().map(String) : String(one.getFirstValue())]),
      ),
    )
}
const event = (one: PublicMaintenance, parts?: Partial<PublicCatalog>) => events(written([one], parts))[0]

/** The maintenance of the catalogue's search, with these words said when it was announced. */
const announced = (words: Partial<PublicMaintenanceUpdate>, window: [number, number] = [100, 200]) =>
  maintenance('someworks000', window, [], { updates: [{ ...step(-5000, 'scheduled', { title: 'Works' }), ...words }] })

/** What RFC 5545 asks of the bytes, which readers forgive. */
function expectSoundLines(ics: string) {
  expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true)
  expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  for (const line of ics.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(line).not.toContain('\uFFFD')
    // Nothing but tabs of what is no printing character.
    expect(line).not.toMatch(/[\u0000-\u0008\u000A-\u001F\u007F]/)
  }
}

describe('The calendar', () => {
  test('holds a maintenance as it was announced.', () => {
    const one = maintenance('someworks000', [100, 220], [], {
      updates: [
        step(-5000, 'scheduled', {
          title: 'Works on search',
          set: { search: 'under_maintenance', checkout: 'under_maintenance' },
          markdown: 'Search is **off**; see [how](https://a.example).\n\nNot checkout.',
        }),
      ],
    })
    expect(event(one)).toEqual({
      uid: 'someworks000@status.acme.example',
      sequence: '0',
      dtstamp: '2026-02-25T22:40:00Z',
      created: '2026-02-25T22:40:00Z',
      'last-modified': '2026-02-25T22:40:00Z',
      dtstart: '2026-03-01T11:40:00Z',
      dtend: '2026-03-01T13:40:00Z',
      summary: 'Works on search',
      description:
        'Planned: Search is off; see how.\n\nNot checkout.\n\nAffects: Search, Checkout\n\nhttps://status.acme.example/incidents/someworks000/',
      categories: ['Search', 'Checkout'],
      url: 'https://status.acme.example/incidents/someworks000/',
      status: 'CONFIRMED',
      transp: 'TRANSPARENT',
    })
  })

  test('says what it is called and how often to look again.', () => {
    const calendar = new ICAL.Component(ICAL.parse(written([])))
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    expect(calendar.getFirstPropertyValue('prodid')).toBe('-//Evenkeel//Status page//EN')
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Acme – Maintenance')
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT1H')
    expect(calendar.getFirstPropertyValue('x-published-ttl')).toBe('PT1H')
  })

  test('holds something where no maintenance was ever announced: the format wants that.', () => {
    const calendar = new ICAL.Component(ICAL.parse(written([])))
    expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(['vtimezone'])
    expectSoundLines(written([]))
  })

  test('lets no name of a site add a line to it.', () => {
    const site = { ...EVERYTHING.site, name: 'A, B; C\\\nMETHOD:CANCEL' }
    const ics = written([], { site })
    expect(new ICAL.Component(ICAL.parse(ics)).getFirstPropertyValue('method')).toBeNull()
    expect(ics).toContain('\r\nX-WR-CALNAME:A\\, B\\; C\\\\ METHOD:CANCEL – Maintenance\r\n')
  })

  test('forgets what ended more than 180 days ago, and nothing else.', () => {
    const ago = (id: string, days: number, steps: PublicMaintenanceUpdate[] = []) =>
      maintenance(id, [-days * DAY - 60, -days * DAY], steps, {
        updates: [step(-days * DAY - 100, 'scheduled', { title: id }), ...steps],
      })
    const left = events(
      written([
        maintenance('nextyear0000', [300 * DAY, 300 * DAY + 1]),
        ago('recent000000', 179),
        ago('stillrunning', 300, [step(-300 * DAY - 60, 'in_progress', { auto: false })]),
        ago('longago00000', 181),
      ]),
    )
    expect(left.map(({ uid }) => uid)).toEqual([
      'nextyear0000@status.acme.example',
      'recent000000@status.acme.example',
      'stillrunning@status.acme.example',
    ])
  })

  test('is the same in a later build, while nothing new was said.', () => {
    const one = maintenance('someworks000', [100, 200])
    expect(written([one], { now: at(9999) })).toBe(written([one]))
  })
})

describe('When an event is', () => {
  const times = (one: PublicMaintenance) => {
    const { dtstart, dtend } = event(one) ?? {}
    return [dtstart, dtend]
  }

  test('as it was, where it began and ended otherwise than planned.', () => {
    const one = maintenance('someworks000', [-200, -100], [step(-190, 'in_progress'), step(-80, 'completed')])
    expect(times(one)).toEqual(['2026-03-01T06:50:00Z', '2026-03-01T08:40:00Z'])
  })

  test('as planned, where it waits for someone to begin it.', () => {
    expect(times(announced({ auto: false }))).toEqual(['2026-03-01T11:40:00Z', '2026-03-01T13:20:00Z'])
  })

  test('as planned, where it was called off before.', () => {
    expect(times(maintenance('someworks000', [100, 200], [step(0, 'cancelled')]))).toEqual([
      '2026-03-01T11:40:00Z',
      '2026-03-01T13:20:00Z',
    ])
  })

  test('without an end, where it took no time or has begun and nobody knows until when.', () => {
    expect(times(announced({}, [100, 100]))).toEqual(['2026-03-01T11:40:00Z', undefined])
    const begun = maintenance('someworks000', [0, 0], [step(0, 'in_progress')], { window: null })
    expect(times(begun)).toEqual(['2026-03-01T10:00:00Z', undefined])
    const late = maintenance('someworks000', [-100, -50], [step(-20, 'in_progress')])
    expect(times(late)).toEqual(['2026-03-01T09:40:00Z', undefined])
  })

  test('nowhere, where neither is known.', () => {
    expect(events(written([maintenance('someworks000', [0, 0], [], { window: null })]))).toEqual([])
  })
})

describe('An edit', () => {
  const sequence = (...args: Parameters<typeof maintenance>) => Number(event(maintenance(...args))?.['sequence'])

  test('raises the sequence and never lowers it, and the stamp is that of the last word.', () => {
    const window: [number, number] = [-60, 120]
    const begun = step(-55, 'in_progress')
    const sequences = [
      sequence('someworks000', window),
      sequence('someworks000', window, [step(-100, 'scheduled')]),
      sequence('someworks000', window, [step(-100, 'scheduled'), begun]),
      sequence('someworks000', window, [step(-100, 'scheduled'), begun, step(50, 'completed')]),
    ]
    expect(sequences).toEqual([0, 1, 2, 3])
    expect(event(maintenance('someworks000', window, [begun]))).toMatchObject({
      dtstamp: '2026-03-01T09:05:00Z',
      'last-modified': '2026-03-01T09:05:00Z',
      created: '2026-02-25T22:40:00Z',
    })
  })

  test('that comes without an update raises it, too: called off, begun, ended, given up.', () => {
    const outcome = { started: at(-55), finished: at(40) }
    expect(sequence('someworks000', [100, 200], [], { cancelled: true })).toBe(1)
    expect(sequence('someworks000', [-60, 50], [], { outcome: { ...outcome, finished: null } })).toBe(1)
    expect(sequence('someworks000', [-60, 50], [], { outcome })).toBe(2)
    expect(sequence('someworks000', [-60, 50], [], { outcome, aborted: true })).toBe(3)
  })

  test('that gives it up raises it, also where it ends when it was planned to.', () => {
    const begun = { started: at(-60), finished: null }
    const running = sequence('someworks000', [-60, 50], [], { outcome: begun })
    const stopped = { outcome: { ...begun, finished: at(50) }, aborted: true }
    expect(sequence('someworks000', [-60, 50], [], stopped)).toBeGreaterThan(running)
    expect(event(maintenance('someworks000', [-60, 50], [], stopped))?.['status']).toBe('CANCELLED')
  })

  test('that moves the window to what came to pass does not lower it.', () => {
    const outcome = { started: at(-55), finished: at(40) }
    const planned = sequence('someworks000', [-60, 50], [], { outcome })
    expect(sequence('someworks000', [-55, 40], [], { outcome })).toBe(planned)
    const steps = [step(-55, 'in_progress'), step(40, 'completed')]
    expect(sequence('someworks000', [-55, 40], steps)).toBe(sequence('someworks000', [-60, 50], steps))
  })

  test('that plans anew what was called off raises it once more.', () => {
    const off = [step(-10, 'cancelled')]
    expect(sequence('someworks000', [100, 200], [...off, step(0, 'scheduled')])).toBeGreaterThan(
      sequence('someworks000', [100, 200], off),
    )
  })

  test('that calls it off leaves it there, cancelled.', () => {
    const said = maintenance('someworks000', [100, 200], [step(0, 'cancelled', { markdown: 'Not today.' })])
    const unsaid = maintenance('someworks000', [100, 200], [], { cancelled: true })
    const stopped = maintenance('someworks000', [-60, 50], [step(-55, 'in_progress'), step(-5, 'cancelled')])
    // Many calendars show no status: the title says it as well.
    for (const one of [said, unsaid, stopped])
      expect(event(one)).toMatchObject({ status: 'CANCELLED', summary: 'Cancelled: Work someworks000' })
    expect(event(said)?.['description']).toMatch(/^Cancelled: Not today\./)
    expect(event(stopped)).toMatchObject({ dtstart: '2026-03-01T09:05:00Z', dtend: '2026-03-01T09:55:00Z' })
  })
})

describe('Words', () => {
  test.each([
    ['commas, semicolons and backslashes', 'cables, plugs; C:\\new "x"'],
    ['what looks like a line of the format', 'END:VEVENT BEGIN:VALARM'],
    ['emoji and other scripts', '🔥 設備の保守 👩🏽‍🚒 صيانة'.repeat(20).trim()],
    ['400 characters', `${'long '.repeat(79)}title`],
    ['marks', '<script>alert(1)</script> ]]> &amp;'],
  ])('with %s are read as they were written, from lines that are in order.', (_, title) => {
    const ics = written([announced({ title, markdown: 'Words.' })])
    expectSoundLines(ics)
    expect(events(ics)[0]?.['summary']).toBe(title)
  })

  test('of any kind stay in their lines.', () => {
    fc.assert(
      fc.property(anyText({ minLength: 1, maxLength: 300 }), fc.string({ unit: 'grapheme' }), (title, markdown) => {
        const ics = written([announced({ title, markdown })])
        expectSoundLines(ics.replaceAll('\uFFFD', ''))
        const [one] = events(ics)
        expect(Object.keys(one ?? {})).toHaveLength(12)
        expect(one?.['summary']).not.toBe('')
      }),
      { numRuns: 200 },
    )
  })

  test('on several lines are one line of the format; a title is on one.', () => {
    const one = event(announced({ title: 'Two\r\nlines', markdown: 'One.\n\n- a\n- b' }))
    expect(one?.['summary']).toBe('Two lines')
    expect(one?.['description']).toMatch(/^Planned: One\.\n\n• a\n• b\n\nhttps:/)
  })

  test('beyond two thousand characters are on the page alone.', () => {
    const text = String(event(announced({ markdown: 'a'.repeat(5000) }))?.['description'])
    expect(text).toBe(`Planned: ${'a'.repeat(1999)}…\n\nhttps://status.acme.example/incidents/someworks000/`)
  })

  test('that are missing leave their places out.', () => {
    expect(event(announced({ title: undefined, markdown: '' }))).toMatchObject({
      summary: 'Maintenance',
      description: 'Planned\n\nhttps://status.acme.example/incidents/someworks000/',
    })
  })
})
