import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { gatePullRequest, gateVerdict, sentence } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, lowRisk, review, type Edits } from '../fixtures/gate-repository.ts'

/* Whose review counts, and how long. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))
const base = repository.commit(CONTENT)
const id = 'CHG-2026-0003'
const file = `changes/2026/${id}.md`
const first = repository.commit(plan(id), base)

type Reviews = ReturnType<typeof review>[]
const gated = (reviews: Reviews, head = first, author = 'ana', on = base) =>
  gatePullRequest(repository, { base: on, head, author, reviews })
const NEEDED = `Not yet: ${id} needs 1 approval from platform.`
const READY = `Ready to merge: ${id} has the approvals that it needs.`
/** Another plan: other hours. */
const later = plan(id, { window: '{start: 2026-12-02T02:00:00Z, end: 2026-12-02T04:00:00Z}' })

test.each([
  ['Somebody in no team', review('mallory', first), 'mallory is in no team, so their review does not count.'],
  ['The author', review('ana', first), 'ana wrote the pull request, so their own review does not count.'],
  ['Whose review was dismissed', review('bo', first, 'DISMISSED'), 'bo had approved, but the review was dismissed.'],
  [
    'Who looked at a commit that is gone',
    review('bo', 'f'.repeat(40)),
    'bo approved a commit that is not part of this repository any more.',
  ],
])('%s does not approve, and the report says why.', async (_, one, why) => {
  const ended = await gated([one])
  expect(ended.stdout).toContain(why)
  expect(sentence(ended)).toBe(NEEDED)
  expect(ended.code).toBe(1)
})

test('A comment neither approves nor takes an approval back.', async () => {
  const comment = review('bo', first, 'COMMENTED', '2026-11-23T08:30:00Z')
  expect(sentence(await gated([review('bo', first), comment]))).toBe(READY)
  expect(sentence(await gated([comment]))).toBe(NEEDED)
})

test('Changes requested after an approval take it back, in whatever order the list has them.', async () => {
  const objection = review('bo', first, 'CHANGES_REQUESTED', '2026-11-23T08:30:00Z')
  const objected = `Not yet: ${id} needs 1 approval from platform and meets the objection of bo.`
  expect(sentence(await gated([review('bo', first), objection]))).toBe(objected)
  expect(sentence(await gated([objection, review('bo', first)]))).toBe(objected)
  const again = review('bo', first, 'APPROVED', '2026-11-23T08:40:00Z')
  expect(sentence(await gated([again, objection, review('bo', first)]))).toBe(READY)
})

test('Who may approve and asks for changes stops it, whoever else approves; who may not does not.', async () => {
  const asked = (by: string, state: 'CHANGES_REQUESTED' | 'DISMISSED' = 'CHANGES_REQUESTED') => review(by, first, state)
  const ended = await gated([review('bo', first), asked('lead')])
  expect(ended.stdout).toContain(
    `content/${file}:5:9  error  objection\n  Unexpected objection of lead, who asks for changes to ${id}, expected none. Settle it with lead, who can approve then, or have the review dismissed.`,
  )
  expect(sentence(ended)).toBe(`Not yet: ${id} meets the objection of lead.`)
  expect(sentence(await gated([review('bo', first), asked('lead', 'DISMISSED')]))).toBe(READY)
  // In no team, in another one, and the author.
  expect(sentence(await gated([review('bo', first), asked('mallory'), asked('cy'), asked('ana')]))).toBe(READY)
  const reporting = repository.commit({ 'policy.yaml': 'objections: report\n' }, base)
  const head = repository.commit(plan(id), reporting)
  const told = await gated([review('bo', head), review('lead', head, 'CHANGES_REQUESTED')], head, 'ana', reporting)
  expect(sentence(told)).toBe(`${READY.slice(0, -1)}, with 1 warning to weigh.`)
  const proposed = repository.commit(plan(id, { status: 'proposed' }), base)
  expect((await gated([review('lead', proposed, 'CHANGES_REQUESTED')], proposed)).code).toBe(0)
})

test('The forge does not tell `Bo` from `bo`, and neither do we.', async () => {
  expect(sentence(await gated([review('Bo', first)]))).toBe(READY)
  expect(sentence(await gated([review('bo', first)], first, 'BO'))).toBe(NEEDED)
})

test('Who wrote a commit of what somebody else, or a bot, has opened does not approve it.', async () => {
  const by = (...author: string[]) =>
    gatePullRequest(repository, { base, head: first, author, reviews: [review('bo', first)] })
  expect(sentence(await by('renovate[bot]', 'cy', '@BO'))).toBe(NEEDED)
  expect(sentence(await by('renovate[bot]', 'cy'))).toBe(READY)
})

test('A plan that is edited after its approval needs another one, and whoever approved is named.', async () => {
  const edited = repository.commit(later, first)
  const ended = await gated([review('bo', first)], edited)
  expect(ended.stdout).toContain('bo approved another plan; the plan has changed since.')
  expect(sentence(ended)).toBe(NEEDED)
  expect(sentence(await gated([review('bo', edited)], edited))).toBe(READY)
})

