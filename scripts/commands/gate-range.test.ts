import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { gatePullRequest, gateVerdict, sentence } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, review } from '../fixtures/gate-repository.ts'
import { run } from '../fixtures/in-process.ts'

/* What a pull request is judged against: what it goes into as that is now, wherever the two parted. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))
const parted = repository.commit(CONTENT)
const id = 'CHG-2026-0003'
const head = repository.commit(plan(id), parted)
const gated = (base: string) => gatePullRequest(repository, { base, head, reviews: [review('bo', head)] })
const READY = `Ready to merge: ${id} has the approvals that it needs.`

test('What has landed since counts, and is not taken for an edit of the pull request.', async () => {
  const unrelated = repository.commit(
    { 'teams/ops.yaml': 'name: Ops\nmembers: [di]\n', ...plan('CHG-2026-0007', { status: 'draft' }) },
    parted,
  )
  expect(sentence(await gated(unrelated))).toBe(READY)
})

test('A freeze that has landed since stops it.', async () => {
  const freeze = 'title: Sales week\nlevel: hard\nowner: lead\nstart: 2026-11-30T00:00:00Z\nend: 2026-12-07T00:00:00Z\n'
  const frozen = await gated(repository.commit({ 'freezes/sales.yaml': freeze }, parted))
  expect(frozen.code).toBe(1)
  expect(sentence(frozen)).toBe(`Not yet: ${id} lies in the freeze “Sales week”.`)
})

test('A change that was approved meanwhile collides with it; one that is over does not.', async () => {
  const other = { implementer: 'bo', window: '{start: 2026-12-01T03:00:00Z, end: 2026-12-01T05:00:00Z}' }
  const landed = await gated(repository.commit(plan('CHG-2026-0004', other), parted))
  expect(landed.stdout).toContain(
    'Unexpected window that overlaps CHG-2026-0004 on `checkout` from 2026-12-01T03:00:00Z to 2026-12-01T04:00:00Z, expected one change to a service at a time. Start at 2026-12-01T05:00:00Z or later, or move CHG-2026-0004.',
  )
  expect(sentence(landed)).toBe(`Not yet: ${id} collides with CHG-2026-0004.`)
  expect(
    sentence(await gated(repository.commit(plan('CHG-2026-0004', { ...other, status: 'cancelled' }), parted))),
  ).toBe(READY)
})

test('One on a service that it depends on is a warning with the way between the two.', async () => {
  const store = plan('CHG-2026-0004', { services: '[ledger-store]', implementer: 'bo' })
  const ended = await gated(repository.commit(store, parted))
  expect(ended.stdout).toContain('overlaps CHG-2026-0004 along checkout → ledger-store from 2026-12-01T02:00:00Z')
  expect(sentence(ended)).toBe(`Ready to merge: ${id} has the approvals that it needs, with 1 warning to weigh.`)
})

test('An incident that opened meanwhile is a warning.', async () => {
  const incident =
    '---\nid: INC-2026-0009\ntitle: Slow\nseverity: SEV-2\nservices: [checkout]\nstarted: 2026-11-23T08:00:00Z\n---\n'
  const { changes, verdict } = await gateVerdict(repository, {
    base: repository.commit({ 'incidents/2026/INC-2026-0009.md': incident }, parted),
    head,
    reviews: [review('bo', head)],
  })
  expect(changes[0]?.diagnostics).toMatchObject([{ severity: 'warning', rule: 'change-during-incident' }])
  expect(verdict).toBe('pass')
})

test('What happened to the same change meanwhile is what it moves from.', async () => {
  const [proposed, approved] = [plan(id, { status: 'proposed' }), plan(id)]
  const before = repository.commit(proposed, parted)
  const ours = repository.commit(approved, before)
  const rejected = repository.commit(plan(id, { status: 'rejected' }), before)
  const ended = await gatePullRequest(repository, { base: rejected, head: ours, reviews: [review('bo', ours)] })
  expect(sentence(ended)).toBe(`Not yet: ${id} may not go from rejected to approved.`)
})

test('Without a commit in common there is nothing to judge.', async () => {
  const stranger = repository.commit({ ...CONTENT, 'README.md': 'Begun anew.\n' })
  const ended = await gatePullRequest(repository, { base: stranger, head })
  expect(ended).toEqual({
    code: 2,
    stdout: '',
    stderr: `${stranger} and ${head} have no commit in common. Name another --base.\n`,
  })
})

test('A shallow clone is refused, with what to do about it.', async () => {
  repository.git('update-ref', 'refs/heads/feature', head)
  repository.git(
    'update-ref',
    'refs/heads/base',
    repository.commit({ 'teams/ops.yaml': 'name: Ops\nmembers: [di]\n' }, parted),
  )
  const top = join(repository.top, 'clone')
  const clone = (...branches: string[]) => {
    rmSync(top, { recursive: true, force: true })
    mkdirSync(top)
    const git = (...args: string[]) => execFileSync('git', ['-C', top, ...args], { stdio: 'pipe' })
    git('init', '--quiet')
    git('fetch', '--quiet', '--depth=1', `file://${repository.top}`, ...branches.map((one) => `${one}:${one}`))
    mkdirSync(join(top, 'content'))
    return ['gate', '--content', join(top, 'content'), '--base', 'base', '--head', 'feature']
  }
  const HOW = 'The clone is shallow: run `git fetch --unshallow` (`fetch-depth: 0`).\n'
  expect(await run(...clone('feature'))).toEqual({
    code: 2,
    stdout: '',
    stderr: `No commit base in this repository. Fetch it first. ${HOW}`,
  })
  expect(await run(...clone('feature', 'base'))).toEqual({
    code: 2,
    stdout: '',
    stderr: `base and feature have no commit in common. ${HOW}`,
  })
})
