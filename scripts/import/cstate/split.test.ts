import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatInstant } from '#model/time'
import { toldBy } from './dated.ts'
import type { CstateIssue } from './format.ts'
import { cstatePosts } from './incident-posts.ts'

const issue = (markdown: string, more: Partial<CstateIssue> = {}): CstateIssue => ({
  id: 'x',
  title: 'x',
  date: Date.parse('2026-03-10T10:00:00Z'),
  offset: null,
  resolved: true,
  resolvedWhen: Date.parse('2026-03-10T18:00:00Z'),
  publishDate: null,
  severity: 'down',
  affected: [],
  section: 'issue',
  informational: null,
  pin: null,
  draft: null,
  slug: null,
  url: null,
  markdown,
  ...more,
})

function posted(one: CstateIssue, timeZone = 'Etc/UTC'): { posts: [string, string, string][]; notes: string[] } {
  const notes: string[] = []
  const end = one.resolved ? one.resolvedWhen : null
  const { updates } = toldBy(one, { end, fold: true }, timeZone, (note) => notes.push(note))
  const posts = cstatePosts(one, { updates, end, there: [] }, () => {})
  return {
    posts: posts.map(({ time, state, body }) => [formatInstant(time).slice(5, 16), state, body.replaceAll('\n', '/')]),
    notes,
  }
}
const split = (markdown: string, more: Partial<CstateIssue> = {}, timeZone = 'Etc/UTC') =>
  posted(issue(markdown, more), timeZone).posts

const ALL = 'This incident has been resolved.'

test.each([
  ['**Update 14:05 UTC**', '03-10T14:05', true],
  ['**Update 14:05 UTC**:', '03-10T14:05', true],
  ['Update (15:05 CET):', '03-10T14:05', true],
  ['*Update | 03/10 09:05am Central* -', '03-10T14:05', true],
  ['[Update - 2026-03-10 14h05 UTC]', '03-10T14:05', true],
  ['\\[Update 10. März, 14:05 Uhr UTC]', '03-10T14:05', true],
  ['## Update vom 10.03.2026, 14:05 (UTC)', '03-10T14:05', true],
  ['### Stand 10.03.2026 14:05', '03-10T14:05', false],
  ['[March 10, 2026 2:05 PM] -', '03-10T14:05', false],
  ['## 14:05', '03-10T14:05', false],
  ['2026-03-10 14:05 GMT', '03-10T14:05', true],
  ['## 10.03.2026, 14:05 Uhr – Ursache gefunden', '03-10T14:05', false],
  ['_Update_: 14:05 UTC -', '03-10T14:05', true],
  ['**Update** (14:05 UTC) -', '03-10T14:05', true],
  ['**Update:** 14:05 UTC -', '03-10T14:05', true],
])('The head %j is that of an update at %s, and goes only where it says no more.', (head, time, gone) => {
  const below = head.startsWith('#') || head.startsWith('2026') ? '\n' : ' '
  const posts = split(`${head}${below}We know more.\n\n*Investigating* - We look.`)
  expect(posts.map(([at]) => at)).toContain(time)
  const body = posts.find(([at]) => at === time)?.[2] ?? ''
  expect(body.endsWith('We know more.')).toBe(true)
  expect(body === 'We know more.').toBe(gone)
})

test('The newest on top, each under its time, is told from the beginning on.', () => {
  const text = `Outage of the login.

## Verlauf

### Stand 10.03.2026 18:00

* it works

### Stand 10.03.2026 12:30

* we install`
  expect(split(text)).toEqual([
    ['03-10T10:00', 'investigating', 'Outage of the login.'],
    ['03-10T12:30', 'investigating', '### Stand 10.03.2026 12:30//* we install'],
    ['03-10T18:00', 'resolved', '### Stand 10.03.2026 18:00//* it works'],
  ])
})

test('[Final message] above [Initial message] is the end, and closes the issue.', () => {
  expect(split('[Final Message]\nAll done.\n\n[Initial Message]\nIt will be down.')).toEqual([
    ['03-10T10:00', 'investigating', 'It will be down.'],
    ['03-10T18:00', 'resolved', 'All done.'],
  ])
  expect(split('Final message:\nAll done.\n\nInitial message:\nIt will be down.').at(-1)).toEqual([
    '03-10T18:00',
    'resolved',
    'All done.',
  ])
  expect(split('[final message] All done.\n[initial message] It will be down.')).toHaveLength(2)
})

