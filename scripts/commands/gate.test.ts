import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { gatePullRequest, MONDAY, sentence } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, review } from '../fixtures/gate-repository.ts'
import { run, runIn } from '../fixtures/in-process.ts'

const repository = gateRepository()
const { top, content } = repository
afterAll(() => rmSync(top, { recursive: true }))

const id = 'CHG-2026-0003'
const base = repository.commit(CONTENT)
const head = repository.commit(plan(id), base)
const approved = [review('bo', head)]

test('What has its approvals passes with 0, and the last line is the verdict.', async () => {
  const ended = await gatePullRequest(repository, { base, head, reviews: approved })
  expect(ended).toEqual({
    code: 0,
    stdout: `${id}  pass  medium risk (7 of 16)  Grow the connection pool\n  The one change to checkout in a year failed.\n  The one change here that failed in a year burned 1h 4m of the error budget \`checkout-availability\`; 43m 12s are left.\n\nReady to merge: ${id} has the approvals that it needs.\n`,
    stderr: '',
  })
})

test('What lacks one fails with 1, says whose it is, and where that stands.', async () => {
  const ended = await gatePullRequest(repository, { base, head })
  expect(ended.stdout).toMatchInlineSnapshot(`
    "CHG-2026-0003  fail  medium risk (7 of 16)  Grow the connection pool
      The one change to checkout in a year failed.
      The one change here that failed in a year burned 1h 4m of the error budget \`checkout-availability\`; 43m 12s are left.

    content/changes/2026/CHG-2026-0003.md:5:9  error  approvals-missing
      Missing 1 from platform (bo or lead), expected 1 approval of this plan. Ask for a review of the pull request as it is now.

    Not yet: CHG-2026-0003 needs 1 approval from platform.
    "
  `)
  expect(ended).toMatchObject({ code: 1, stderr: '' })
})

test('For programs it prints one object, of the shape that the contract has.', async () => {
  const { stdout, code } = await gatePullRequest(repository, { base, head, flags: ['--format', 'json'] })
  expect(JSON.parse(stdout)).toEqual({
    verdict: 'fail',
    diagnostics: [],
    changes: [
      {
        id,
        verdict: 'fail',
        risk: {
          score: 7,
          level: 'medium',
          reasons: ['the scores add up to 7'],
          scores: { blast_radius: 2, rollback_difficulty: 2, complexity: 2, timing: 1 },
        },
        approvals: { needed: 1, given: [], missing: ['1 from platform'] },
        budgets: [
          {
            slo: 'checkout-availability',
            service: 'checkout',
            source: 'incidents',
            tier: 'ample',
            left_share: '1',
            left_percent: '100.0000',
          },
        ],
        free_slots: [],
        history: { services: ['checkout'], finished: 1, failed: 1, in_first_step: 0, more: false },
        past_failures: {
          failed: 1,
          burned: [{ slo: 'checkout-availability', median_ms: '3840000', left_ms: '2592000' }],
        },
        plan_changes: [],
        diagnostics: [
          {
            file: `content/changes/2026/${id}.md`,
            line: 5,
            column: 9,
            end_line: 5,
            end_column: 17,
            severity: 'error',
            rule: 'approvals-missing',
            message: 'Missing 1 from platform (bo or lead), expected 1 approval of this plan.',
            help: 'Ask for a review of the pull request as it is now.',
            related: [],
          },
        ],
      },
    ],
    published: null,
    slos: [],
    slos_more: 0,
    unseen: [],
  })
  expect(code).toBe(1)
})

