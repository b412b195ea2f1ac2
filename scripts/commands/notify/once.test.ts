import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NewsEvent } from '#model/notify/event'
import type { Sent } from '#model/notify/sent'
import { hash, memoryShelf, pagesOf, type Page } from '../../fixtures/told-history.ts'
import { at, incident, said } from '../../fixtures/told-pages.ts'
import { runNotify, type Run } from './run.ts'

/*
 * Any commits, any of the runs for them, some of which die at any step, and channels that don't always answer: every
 * channel hears of everything, in order, and a second time only of what a run died over.
 */

class Died extends Error {}

interface Fate {
  /** What is done to the content: opens, updates, edits, reviews an incident, chosen by numbers. */
  edit: number
  which: number
  /** Minutes that pass, and how far ahead an update is dated. */
  pass: number
  ahead: number
  /** Whether a run was replaced by a later one; at which step it dies, if at all; which channels fail, and its clock. */
  run: boolean
  dies: number
  down: boolean[]
  slow: number
}
const CHANNELS = ['slack', 'hook', 'mail']
const fate: fc.Arbitrary<Fate> = fc.record({
  edit: fc.nat(4),
  which: fc.nat(2),
  pass: fc.nat(20),
  ahead: fc.constantFrom(0, 0, 0, 15),
  run: fc.boolean(),
  dies: fc.constantFrom(0, 0, 1, 2, 3, 4, 5, 6, 8, 11),
  down: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  slow: fc.constantFrom(0, 0, 0, 120, -120),
})

function edited(page: Page, { edit, which, ahead }: Fate, minute: number): Page {
  const known = page[which % Math.max(1, page.length)]
  const time = minute + ahead
  if (!known || edit === 0)
    return [...page, incident(`incident${page.length}`, [said('investigating', time, { title: `No. ${page.length}` })])]
  const rest = page.filter((one) => one !== known)
  const more = { markdown: `Words of minute ${minute}.` }
  const last = Math.max(minute, ...known.updates.map((one) => (one.time - at(0)) / 60_000))
  if (edit === 1) return [...rest, { ...known, updates: [...known.updates, said('resolved', last, more)] }]
  if (edit === 2)
    return [...rest, { ...known, updates: known.updates.map((one, i) => (i === 0 ? { ...one, ...more } : one)) }]
  if (edit === 3) return [...rest, { ...known, postmortem: `It was ${minute}.` }]
  return [...rest, { ...known, updates: [...known.updates, said('identified', Math.max(last, time), more)] }]
}

async function told(fates: readonly Fate[]) {
  let steps = Infinity
  let dead = false
  const step = () => {
    if (dead || --steps < 0) {
      dead = true
      throw new Died('It died.')
    }
  }
  const shelf = memoryShelf(step)
  const heard = new Map<string, NewsEvent[]>(CHANNELS.map((key) => [key, []]))
  const history: Page[] = [[]]
  let deaths = 0
  const run = async (minute: number, head: number, down: readonly boolean[]) => {
    const send =
      (key: string, i: number) =>
      async (event: NewsEvent): Promise<Sent> => {
        step()
        if (down[i]) return { sent: false, why: 'It answers 500.', of: 'channel' }
        heard.get(key)?.push(event)
        step()
        return { sent: true }
      }
    const sleep = async () => undefined
    const given: Run = {
      shelf,
      by: `run-${Math.random()}`,
      head: hash(head),
      now: at(minute),
      since: null,
      pages: pagesOf(history),
      outlets: CHANNELS.map((key, i) => ({ key, components: null, states: key === 'hook', send: send(key, i) })),
      clock: () => at(minute),
      patience: { look: 1, patience: 2, gone: () => false, sleep },
      pace: { pause: 1, beat: 60_000, sleep },
      waiting: () => undefined,
    }
    const outcome = await runNotify(given).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error
      return null
    })
    if (dead) deaths++
    dead = false
    steps = Infinity
    return outcome
  }
  await run(0, 0, [])
  let minute = 1
  for (const one of fates) {
    history.push(edited(history.at(-1) ?? [], one, minute))
    if (one.run) {
      steps = one.dies === 0 ? Infinity : one.dies
      await run(minute + one.slow, history.length - 1, one.down)
    }
    minute += one.pass + 1
  }
  // In the end everything works, and the time of every update has come.
  for (let i = 0; i < 2; i++) await run(minute + 500, history.length - 1, [])
  return { heard, last: history.at(-1) ?? [], deaths }
}

test('Every channel hears of every update, in order, and twice only of what a run died over.', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 14 }), async (fates) => {
      const { heard, last, deaths } = await told(fates)
      for (const [key, events] of heard) {
        const ids = events.map(({ id }) => id)
        expect(ids.length - new Set(ids).size, `${key} heard something twice`).toBeLessThanOrEqual(deaths)
        for (const { public_id, updates, postmortem } of last) {
          const own = events.filter(({ of, kind }) => of === public_id && kind !== 'corrected')
          const first = own.filter((event, i) => own.findIndex(({ id }) => id === event.id) === i)
          const updatesTold = first.flatMap(({ update }) => (update === null ? [] : [update]))
          expect(updatesTold, `${key} of ${public_id}`).toEqual(updates.map((_, i) => i))
          expect(own.some(({ kind }) => kind === 'postmortem')).toBe(postmortem !== null)
        }
      }
    }),
  )
})
