import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outlineOf } from '#io/markdown'
import { MINUTE } from '../time.ts'
import { timelineEvents, timelineZone } from './timeline.ts'
import { newTimeline, withEvent } from './timeline-line.ts'

const at = (time: string) => Date.parse(time)
const added = (markdown: string, time: string, words: string, started = '2026-03-01T10:00:00Z') => {
  const body = { markdown, line: 8 }
  return withEvent(body, outlineOf(body), { at: at(time), words }, { started: at(started), timeZone: 'Europe/Berlin' })
}

test('An event stands at the end of the timeline, in the zone that it names, and nothing else moves.', () => {
  const body =
    'Notes.\n\n## Timeline\n\nTimes in Europe/Berlin.\n\n- 11:00 It begins.\n\n  More.\n\n## Postmortem\n\n- 11:01 no.\n'
  expect(added(body, '2026-03-01T10:05:59Z', 'Seen.')).toBe(body.replace('  More.\n', '  More.\n- 11:05 Seen.\n'))
  expect(added('## Timeline\n\n- 10:00 It begins.', '2026-03-01T10:05:00Z', 'Seen.')).toBe(
    '## Timeline\n\n- 10:00 It begins.\n- 10:05 Seen.\n',
  )
})

test('Where there is no timeline, one is begun in the zone of the site, above the postmortem.', () => {
  expect(added('', '2026-03-01T10:05:00Z', 'Seen.')).toBe('## Timeline\n\nTimes in Europe/Berlin.\n\n- 11:05 Seen.\n')
  expect(added('Notes.\n\n## Postmortem\n\nNone.\n', '2026-03-01T10:05:00Z', 'Seen.')).toBe(
    'Notes.\n\n## Timeline\n\nTimes in Europe/Berlin.\n\n- 11:05 Seen.\n\n## Postmortem\n\nNone.\n',
  )
})

test('A clock alone would be of the wrong day: then the day stands before it.', () => {
  const body = '## Timeline\n\nTimes in UTC.\n\n- 22:00 It begins.\n'
  const start = '2026-03-01T22:00:00Z'
  expect(added(body, '2026-03-02T00:10:00Z', 'Taken.', start)).toContain('\n- 00:10 Taken.\n')
  expect(added(body, '2026-03-02T23:10:00Z', 'Late.', start)).toContain('\n- 2026-03-02 23:10 Late.\n')
  // An alert's time may be before what was written last.
  const later = body.replace('begins.\n', 'begins.\n- 2026-03-02 01:30 Taken.\n')
  expect(added(later, '2026-03-01T22:05:00Z', 'It fired.', start)).toContain('\n- 2026-03-01 22:05 It fired.\n')
})

test('A clock that was shown twice has its offset; in a zone that nobody knows every one has.', () => {
  const body = (zone: string) => `## Timeline\n\nTimes in ${zone}.\n`
  const start = '2026-10-24T23:50:00Z'
  expect(added(body('Europe/Berlin'), '2026-10-25T01:30:00Z', 'Again.', start)).toContain(
    '\n- 2026-10-25T02:30:00+01:00 Again.\n',
  )
  expect(added(body('Mars/Base'), '2026-10-25T01:30:00Z', 'Far.', start)).toContain('\n- 2026-10-25T01:30:00Z Far.\n')
})

test('Words stay on their line and say no other time; the same event is not written twice.', () => {
  const body = newTimeline([], at('2026-03-01T10:00:00Z'), 'Etc/UTC')
  const once = added(body, '2026-03-01T10:05:00Z', 'a\n\n## b\r\n- c')
  expect(once).toBe('## Timeline\n\nTimes in UTC.\n\n- 10:05 a ## b - c\n')
  expect(added(once, '2026-03-01T10:05:30Z', 'a ## b - c')).toBe(once)
  expect(added(body, '2026-03-01T10:05:00Z', 'pm is when it was')).toContain(
    '\n- 2026-03-01T10:05:00Z pm is when it was\n',
  )
})

test('Whenever something happens, in whatever order, the timeline is read back as it was.', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata')
  // Around the nights in which clocks are changed.
  const start = fc
    .tuple(
      fc.constantFrom('2026-03-29T00:00:00Z', '2026-10-25T00:00:00Z', '2026-04-04T15:00:00Z', '2026-06-01T00:00:00Z'),
      fc.integer({ min: -12 * 60, max: 12 * 60 }),
    )
    .map(([day, minutes]) => at(day) + minutes * MINUTE)
  const offsets = fc.array(fc.integer({ min: -90, max: 50 * 60 }), { maxLength: 12 })
  fc.assert(
    fc.property(zone, start, offsets, (timeZone, started, minutes) => {
      const times = minutes.map((minute) => started + minute * MINUTE)
      const text = times.reduce((markdown, time, n) => {
        const body = { markdown, line: 1 }
        return withEvent(body, outlineOf(body), { at: time, words: `Event ${n}.` }, { started, timeZone })
      }, '')
      const items = text.split('\n').flatMap((line) => (line.startsWith('- ') ? line.slice(2) : []))
      const read = timelineEvents(items, { started, zone: timelineZone(text) })
      expect(read.map((event) => event.at)).toEqual(times)
    }),
  )
})