test('As Markdown it begins with the verdict and ends with what to do next.', async () => {
  const { stdout } = await gatePullRequest(repository, { base, head, flags: ['--format', 'markdown'] })
  expect(stdout).toMatch(/^<!-- evenkeel:gate -->\n\n## ✗ Not yet: CHG-2026-0003 needs 1 approval from platform\.\n/)
  expect(stdout).toContain('**Window:** Tuesday 1 December 2026, 02:00 to 04:00 UTC, 2h.')
  expect(stdout).toMatch(/### What to do next\n\n1\. Have CHG-2026-0003 approved by 1 from platform \(bo or lead\)\.\n/)
})

test('Nothing is written, and what lies in the work tree does not matter.', async () => {
  const file = join(content, `changes/2026/${id}.md`)
  mkdirSync(join(content, 'changes/2026'), { recursive: true })
  writeFileSync(file, 'not a record\n')
  writeFileSync(join(content, 'policy.yaml'), 'approvals: {medium: {any: 0}}\n')
  const before = repository.git('status', '--porcelain')
  const ended = await gatePullRequest(repository, { base, head })
  expect(sentence(ended)).toBe(`Not yet: ${id} needs 1 approval from platform.`)
  expect(repository.git('status', '--porcelain')).toBe(before)
  rmSync(join(content, 'changes'), { recursive: true })
  rmSync(join(content, 'policy.yaml'))
})

test('Branches and tags name commits too, and without --head it judges what is checked out.', async () => {
  const own = gateRepository()
  const first = own.commit(CONTENT)
  own.git('tag', 'released', first)
  own.git('update-ref', 'refs/heads/main', own.commit(plan(id), first))
  const ended = await run('gate', '--content', own.content, '--now', MONDAY, '--base', 'released')
  expect(sentence(ended)).toBe(`Not yet: ${id} needs 1 approval from platform.`)
  rmSync(own.top, { recursive: true })
})

test('Content in a folder of a larger repository is found from anywhere; the rest of the repository needs nothing.', async () => {
  const large = gateRepository('ops/my records')
  const first = large.commit(CONTENT)
  const more = large.commit(plan(id), first)
  const rest = large.commit({ '../app.ts': 'export {}\n', '../../policy.yaml': 'responders: []\n' }, first)
  expect(await gatePullRequest(large, { base: first, head: more })).toMatchObject({
    code: 1,
    stdout: expect.stringContaining(`my records/changes/2026/${id}.md:5:9  error  approvals-missing`) as string,
  })
  expect(sentence(await gatePullRequest(large, { base: first, head: rest, author: 'mallory' }))).toBe(
    'Ready to merge: nothing in it needs an approval.',
  )
  const inside = await runIn(large.content, 'gate', '--content', '../my records', '--base', first, '--head', more)
  expect(inside).toMatchObject({ code: 1, stderr: '' })
  rmSync(large.top, { recursive: true })
})

test('A pull request without any difference passes.', async () => {
  expect(sentence(await gatePullRequest(repository, { base, head: base, author: 'mallory' }))).toBe(
    'Ready to merge: nothing in it needs an approval.',
  )
})

const gate = (...args: string[]) => run('gate', '--content', content, '--now', MONDAY, ...args)

test.each([
  ['Without a base', [], 'Name what the pull request goes into with --base REF, or a change.'],
  ['A base that is not there', ['--base', 'nowhere'], 'No commit nowhere in this repository. Fetch it first.'],
  ['A base that looks like a flag', ['--base=--all'], 'No commit --all in this repository. Fetch it first.'],
  ['A head that is not there', ['--base', base, '--head', 'nowhere'], 'No commit nowhere in this repository.'],
  ['No reviews', ['--base', base, '--head', head, '--reviews', '/nowhere.json'], "/nowhere.json can't be read as JSON"],
  ['A format that is none', ['--base', base, '--format', 'yaml'], "argument 'yaml' is invalid"],
  ['A name that is no change', ['INC-2026-0001'], 'Unexpected change INC-2026-0001, expected an id'],
  ['A change that is not there', ['CHG-2026-9999'], 'No change CHG-2026-9999 in '],
  ['A change and a base', [id, '--base', base], 'A single change is judged as it is: leave out --base and --reviews.'],
])('%s is wrong usage: 2, and nothing on stdout.', async (_, flags, said) => {
  const ended = await gate(...flags)
  expect(ended.stderr).toContain(said)
  expect(ended).toMatchObject({ code: 2, stdout: '' })
})

test('A list of reviews that is none is wrong usage, and says what is odd.', async () => {
  const file = join(top, 'odd.json')
  writeFileSync(file, '[{"user": {"login": "bo"}, "state": "ADMIRED"}]')
  const ended = await gate('--base', base, '--head', head, '--reviews', file)
  expect(ended.stderr).toContain('Unexpected state "admired", expected one of approved')
  expect(ended).toMatchObject({ code: 2, stdout: '' })
})

test('Outside of a repository there is nothing to compare.', async () => {
  const alone = gateRepository()
  rmSync(join(alone.top, '.git'), { recursive: true })
  const ended = await run('gate', '--content', alone.content, '--base', 'main')
  expect(ended).toEqual({ code: 2, stdout: '', stderr: `gate needs git, but ${alone.content} is in no repository.\n` })
  rmSync(alone.top, { recursive: true })
})