test.each([
  ['its title', plan(id, { title: 'Grow the pool' })],
  ['who asked for it', plan(id, { requester: 'bo' })],
  ['a link', plan(id, { links: '{ticket: "https://git.acme.example/1"}' })],
  [
    'how its times are written',
    plan(id, { window: '{start: 2026-12-01T03:00:00+01:00, end: 2026-12-01T05:00:00+01:00}' }),
  ],
  ['its line ends', { [file]: plan(id)[file]?.replaceAll('\n', '\r\n') ?? '' }],
  ['other files', { '../app.ts': 'export {}\n' }],
])('An approval stays when only %s change.', async (_, edits) => {
  expect(sentence(await gated([review('bo', first)], repository.commit(edits, first)))).toBe(READY)
})

test('An approval stays after a rebase onto what has landed since.', async () => {
  const landed = repository.commit({ 'services/search.yaml': 'name: Search 2\nteam: search\ntier: 2\n' }, base)
  const rebased = repository.commit(plan(id), landed)
  expect(sentence(await gated([review('bo', first)], rebased, 'ana', landed))).toBe(READY)
})

test('An approval stays when the record is renamed, or becomes a folder.', async () => {
  const text = plan(id)[file] ?? ''
  for (const name of [`changes/2026/${id}-pool.md`, `changes/2026/${id}-pool/index.md`]) {
    const renamed = repository.commit({ [file]: null, [name]: text }, first)
    expect(sentence(await gated([review('bo', first)], renamed))).toBe(READY)
  }
})

test('Public words added after the approval are part of the plan.', async () => {
  const text = plan(id)[file] ?? ''
  const announced = repository.commit(
    {
      [file]: null,
      [`changes/2026/${id}/index.md`]: text,
      [`changes/2026/${id}/public/20261123T080000Z.md`]:
        '---\nstate: scheduled\ntitle: Checkout is down\ncomponents: {checkout: under_maintenance}\n---\nFor two hours.\n',
    },
    first,
  )
  expect(sentence(await gated([review('bo', first)], announced))).toBe(NEEDED)
})

test('A file beside the plan is part of it, whoever reads it; a check-out with other line ends is no edit.', async () => {
  const folder = `changes/2026/${id}`
  const at = (files: Edits) => ({ [file]: null, [`${folder}/index.md`]: plan(id)[file] ?? '', ...files })
  const approved = repository.commit(
    at({ [`${folder}/steps.sh`]: 'drain\nrestart\n', [`${folder}/a/b.png`]: '\0a' }),
    first,
  )
  const after = async (files: Edits) =>
    sentence(await gated([review('bo', approved)], repository.commit(files, approved)))
  expect(await after({ '../app.ts': 'export {}\n' })).toBe(READY)
  expect(await after({ [`${folder}/steps.sh`]: 'drain\r\nrestart\r\n' })).toBe(READY)
  expect(await after({ [`${folder}/steps.sh`]: 'drain\nrm -rf /\n' })).toBe(NEEDED)
  expect(await after({ [`${folder}/steps.sh`]: null })).toBe(NEEDED)
  expect(await after({ [`${folder}/a/b.png`]: '\0b' })).toBe(NEEDED)
  expect(await after({ [`${folder}/README.md`]: 'Do it twice.\n' })).toBe(NEEDED)
  expect(await after({ [`${folder}/index.md`]: `${plan(id)[file]}\n## Notes\n\nSeen.\n` })).toBe(READY)
  expect(await after({ [`${folder}/index.md`]: `${plan(id)[file]}\n## Preparation\n\nDrop it.\n` })).toBe(NEEDED)
})

test('Once merged, a plan stays approved: an outcome written later needs nobody.', async () => {
  const outcome = { outcome: '{started: 2026-12-01T02:05:00Z, finished: 2026-12-01T02:50:00Z}' }
  const done = repository.commit(plan(id, { ...outcome, status: 'completed' }), first)
  // Both times of the outcome are still ahead.
  expect(sentence(await gated([], done, 'ana', first))).toBe(
    `Ready to merge: ${id} is completed, with 2 warnings to weigh.`,
  )
  const other = repository.commit({ ...plan(id, { ...outcome, status: 'completed', implementer: 'bo' }) }, first)
  expect(sentence(await gated([], other, 'ana', first))).toBe(NEEDED)
})

test('A renamed record keeps what it was before: another slug is no new change.', async () => {
  const { [file]: text = '' } = plan(id, {
    status: 'completed',
    outcome: '{started: 2026-12-01T02:05:00Z, finished: 2026-12-01T02:50:00Z}',
  })
  const done = repository.commit({ [file]: null, [`changes/2026/${id}-pool.md`]: text }, first)
  // Both times of the outcome are still ahead.
  expect(sentence(await gated([], done, 'ana', first))).toBe(
    `Ready to merge: ${id} is completed, with 2 warnings to weigh.`,
  )
})