test.each([
  ['It works again.\n\n---\n\nIt is slow.', 'rules stand between its parts'],
  ['[Update]\nIt is faster.\n\nIt is slow.', 'an update stands on top'],
  ['The service was down. It has been restored.', 'it says that it is over'],
  ['Die Störung wurde behoben.', 'it says so in German'],
  ['**Update 18:40 CST**\nIt is fine.\n\n**Update 11:00 CST**\nIt is slow.', 'the zone may be several'],
  ['## 12:00\nSlow.\n\n## 17:00\nFine.\n\n## 11:00\nSlower.\n\n## 10:00\nBad.', 'the order contradicts itself'],
  ['## Update 10.03.2011\nIt is fine.', 'the year is a slip'],
  ['[Final message]\nAll done.', 'it is the final message alone'],
])('One text, %j, is the last word on a resolved issue: %s.', (text) => {
  const posts = split(text)
  expect(posts).toHaveLength(1)
  expect(posts[0]?.slice(0, 2)).toEqual(['03-10T18:00', 'resolved'])
})

test.each([
  'There may be disruptions.\n\nWe are sorry.',
  'We look into it and will tell when it is fixed.',
  'Es ist langsam. Voraussichtlich ist es am Abend wieder erreichbar.',
])('One text that only announces, %j, stays at the beginning.', (text) => {
  expect(split(text)).toEqual([
    ['03-10T10:00', 'investigating', text.replaceAll('\n', '/')],
    ['03-10T18:00', 'resolved', ALL],
  ])
})

test('What is dated after the end of an issue waits until then.', () => {
  expect(split('[March 10, 2026 10:00 AM] - Slow.\n\n[March 12, 2026 11:33 PM] - Really done.')).toEqual([
    ['03-10T10:00', 'investigating', '[March 10, 2026 10:00 AM] - Slow.'],
    ['03-10T18:00', 'resolved', ALL],
    ['03-12T23:33', 'resolved', '[March 12, 2026 11:33 PM] - Really done.'],
  ])
})

test('Times of day alone go on into the next day, downwards and upwards.', () => {
  const more = { date: Date.parse('2026-03-10T22:00:00Z'), resolvedWhen: Date.parse('2026-03-11T02:00:00Z') }
  const down = '## 22:00\nSlow.\n\n## 23:30\nSlower.\n\n## 02:00\nFine.'
  const up = '## 02:00\nFine.\n\n## 23:30\nSlower.\n\n## 22:00\nSlow.'
  for (const text of [down, up])
    expect(split(text, more).map(([at]) => at)).toEqual(['03-10T22:00', '03-10T23:30', '03-11T02:00'])
})

test("A time without a zone is read by the issue's clock: that of its date, else that of the site.", () => {
  const text = '## 14:00\nSlow.'
  expect(split(text, { offset: -4 * 3_600_000, date: Date.parse('2026-03-10T18:00:00Z') })[0]?.[0]).toBe('03-10T18:00')
  expect(split(text, {}, 'Europe/Berlin')[0]?.[0]).toBe('03-10T13:00')
})

test('What was guessed is said once, with its count.', () => {
  const { notes } = posted(issue('## 14:00\nSlower.\n\n## 11:00\nSlow.'))
  expect(notes).toEqual([
    "2 of the times in its text name no zone: read by the issue's clock",
    '2 of the times in its text name no day: the next such time is taken',
  ])
})

test('An update without a time between two others is kept in the later one.', () => {
  expect(split('[Final message]\nDone.\n\n[Update]\nHalf way.\n\n[Initial message]\nWe begin.')).toEqual([
    ['03-10T10:00', 'investigating', 'We begin.'],
    ['03-10T18:00', 'resolved', 'Done.//[Update]/Half way.'],
  ])
})

test.each([
  'On March 10, 2026 at 14:00 UTC\nwe move the database.',
  '## Maintenance on 10.03.2026 from 10:00 to 12:00',
  '**Start**: Friday, 14:00 UTC',
  '13:00 - 15:00 Uhr und morgens',
  '## Plugins that were upgraded at 10:00 Denver time\n\n- one',
  '[INFRA-1](https://a.example) is the ticket.',
  '```\n## 14:05\nlog\n```',
  '- 14:05 UTC: a list\n- 15:05 UTC: goes on',
  '| 14:05 UTC | a table |\n| --- | --- |',
])('%j holds no update of its own.', (text) => {
  expect(split(`We move.\n\n${text}`)[0]?.[2]).toBe(`We move./${`/${text}`.replaceAll('\n', '/')}`)
})

