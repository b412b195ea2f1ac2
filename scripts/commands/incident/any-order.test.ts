import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { commandIn } from '#io/comment-command'
import { readPosted } from '#model/incident/posted/read'
import { parseInstant } from '#model/time'
import { postedStep } from './posted-step.ts'
import { decided } from './settle.ts'

/*
 * GitHub promises neither that an event comes once nor that the first comes first. What an issue and its comments ask for
 * comes to the same files in every order, however often each is delivered; what can't is refused.
 */

const folder = mkdtempSync(join(tmpdir(), 'evenkeel-order-'))
afterAll(() => rmSync(folder, { recursive: true }))

const BASE: Readonly<Record<string, string>> = {
  'site.yaml': 'name: Acme\nurl: https://status.acme.example\n',
  'teams/core.yaml': 'name: Core\nmembers: [ana, bo]\n',
  'services/shop.yaml': 'name: Shop\nteam: core\ntier: 1\npublic: {name: Shop, since: 2026-01-01}\n',
}
const NOW = parseInstant('2026-11-23T10:00:00Z') as number

type Files = ReadonlyMap<string, string>
type Outcome = 'written' | 'already' | 'refused'

/** What comes of one event, on files in memory. */
async function deliver(files: Files, event: object): Promise<{ files: Files; outcome: Outcome }> {
  const read = readPosted(JSON.stringify(event), { by: null, commandIn, mayWrite: () => true })
  if (read.kind === 'error') return { files, outcome: 'refused' }
  if (read.kind !== 'posting') throw new Error(JSON.stringify(read))
  let now = files
  let outcome: Outcome = 'already'
  for (const posting of [...(read.first ? [read.first] : []), read.posting]) {
    const texts = new Map(now)
    const around = { all: [...texts.keys()], texts, problems: [] }
    const content = readTexts({ paths: around.all, texts, problems: [] }, NOW, () => NOW)
    const desk = { folder, content, around, now: NOW }
    const found = await decided(desk, (one) => postedStep(posting, one))
    if ('refused' in found) {
      expect([found.refused, found.verdict?.errors]).toEqual([expect.stringMatching(/./), undefined])
      return { files: now, outcome: 'refused' }
    }
    outcome = 'writing' in found ? 'written' : 'already'
    if (!('writing' in found)) continue
    for (const { path, text } of found.writing.edits)
      if (text === null) texts.delete(path)
      else texts.set(path, text)
    now = texts
  }
  return { files: now, outcome }
}

/** What becomes of events in an order, and which of them were refused whenever they came. */
async function after(events: readonly object[], from: Files = new Map(Object.entries(BASE))) {
  let files = from
  const taken = new Set<object>()
  for (const event of events) {
    const done = await deliver(files, event)
    files = done.files
    if (done.outcome !== 'refused') taken.add(event)
  }
  return { files, taken }
}

/** In order of their names. The timeline notes the word by which it was opened again, which is the first that came. */
const comparable = (files: Files) =>
  new Map(
    [...files]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, text]) => [
        path,
        text.replaceAll(/(?:^- .* Opened again; .*\n)+/gm, (notes) =>
          notes
            .replaceAll(/^- .* Opened/gm, '- Opened')
            .split('\n')
            .toSorted()
            .join('\n'),
        ),
      ]),
  )

const at = (minute: number, second = 0) =>
  `2026-11-23T09:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}Z`
const user = { login: 'ana', id: 7 }
const around = {
  issue: {
    number: 14,
    title: 'Shop is slow',
    body: '### Components\n\nShop: partial outage\n\n### What customers read\n\nIt is slow.',
    user,
    created_at: at(0),
    html_url: 'https://github.com/acme/ops/issues/14',
    labels: [{ name: 'incident' }],
  },
  repository: { full_name: 'acme/ops' },
  sender: user,
}
const opened = { action: 'opened', ...around }
const commented = (minute: number, body: string) => ({
  action: 'created',
  ...around,
  comment: {
    id: 4000 + minute,
    body,
    user,
    created_at: at(minute),
    updated_at: at(minute),
    html_url: 'https://github.com/x',
  },
})
type Commented = ReturnType<typeof commented>
const edited = (before: Commented, body: string, minute: number): Commented & { changes: object } => ({
  ...before,
  action: 'edited',
  comment: { ...before.comment, body, updated_at: at(minute, 30) },
  changes: { body: { from: before.comment.body } },
})

const command = fc.constantFrom(
  '/update',
  '/update shop=degraded_performance',
  '/identified',
  '/monitoring',
  '/investigating shop=major_outage',
  '/resolve',
)
/** Comments in order, each edited up to twice. */
const story = fc
  .array(fc.tuple(command, fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 2 })), { minLength: 1, maxLength: 4 })
  .map((comments) =>
    comments.flatMap(([said, edits], n) => {
      const made = commented(n * 5 + 1, `${said} Words ${n}.`)
      const versions = [made]
      for (const [k, minutes] of [...new Set(edits)].toSorted((a, b) => a - b).entries())
        versions.push(edited(versions.at(-1) ?? made, `${said} Words ${n}, better ${k}.`, n * 5 + 1 + minutes))
      return versions
    }),
  )
const delivery = story.chain((comments) => {
  const events: object[] = [opened, ...comments]
  return fc.record({
    events: fc.constant(events),
    order: fc
      .tuple(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.array(fc.constantFrom(...events), { maxLength: 4 }),
      )
      .chain(([all, twice]) => fc.shuffledSubarray([...all, ...twice], { minLength: all.length + twice.length })),
  })
})

test('An issue and its comments come to the same files in any order, however often each comes; what does not is refused.', async () => {
  await fc.assert(
    fc.asyncProperty(delivery, async ({ events, order }) => {
      const inOrder = await after(events)
      const anyOrder = await after(order)
      // What was taken stays taken, and changes nothing when it comes again.
      const again = await after(
        order.filter((event) => anyOrder.taken.has(event)),
        anyOrder.files,
      )
      expect(again.files).toEqual(anyOrder.files)
      for (const { comment } of order as Partial<Commented>[]) {
        const texts = [...anyOrder.files].filter(
          ([path, text]) => path.includes('/public/') && comment && text.includes(`Words ${(comment.id - 4001) / 5}`),
        )
        expect(texts.length).toBeLessThan(2)
      }
      if (anyOrder.taken.size === inOrder.taken.size && [...inOrder.taken].every((event) => anyOrder.taken.has(event)))
        expect(comparable(anyOrder.files)).toEqual(comparable(inOrder.files))
      else expect(anyOrder.taken.size).toBeLessThan(new Set(events).size)
    }),
    { numRuns: 30 },
  )
}, 120_000)

test('Who says late that it is over, when somebody had ended it by then, is refused as they would have been in time.', async () => {
  const [over, open, late] = [
    commented(1, '/resolve One.'),
    commented(11, '/identified Two.'),
    commented(6, '/resolve Three.'),
  ]
  const inTime = await after([opened, over, late, open])
  const inDelay = await after([opened, over, open, late])
  expect([...inTime.taken]).toEqual([opened, over, open])
  expect([...inDelay.taken]).toEqual([opened, over, open])
  expect(comparable(inDelay.files)).toEqual(comparable(inTime.files))
})