test('What is proposed needs nobody, and permits nothing yet.', async () => {
  const proposed = repository.commit(plan(id, { status: 'proposed' }), base)
  expect(sentence(await gated([], proposed, 'mallory'))).toBe(
    `Ready to merge: ${id} is proposed and permits nothing yet.`,
  )
})

test('Work that was never approved is not completed.', async () => {
  const draft = repository.commit(plan(id, { status: 'draft' }), base)
  const done = repository.commit(
    plan(id, { status: 'completed', outcome: '{started: 2026-11-20T02:00:00Z, finished: 2026-11-20T03:00:00Z}' }),
    draft,
  )
  expect(sentence(await gated([review('bo', done)], done, 'ana', draft))).toBe(
    `Not yet: ${id} may not go from draft to completed.`,
  )
})

test('Who takes an approved change out of the records is told to cancel it instead.', async () => {
  const gone = repository.commit({ [file]: null }, first)
  const ended = await gated([review('bo', gone)], gone, 'ana', first)
  expect(ended.code).toBe(1)
  expect(ended.stdout).toContain(
    `content/${file}:5:9  error  change-transition\n  Unexpected removal of ${id}, which was approved, expected it to stay. Put the file back; cancel it instead: \`status: cancelled\`.`,
  )
  const proposed = repository.commit(plan(id, { status: 'proposed' }), base)
  const withdrawn = repository.commit({ [file]: null }, proposed)
  expect((await gated([], withdrawn, 'ana', proposed)).code).toBe(0)
})

test('The riskier a change, the more must approve: at 4 in one score its team and another one, and not who carries it out.', async () => {
  const high = repository.commit(
    plan(id, { risk: '{blast_radius: 4, rollback_difficulty: 1, complexity: 1, timing: 1}' }),
    base,
  )
  // By bo, so that ana, who carries it out, isn't the author.
  const ended = await gated([review('ana', high), review('cy', high)], high, 'bo')
  expect(ended.stdout).toContain('ana carries the change out, so from high risk up their review does not count.')
  expect(sentence(ended)).toBe(`Not yet: ${id} needs 1 approval from platform.`)
  expect(sentence(await gated([review('lead', high), review('dot', high)], high, 'bo'))).toMatch(/^Ready to merge: /)
})

test('At critical risk a lead approves besides; one person fills one place.', async () => {
  const head = repository.commit(
    plan(id, { risk: '{blast_radius: 4, rollback_difficulty: 3, complexity: 3, timing: 3}' }),
    base,
  )
  const by = (...people: string[]) =>
    gateVerdict(repository, { base, head, author: 'dot', reviews: people.map((one) => review(one, head)) })
  expect((await by('lead', 'cy')).changes).toMatchObject([
    {
      risk: { score: 13, level: 'critical' },
      approvals: { needed: 3, given: ['cy', 'lead'], missing: ['1 from platform'] },
    },
  ])
  expect((await by('lead', 'bo', 'cy')).changes[0]?.approvals.missing).toEqual([])
})

test('Of several services each team that owns one approves.', async () => {
  const head = repository.commit(plan(id, { services: '[checkout, search]' }), base)
  expect(sentence(await gated([review('bo', head)], head))).toBe(`Not yet: ${id} needs 1 approval from search.`)
  expect(sentence(await gated([review('bo', head), review('cy', head)], head))).toBe(READY)
})

test('At low risk anybody in a team will do; in a soft freeze one more.', async () => {
  const head = repository.commit(lowRisk(id), base)
  expect(sentence(await gated([review('dot', head)], head))).toBe(READY)
  const soft = 'title: Quiet week\nlevel: soft\nowner: lead\nstart: 2026-11-30T00:00:00Z\nend: 2026-12-07T00:00:00Z\n'
  const quiet = repository.commit({ 'freezes/quiet.yaml': soft }, base)
  expect(sentence(await gated([review('dot', head)], head, 'ana', quiet))).toBe(
    `Not yet: ${id} needs 1 approval from anyone in a team.`,
  )
})

test('An emergency goes through a freeze without waiting for its approval, and the report says until when that is due.', async () => {
  const emergency = repository.commit(
    plan(id, {
      type: 'emergency',
      window: '{start: 2026-12-20T02:00:00Z, end: 2026-12-20T04:00:00Z}',
      emergency: '{reason: imminent, authorised_by: lead, authorised_at: 2026-12-20T01:50:00Z}',
      review: '{due: 2026-12-27}',
    }),
    base,
  )
  const ended = await gatePullRequest(repository, { base, head: emergency, now: '2026-12-20T01:55:00Z' })
  expect(ended.code).toBe(0)
  expect(ended.stdout).toContain(`content/${file}:5:9  warning  approvals-missing\n`)
  expect(sentence(ended)).toBe(
    `Ready to merge: ${id} may go ahead, and 1 approval from anyone in a team follows within 24 hours, with 1 warning to weigh.`,
  )
})
