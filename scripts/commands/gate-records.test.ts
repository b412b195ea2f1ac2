import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gatePullRequest, gateVerdict, sentence, type ToldVerdict } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, lowRisk, review } from '../fixtures/gate-repository.ts'

/* What is wrong with a record itself stands in the outer list, and stops the change. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))
const base = repository.commit(CONTENT)

/** A change a night, so that none meets another. */
const night = (day: number) => `{start: 2026-12-${day}T02:00:00Z, end: 2026-12-${day}T04:00:00Z}`
const risk = (first: string) => `{${first}, rollback_difficulty: 2, complexity: 2, timing: 1}`
const criteria = (list: string) => `{max_duration: 15m, criteria: [${list}]}`
const standard = { type: 'standard', template: 'rotate-certificate', rollback: null }

const BAD = {
  backwards: plan('CHG-2026-0010', { window: '{start: 2026-12-02T04:00:00Z, end: 2026-12-02T02:00:00Z}' }),
  year: lowRisk('CHG-2026-0011', {
    environment: 'staging',
    implementer: 'cy',
    window: '{start: 2026-12-01T02:00:00Z, end: 2027-12-01T04:00:00Z}',
  }),
  zero: plan('CHG-2026-0012', { risk: risk('blast_radius: 0') }),
  five: plan('CHG-2026-0013', { risk: risk('blast_radius: 5') }),
  level: plan('CHG-2026-0014', { risk: risk('level: low, blast_radius: 2'), window: night(10) }),
  typed: plan('CHG-2026-0015', { risk: 'low', window: night(11) }),
  prose: plan('CHG-2026-0016', {
    rollback: criteria('{metric: if it gets bad, comparator: ">", threshold: 0, action: manual}'),
    window: night(12),
  }),
  words: plan('CHG-2026-0017', { rollback: criteria('if it gets bad'), window: night(13) }),
  rollout: plan('CHG-2026-0018', { rollout: '[{percent: 10}, {percent: 40}, {percent: 80}]', window: night(14) }),
  named: plan('CHG-2026-0019', { ...standard, approvers: '[bo, lead]', window: night(15) }),
  medium: plan('CHG-2026-0020', { ...standard, window: night(16) }),
  freeze: {
    'freezes/2027.yaml':
      'title: All of 2027\nlevel: hard\nowner: lead\nstart: 2027-01-05T00:00:00Z\nend: 2028-01-05T00:00:00Z\n',
  },
  unreadable: { 'changes/2026/CHG-2026-0021.md': '---\nid: CHG-2026-0021\ntitle: [\n---\n' },
  link: { 'changes/2026/CHG-2026-0022.md': { link: 'CHG-2026-0001-cache.md' } },
  sections: { 'runbooks/empty.md': '---\ntitle: Nothing\nteam: platform\n---\n' },
  leaving: { 'runbooks/passwords.md': { link: '../../../../etc/passwd' } },
}

let told: ToldVerdict
let head: string
beforeAll(async () => {
  head = repository.commit(Object.assign({}, ...Object.values(BAD)) as Record<string, string>, base)
  told = await gateVerdict(repository, { base, head, reviews: ['bo', 'lead'].map((one) => review(one, head)) })
})

/** What is said of some files, but for who must approve them. */
const said = (files: object): string[] =>
  told.diagnostics
    .filter(
      ({ file, rule }) => Object.keys(files).includes(file.slice('content/'.length)) && rule !== 'approvals-missing',
    )
    .map(({ severity, rule, line, message }) => `${severity} ${rule} ${line}: ${message}`)

test('A window ends after it starts.', () => {
  expect(said(BAD.backwards)).toEqual([
    'error change-window-order 11: Unexpected end at or before the start, expected a later time.',
  ])
})

test('A window of a year is pointed out, with the freeze that it runs into.', () => {
  expect(said(BAD.year)).toEqual([
    'warning change-window-order 11: Unexpected window of 365d 2h, expected hours, or a few days.',
  ])
  const year = told.changes.find(({ id }) => id === 'CHG-2026-0011')
  expect(year?.verdict).toBe('fail')
  expect(year?.diagnostics.map(({ rule }) => rule)).toEqual(['change-overlaps-freeze', 'environment-known'])
})

test('Scores are from 1 to 4.', () => {
  expect(said(BAD.zero)).toEqual(['error schema 10: Unexpected number 0, expected at least 1.'])
  expect(said(BAD.five)).toEqual(['error schema 10: Unexpected number 5, expected at most 4.'])
})

test('A level is derived, not typed.', () => {
  const [derived] = said(BAD.level)
  expect(derived).toBe(
    'error schema 10: Unexpected key `level`, expected none: the level is derived from the four scores of `risk`.',
  )
  expect(said(BAD.typed)).toEqual([
    'error schema 10: Unexpected "low", expected the four scores that the level is derived from: blast_radius, rollback_difficulty, complexity, timing.',
  ])
})