const HEADS = [
  '',
  '*Investigating* - ',
  '**Resolved**: ',
  '[Final message]\n',
  '[Initial message]\n',
  '## Update\n',
  '## Verlauf\n\n## 12:30\n',
  '### Stand 10.03.2026 11:00\n',
  '[March 10, 2026 2:05 PM] - ',
  '*Monitoring | 03/10 09:05am Central* - ',
  '**Update 18:05 CST**\n',
  'Update (15:05 CET): ',
  '_Edit #1_: ',
  '2026-03-10 16:20 GMT\n\n',
  '13:00 UTC - ',
  'Update: ',
  '*Note* - ',
  '## 31.12.2099\n',
]

test('Whatever heads a text has, no word of its updates is lost, doubled or torn.', () => {
  const part = fc.record({
    head: fc.constantFrom(...HEADS),
    paragraphs: fc.integer({ min: 1, max: 3 }),
    track: fc.constantFrom('', ' {{< track "2026-03-10 13:00:00" >}}'),
    after: fc.constantFrom('\n\n', '\n\n---\n\n', '\n'),
    code: fc.boolean(),
  })
  const when = fc.constantFrom(null, Date.parse('2026-03-10T10:00:00Z'), Date.parse('2026-03-10T18:00:00Z'))
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), when, fc.boolean(), (parts, end, informational) => {
      let n = 0
      const words: string[] = []
      const word = () => {
        const one = `word${n++}x`
        words.push(one)
        return one
      }
      const text = parts
        .map(({ head, paragraphs, track, after, code }) => {
          const texts = Array.from({ length: paragraphs }, () => `${word()} and ${word()}.`)
          if (code) texts.push(`\n\`\`\`\n## 12:00 ${word()}\n\n*Resolved* - ${word()}\n\`\`\`\n`)
          return `${head}${texts.join('\n\n')}${track}${after}`
        })
        .join('')
      const one = issue(text, { resolved: end !== null, resolvedWhen: end, informational })
      const bodies = posted(one)
        .posts.map(([, , body]) => body)
        .join('/')
      expect(bodies.match(/word\d+x/g)?.toSorted()).toEqual(words.toSorted())
    }),
    { numRuns: 300 },
  )
})

test('An issue whose own word of its end comes later gets no other one before it.', () => {
  const early = '*Investigating* - We look. {{< track "2026-03-10 10:05:00" >}}'
  expect(
    split(
      `${early}\n\n*Monitoring* - Mended. {{< track "2026-03-10 18:10:00" >}}\n\n*Resolved* - Over. {{< track "2026-03-10 18:20:00" >}}`,
    ),
  ).toEqual([
    ['03-10T10:05', 'investigating', 'We look.'],
    ['03-10T18:10', 'monitoring', 'Mended.'],
    ['03-10T18:20', 'resolved', 'Over.'],
  ])
  // Without such a word the end is told at its time, and what follows keeps its place behind it.
  expect(split(`${early}\n\n*Update* - A report follows. {{< track "2026-03-10 19:00:00" >}}`)).toEqual([
    ['03-10T10:05', 'investigating', 'We look.'],
    ['03-10T18:00', 'resolved', ALL],
    ['03-10T19:00', 'resolved', 'A report follows.'],
  ])
})

test('Words that go while a text is taken apart are told: headings above updates, and heads that are no state.', () => {
  const notes = (text: string) => posted(issue(text)).notes.filter((note) => !note.includes('name no day'))
  expect(
    notes(
      '## Updates\n\n**Update 14:05 UTC** We look.\n\n**Update 15:05 UTC** We know why.\n\n*Resolved* 18:00 UTC - Over.',
    ),
  ).toEqual([
    'a heading above its updates, "## Updates", isn\'t kept',
    'the words at the head of 2 of its updates, "**Update 14:05 UTC**", "**Update 15:05 UTC**", aren\'t in their texts: their times are kept',
  ])
  // What became a state or a time stands on the page still.
  expect(notes('*Investigating* - We look. {{< track "2026-03-10 14:05:00" >}}')).toEqual([])
})
