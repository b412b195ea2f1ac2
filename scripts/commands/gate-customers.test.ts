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

test('Who edits such a text is judged like who writes one; to take it back takes one other person.', async () => {
  const on = repository.commit({ ...work(OVER), ...post }, base)
  const [file = ''] = Object.keys(post)
  const edit = HACKED.replace('Go to', 'Stay with')
  expect(await says({ [file]: edit }, { author: 'mallory', on })).toBe(SHORT)
  expect(await says({ [file]: edit }, { author: 'dot', on })).toMatch(/^Ready to merge: /)
  expect(await says({ [file]: null }, { author: 'mallory', on })).toBe(SHORT)
  expect(await says({ [file]: null }, { author: 'dot', on })).toBe(SHORT)
  expect(await says({ [file]: null }, { author: 'dot', by: ['cy'], on })).toMatch(/^Ready to merge: /)
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
    emergency: '{reason: security, authorised_by: lead, authorised_at: 2026-11-23T08:50:00Z}',
    window: '{start: 2026-11-23T10:00:00Z, end: 2026-11-23T12:00:00Z}',
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

/* The report shows what customers will read, and what they read until then. */

const INCIDENT = 'incidents/2026/INC-2026-0002-search'
const open: Record<string, string> = {
  [`${INCIDENT}/index.md`]:
    '---\nid: INC-2026-0002\ntitle: Pool of db-7 exhausted\nseverity: SEV-3\nservices: [search]\nstarted: 2026-11-23T08:00:00Z\n---\n## Timeline\n\nNow.\n',
  [`${INCIDENT}/public/20261123T080500Z.md`]:
    '---\nstate: investigating\ntitle: Slow payments\ncomponents: {checkout: degraded_performance}\n---\nWe *are* looking.\n',
}
const published = repository.commit(open, base)
const report = async (edits: Edits, format: 'markdown' | 'text' | 'json' = 'markdown', on = published) => {
  const head = repository.commit(edits, on)
  const { stdout } = await gatePullRequest(repository, { base: on, head, author: 'dot', flags: ['--format', format] })
  return stdout
}
const [, updateFile = ''] = Object.keys(open)
const edited = {
  [updateFile]:
    '---\nstate: identified\ntitle: Payments fail\ncomponents: {checkout: major_outage}\n---\nWe know <b>why</b>.\n',
}

test('Of an edited text the report shows both: what customers will read, and what they read until then.', async () => {
  const told = await report(edited)
  expect(told).toContain('**Edited update: Identified** · [Payments fail]')
  expect(told).toContain('Sets Checkout: major outage.')
  expect(told).toContain('> We know &lt;b&gt;why&lt;/b&gt;.')
  expect(told).toContain('Until the merge customers read · Investigating · Slow payments:')
  expect(told).toContain('Sets Checkout: degraded performance.')
  expect(told).toContain(String.raw`> We \*are\* looking.`)
  expect(told.indexOf('> We know')).toBeLessThan(told.indexOf(String.raw`> We \*are`))
})

test('Of a text whose settings alone change the words stand once.', async () => {
  const worse = { [updateFile]: `${open[updateFile]}`.replace('degraded_performance', 'major_outage') }
  const told = await report(worse)
  expect(told).toContain('Until the merge customers read the same words.')
  expect(told.split('looking.')).toHaveLength(2)
})

test('Of a deleted text the report shows what customers read until then.', async () => {
  const told = await report({ [updateFile]: null })
  expect(told).toContain('**Taken back update: Investigating** · [Slow payments]')
  expect(told).toContain(String.raw`Until the merge customers read:

> We \*are\* looking.`)
})

test('Programs get both as well.', async () => {
  const { published: seen } = JSON.parse(await report(edited, 'json')) as { published: unknown }
  expect(seen).toMatchObject({
    texts: [
      {
        change: 'edited',
        state: 'identified',
        title: 'Payments fail',
        time: '2026-11-23T08:05:00Z',
        markdown: 'We know <b>why</b>.\n',
        was: {
          state: 'investigating',
          title: 'Slow payments',
          time: '2026-11-23T08:05:00Z',
          components: [{ name: 'Checkout', status: 'degraded_performance', since: '2026-11-23T08:05:00Z' }],
          markdown: 'We *are* looking.\n',
        },
      },
    ],
  })
})

test('Corrected component states are shown, and those that they replace.', async () => {
  const impact = `${INCIDENT}/public/impact.yaml`
  const first = '- {component: checkout, status: major_outage, from: 2026-11-23T08:00:00Z, to: 2026-11-23T08:30:00Z}\n'
  const told = await report({ [impact]: first })
  expect(told).toContain(
    'Corrected, whatever its updates say: Checkout: major outage, Monday 23 November 2026, 08:00 to 08:30 UTC.',
  )
  const on = repository.commit({ [impact]: first }, published)
  const again = await report({ [impact]: first.replace('major', 'partial') }, 'markdown', on)
  expect(again).toContain('Checkout: partial outage, Monday 23 November 2026, 08:00 to 08:30 UTC.')
  expect(again).toContain('Until the merge: Checkout: major outage, Monday 23 November 2026, 08:00 to 08:30 UTC.')
  expect(await report({ [impact]: null }, 'markdown', on)).toContain(
    'Its updates alone say how its components stood. Until the merge: Checkout: major outage',
  )
})

test('A postmortem is shown as a text, before and after.', async () => {
  const postmortem = `${INCIDENT}/public/postmortem.md`
  const first = 'The pool was too small.\n'
  expect(await report({ [postmortem]: first })).toMatch(/\*\*New text: Postmortem\*\*[^]*> The pool was too small\./)
  const on = repository.commit({ [postmortem]: first }, published)
  const told = await report({ [postmortem]: 'The pool was much too small.\n' }, 'markdown', on)
  expect(told).toMatch(
    /\*\*Edited text: Postmortem\*\*[^]*> The pool was much too small\.[^]*Until the merge customers read:[^]*> The pool was too small\./,
  )
})

test('In a terminal both texts stand as they are, a line of content being a line.', async () => {
  const told = await report({ [updateFile]: `${edited[updateFile]}::error::\u001B[2J\n` }, 'text')
  expect(told).toContain(`What customers will see:
  overall status: Major System Outage (until then: Partially Degraded Service)
  Checkout: degraded performance → major outage

  edited update of “Payments fail”
    Identified · Payments fail · Monday 23 November 2026, 08:05 UTC
    Checkout: major outage
    > We know <b>why</b>.
    > ::error::\\u001b[2J
    It holds 1 character that nobody sees (U+001B); customers get the text as it is.
  until then
    Investigating · Slow payments · Monday 23 November 2026, 08:05 UTC
    Checkout: degraded performance
    > We *are* looking.
`)
  expect(sentence({ stdout: told })).toBe('Ready to merge: nothing in it needs an approval.')
})

/** What the report says that customers don't see, a line each. */
const unseen = async (edits: Edits, on = published) =>
  (await report(edits, 'text', on)).split('What customers do not see:\n')[1]?.split('\n\n')[0]?.split('\n')

test('A text of a draft or a proposal is shown for what it will say, and when.', async () => {
  for (const status of ['draft', 'proposed']) {
    const edits = { ...work({ status }), ...post }
    expect(await unseen(edits)).toEqual([`  ${Object.keys(post)[0]}: not before ${id} is approved.`])
    const told = await report(edits)
    expect(told).toContain('**Customers do not see:**')
    expect(told).toMatch(/What they would read[^]*\*\*In progress\*\* · We were hacked\n\n> Go to https/)
    expect(JSON.parse(await report(edits, 'json'))).toMatchObject({
      published: null,
      unseen: [{ why: 'not_approved', record: id, text: { title: 'We were hacked', state: 'in_progress' } }],
    })
  }
})

test('A text that no customer will ever read says so, with the reason.', async () => {
  const copy = 'incidents/2026/INC-2026-0003-again'
  const duplicate = {
    [`${copy}/index.md`]: `${open[`${INCIDENT}/index.md`]}`
      .replace('INC-2026-0002', 'INC-2026-0003')
      .replace('services:', 'closed_as: duplicate\nduplicate_of: INC-2026-0002\nservices:'),
    [`${copy}/public/20261123T081000Z.md`]: `${open[updateFile]}`,
  }
  expect(await unseen(duplicate)).toEqual([
    `  ${copy}/public/20261123T081000Z.md: INC-2026-0003 is closed as a duplicate, so its page leads to the incident that it repeats.`,
  ])
  expect(await report(duplicate)).not.toContain('**New update')
  expect(await unseen({ [`${INCIDENT}/updates/20261123T081000Z.md`]: HACKED })).toEqual([
    `  ${INCIDENT}/updates/20261123T081000Z.md: never under this name: nothing is read from there.`,
  ])
  expect(await unseen({ [`${INCIDENT}/public/notes.txt`]: 'Hi.' })).toEqual([
    `  ${INCIDENT}/public/notes.txt: never under this name: nothing is read from there.`,
  ])
  const alone = `${texts}/public/20261120T020600Z.md`
  expect(await unseen({ [alone]: HACKED.replace('in_progress', 'scheduled') })).toEqual([
    `  ${alone}: not as long as its record, or the file itself, cannot be read.`,
  ])
  expect(await unseen({ ...work({ status: 'cancelled' }), ...post })).toEqual([
    `  ${Object.keys(post)[0]}: never, for ${id} was given up and nothing says that it had been approved.`,
  ])
})

test('What waits for a first update says so; what customers see is not in that list.', async () => {
  const quiet = 'incidents/2026/INC-2026-0004-quiet'
  const index = { [`${quiet}/index.md`]: `${open[`${INCIDENT}/index.md`]}`.replace('INC-2026-0002', 'INC-2026-0004') }
  expect(await unseen({ ...index, [`${quiet}/public/postmortem.md`]: 'It was us.\n' })).toEqual([
    `  ${quiet}/public/postmortem.md: not before INC-2026-0004 has an update.`,
  ])
  expect(await unseen(edited)).toBeUndefined()
})

test('Who cancels announced maintenance without a word is told how customers hear of it.', async () => {
  const announced = { [`${texts}/public/20261120T020600Z.md`]: HACKED.replace('in_progress', 'scheduled') }
  const on = repository.commit({ ...work({}), ...announced }, base)
  const hint = `Nobody tells customers that ${id} does not take place: add an update with \`state: cancelled\`.`
  expect(await report(work({ status: 'cancelled' }), 'markdown', on)).toContain(hint)
  const told = { [`${texts}/public/20261122T020600Z.md`]: '---\nstate: cancelled\n---\nNot now.\n' }
  const withWords = await report({ ...work({ status: 'cancelled' }), ...told }, 'markdown', on)
  expect(withWords).not.toContain(hint)
  expect(withWords).toContain('**Maintenance cancelled**')
})

/** As many updates, of which one says something else than the others. */
const updates = (count: number, words: (index: number) => string) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${INCIDENT}/public/20261123T08${String(10 + Math.floor(index / 60))}${String(index % 60).padStart(2, '0')}Z.md`,
      `---\nstate: identified\n---\n${words(index)}\n`,
    ]),
  )
const UNSHOWN = 'Customers will read more than there is room for here.'

test('Of many texts all are shown that a comment has room for, and none is hidden behind others unsaid.', async () => {
  const long = (index: number) => (index === 31 ? 'Send us your password.' : `${'We look into it. '.repeat(50)}`)
  const told = await report(updates(60, long))
  expect(told).toContain('Send us your password.')
  expect(told).not.toContain(UNSHOWN)
  const more = await report(updates(170, (index) => long(index === 160 ? 31 : 0)))
  expect(more).not.toContain('Send us your password.')
  expect(more.indexOf(UNSHOWN)).toBeLessThan(more.indexOf('> We look into it.'))
  expect(more.length).toBeLessThan(65_536)
})

test('A text that is cut is said to be, before it begins.', async () => {
  const told = await report(updates(1, () => `${'We look into it. '.repeat(400)}Send us your password.`))
  expect(told.indexOf(UNSHOWN)).toBeGreaterThan(0)
  expect(told.indexOf(UNSHOWN)).toBeLessThan(told.indexOf('> We look into it.'))
  expect(await report(updates(1, () => `${'We look into it. '.repeat(200)}The end.`))).toContain('The end.')
})
