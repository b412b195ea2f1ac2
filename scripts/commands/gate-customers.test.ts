import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { gatePullRequest, sentence } from '../fixtures/gate-command.ts'
import { CONTENT, gateRepository, lowRisk, review, type Edits } from '../fixtures/gate-repository.ts'

/* What lies under `public/` is text for customers, whatever record it belongs to. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))
const base = repository.commit(CONTENT)
const id = 'CHG-2026-0003'

interface Asked {
  author: string
  /** Who approved it as it is. */
  by?: string[]
  on?: string
}
const says = async (edits: Edits, { author, by = [], on = base }: Asked) => {
  const head = repository.commit(edits, on)
  const reviews = by.map((one) => review(one, head))
  return sentence(await gatePullRequest(repository, { base: on, head, author, reviews }))
}

const texts = 'changes/2026/CHG-2026-0003-pool'
const work = (fields: Record<string, string | null>, record = texts) => ({
  [`${record}/index.md`]: lowRisk(id, fields)[`changes/2026/${id}.md`] ?? '',
})
const BEGUN = { status: 'in_progress', outcome: '{started: 2026-12-01T02:05:00Z}' }
const OVER = { status: 'completed', outcome: '{started: 2026-11-20T02:05:00Z, finished: 2026-11-20T03:00:00Z}' }
const HACKED =
  '---\nstate: in_progress\ntitle: We were hacked\ncomponents: {checkout: major_outage}\n---\nGo to https://evil.example\n'
const post = { [`${texts}/public/20261120T020600Z.md`]: HACKED }
const SHORT = `Not yet: what customers read of ${id} needs 1 approval from anyone in a team.`

test('A text of work that has begun needs somebody, from an outsider; a responder posts it, as for an incident.', async () => {
  const on = repository.commit(work(BEGUN), base)
  expect(await says(post, { author: 'mallory', on })).toBe(SHORT)
  expect(await says(post, { author: 'mallory', by: ['eve'], on })).toBe(SHORT)
  expect(await says(post, { author: 'mallory', by: ['dot'], on })).toMatch(/^Ready to merge: /)
  expect(await says(post, { author: 'dot', on })).toMatch(/^Ready to merge: /)
  const responders = repository.commit({ 'policy.yaml': 'responders: [search]\n' }, on)
  expect(await says(post, { author: 'dot', on: responders })).toMatch(/^Ready to merge: /)
  expect(await says(post, { author: 'bo', on: responders })).toBe(SHORT)
})

test('Who edits or deletes such a text is judged like who writes one.', async () => {
  const on = repository.commit({ ...work(OVER), ...post }, base)
  const [file = ''] = Object.keys(post)
  for (const edit of [HACKED.replace('Go to', 'Stay with'), null]) {
    expect(await says({ [file]: edit }, { author: 'mallory', on })).toBe(SHORT)
    expect(await says({ [file]: edit }, { author: 'dot', on })).toMatch(/^Ready to merge: /)
  }
  expect(await says({ [`${texts}/public/impact.yaml`]: '[]\n' }, { author: 'mallory', on })).toBe(SHORT)
})

test('An import that publishes is looked at.', async () => {
  const imported = { ...work({ ...OVER, source: '{kind: spreadsheet}' }), ...post }
  expect(await says(imported, { author: 'mallory' })).toBe(SHORT)
  expect(await says(imported, { author: 'mallory', by: ['cy'] })).toMatch(/^Ready to merge: /)
  expect(await says(imported, { author: 'ana' })).toMatch(/^Ready to merge: /)
})

test('A template and an emergency that is approved later approve no text for customers.', async () => {
  const template = { type: 'standard', services: '[checkout]', template: 'rotate-certificate', rollback: null }
  expect(await says({ ...work(template), ...post }, { author: 'mallory' })).toBe(SHORT)
  expect(await says({ ...work(template), ...post }, { author: 'bo' })).toMatch(/^Ready to merge: /)
  const emergency = {
    type: 'emergency',
    emergency: '{reason: security, authorised_by: lead, authorised_at: 2026-12-01T01:50:00Z}',
    review: '{due: 2026-12-08}',
  }
  expect(await says({ ...work(emergency), ...post }, { author: 'mallory' })).toContain(SHORT.slice(0, -1))
})

test('A draft publishes nothing and needs nobody; the move that publishes its texts does.', async () => {
  const called = { [`${texts}/public/20261120T020600Z.md`]: HACKED.replace('in_progress', 'cancelled') }
  const draft = { ...work({ status: 'draft' }), ...called }
  expect(await says(draft, { author: 'mallory' })).toBe(`Ready to merge: ${id} is a draft and permits nothing yet.`)
  const on = repository.commit(draft, base)
  expect(await says(work({ status: 'cancelled' }), { author: 'mallory', on })).toBe(SHORT)
  const plain = repository.commit({ ...work({ status: 'draft' }), ...post }, base)
  expect(await says(work({ status: 'cancelled' }), { author: 'mallory', on: plain })).toMatch(/^Ready to merge: /)
})

test('Who looked at a draft did not approve what customers read of it.', async () => {
  const called = { [`${texts}/public/20261120T020600Z.md`]: HACKED.replace('in_progress', 'cancelled') }
  const draft = repository.commit({ ...work({ status: 'draft' }), ...called }, base)
  const head = repository.commit(work({ status: 'cancelled' }), draft)
  const ended = await gatePullRequest(repository, { base, head, author: 'mallory', reviews: [review('bo', draft)] })
  expect(sentence(ended)).toContain(`what customers read of ${id} needs 1 approval from anyone in a team`)
})

test('With a plan its texts are approved, by whom the plan needs and nobody else.', async () => {
  const planned = { ...work({}), [`${texts}/public/20261120T020600Z.md`]: HACKED.replace('in_progress', 'scheduled') }
  expect(await says(planned, { author: 'mallory' })).toBe(`Not yet: ${id} needs 1 approval from anyone in a team.`)
  expect(await says(planned, { author: 'mallory', by: ['cy'] })).toBe(
    `Ready to merge: ${id} has the approvals that it needs.`,
  )
})

test('A record in pieces publishes nothing by its moves; its texts need somebody.', async () => {
  const broken = work(BEGUN)
  const on = repository.commit(
    { [`${texts}/index.md`]: `${broken[`${texts}/index.md`]}`.replace('status: in_progress', 'status: [') },
    base,
  )
  expect(await says(post, { author: 'mallory', on })).toContain(`what customers read of ${id} needs 1 approval`)
})
