import { expect, test } from 'vitest'
import { newsOf } from '#model/notify/news'
import { statusPage } from '#model/status/page'
import { wordsOf } from '../../commands/notify/words.ts'
import { at, incident, pageAt, said } from '../../fixtures/told-pages.ts'
import { noticeOf } from './notice.ts'

const NOTHING = { components: new Set<string>(), silent: new Set<string>() }
const OPENED = said('investigating', 5, { title: 'Shop is down', next_update: at(35) })

/** What is told of an incident at a minute: the last line of facts of each notice. */
function promises(minute: number, updates: Parameters<typeof incident>[1]): (string | undefined)[] {
  const page = pageAt(minute, { incidents: [incident('a', updates)] })
  const status = statusPage(page)
  return newsOf(page, new Map(), NOTHING).flatMap((event) => {
    const notice = noticeOf(event, status, wordsOf(page))
    return notice ? [notice.facts.find((fact) => fact.startsWith('Next update'))] : []
  })
}

test('A notice says when the next update is promised, with its day and zone.', () => {
  expect(promises(10, [OPENED])).toEqual([expect.stringMatching(/^Next update by .*\d{4}.*\d\d:35.*UTC$/)])
})

test.each<[string, number, Parameters<typeof incident>[1]]>([
  ['nobody has promised one', 10, [said('investigating', 5, { title: 'Shop is down' })]],
  ['that is past', 40, [OPENED]],
  ['it is over', 10, [OPENED, said('resolved', 8, { next_update: at(35) })]],
])('It does not where %s.', (_, minute, updates) => {
  expect(promises(minute, updates).at(-1)).toBeUndefined()
})

test('Of several updates only the newest promises anything.', () => {
  const later = said('identified', 8, { next_update: at(55) })
  expect(promises(10, [OPENED, later]).filter((one) => one !== undefined)).toEqual([expect.stringMatching(/\d\d:55/)])
})