test('What prompts a rollback is measured.', () => {
  expect(said(BAD.prose)).toEqual([
    'error rollback-measurable 12: Unexpected prose "if it gets bad", expected the name of a metric such as `http_error_ratio`, or an expression such as `rate(errors_total[5m])`.',
  ])
  expect(said(BAD.words)).toEqual([expect.stringMatching(/^error schema 12: Unexpected "if it gets bad"/) as string])
})

test('A rollout that ends at 80 percent never reaches all.', () => {
  expect(said(BAD.rollout)).toEqual(['error rollout-reaches-all 13: Unexpected last step of 80 percent, expected 100.'])
})

test('A standard change with medium risk and named approvers contradicts itself.', () => {
  expect(said(BAD.named)).toContain(
    'error schema 13: Unexpected key `approvers`, expected none: approvals are the reviews of its pull request, and a standard change needs none of its own.',
  )
  expect(said(BAD.medium)[0]).toBe(
    'error standard-change-low-risk 10: Unexpected risk level medium (the scores add up to 7), expected at most low as in its template.',
  )
})

test('A freeze of a year is pointed out.', () => {
  expect(said(BAD.freeze)).toEqual([
    expect.stringContaining('warning freeze-stops 4: Unexpected freeze "All of 2027" over CHG-2026-0011'),
    'warning freeze-length 5: Unexpected freeze of 365d, expected at most 30d (`freeze_max`).',
  ])
})

test('What is no YAML stops it, and has no section of its own.', () => {
  expect(said(BAD.unreadable)).toContainEqual(
    expect.stringMatching(/^error yaml-syntax 3: Unexpected end of `title: \[`/),
  )
  expect(told.changes.map(({ id }) => id)).not.toContain('CHG-2026-0021')
})

test('A new runbook has its sections.', () => {
  expect(said(BAD.sections)[0]).toMatch(/^error runbook-sections 5: Missing section /)
})

test('Links are not followed, wherever they lead.', () => {
  const refused = ['error file-readable 1: Unexpected link, expected a file.']
  expect(said(BAD.link)).toEqual(refused)
  expect(said(BAD.leaving)).toEqual(refused)
})

test('A change whose record is wrong fails, although everything else of it is right, and the report says so.', async () => {
  expect(told.changes.find(({ id }) => id === 'CHG-2026-0018')).toMatchObject({
    verdict: 'fail',
    approvals: { needed: 1, given: ['lead', 'bo'], missing: [] },
    diagnostics: [],
  })
  const alone = repository.commit(BAD.rollout, base)
  const ended = await gatePullRequest(repository, {
    base,
    head: alone,
    reviews: [review('bo', alone)],
    flags: ['--format', 'markdown'],
  })
  expect(ended.code).toBe(1)
  expect(ended.stdout).toContain('## ✗ Not yet: CHG-2026-0018 has 1 error in its record.')
  expect(ended.stdout).toContain('### ✗ CHG-2026-0018')
  expect(ended.stdout).toContain('**Its record:** ✗ 1 error, among the findings.')
})

test('What was broken before, elsewhere, is not held against a pull request.', async () => {
  const before = repository.commit(
    { 'runbooks/broken.md': 'no front matter\n', 'changes/2026/CHG-2026-0099-old.md': 'no front matter\n' },
    base,
  )
  const after = repository.commit(plan('CHG-2026-0003'), before)
  const asked = { base: before, head: after, reviews: [review('bo', after)] }
  const { verdict, diagnostics } = await gateVerdict(repository, asked)
  expect(verdict).toBe('pass')
  // But for what may be in its way.
  expect(diagnostics).toMatchObject([
    { severity: 'warning', rule: 'change-overlaps-change', message: expect.stringContaining('CHG-2026-0099') },
  ])
})

test('Who takes a record away is told what still refers to it.', async () => {
  const after = repository.commit({ 'runbooks/payments/checkout-errors.md': null }, base)
  const { verdict, diagnostics } = await gateVerdict(repository, { base, head: after, reviews: [review('bo', after)] })
  expect(verdict).toBe('fail')
  expect(diagnostics.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
    'reference-exists content/incidents/2026/INC-2026-0001-checkout/index.md',
  ])
})

test('An id that was taken on another branch meanwhile is an error that names both, whichever file comes first.', async () => {
  const id = 'CHG-2026-0003'
  const { [`changes/2026/${id}.md`]: text = '' } = plan(id)
  const ours = repository.commit({ [`changes/2026/${id}-m.md`]: text }, base)
  for (const theirs of ['a', 'z']) {
    const moved = repository.commit(
      { [`changes/2026/${id}-${theirs}.md`]: text.replace('status: approved', 'status: draft') },
      base,
    )
    const ended = await gatePullRequest(repository, { base: moved, head: ours, reviews: [review('bo', ours)] })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain(`content/changes/2026/${id}-m.md:2:5  error  duplicate-id\n`)
    expect(ended.stdout).toContain(`↳ content/changes/2026/${id}-${theirs}.md:2:5  The first one is here.`)
    expect(ended.stdout).toContain(`new change --renumber ${id}`)
    expect(sentence(ended)).toBe(`Not yet: ${id} has 1 error in its record.`)
  }
})
