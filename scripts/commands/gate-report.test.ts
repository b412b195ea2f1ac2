import { expect, test } from 'vitest'
import { gatePullRequest } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, review, type Edits } from '../fixtures/gate-repository.ts'

/* What a reviewer reads of whole pull requests, where it takes several commits to tell. */

const id = 'CHG-2026-0003'
const repository = gateRepository()
const base = repository.commit(CONTENT)

/** The report of a change that bo approved as it was at first. */
async function changedSince(first: Edits, then: Edits) {
  const approved = repository.commit(first, base)
  const head = repository.commit(then, approved)
  const reviews = [review('bo', approved)]
  return (await gatePullRequest(repository, { base, head, reviews, flags: ['--format', 'markdown'] })).stdout
}

const FOLD = '<summary>What changed in the plan since it was approved</summary>'

test('Whoever is asked for another look is told what changed in the plan since.', async () => {
  const later = plan(id, { window: '{start: 2026-12-01T02:00:00Z, end: 2026-12-01T05:00:00Z}', implementer: 'lead' })
  const report = await changedSince(plan(id), later)
  expect(report).toContain(FOLD)
  expect(report).toContain(`Since bo approved it:

\`\`\`diff
@@ -3,13 +3,13 @@
 purpose: feature
 environment: production
 service: checkout
-implementer: ana
+implementer: lead
 risk, blast_radius: 2
 risk, rollback_difficulty: 2
 risk, complexity: 2
 risk, timing: 1
 window, start: 2026-12-01T02:00:00Z
-window, end: 2026-12-01T04:00:00Z
+window, end: 2026-12-01T05:00:00Z
 rollback: within 15m
 rollback, manual: error_ratio > 0.01
\`\`\``)
})

const asFolder = (files: Record<string, string>): Edits => {
  const [text] = Object.values(plan(id))
  return {
    [`changes/2026/${id}/index.md`]: text ?? '',
    ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`changes/2026/${id}/${name}`, content])),
  }
}
const update = (words: string) => `---\nstate: scheduled\ntitle: Soon\n---\n${words}\n`

test('So are the words for customers, and that a file beside the plan is another one.', async () => {
  const report = await changedSince(
    asFolder({ 'public/20261123T080000Z.md': update('Ten minutes.'), 'run.sh': 'echo 1\n' }),
    asFolder({ 'public/20261123T080000Z.md': update('Two hours @team.'), 'run.sh': 'echo 2\n' }),
  )
  expect(report).toMatch(/\n-Ten minutes\.\n\+Two hours @team\.\n/)
  expect(report).toMatch(/\n-file run\.sh: [0-9a-f]{12}\n\+file run\.sh: [0-9a-f]{12}\n/)
})

test('A plan that is another one from end to end is not compared for long.', async () => {
  const body = (word: string) =>
    Object.fromEntries(
      Object.entries(plan(id)).map(([path, text]) => [
        path,
        text + Array.from({ length: 50_000 }, (_, i) => `${word} ${i}\n`).join(''),
      ]),
    )
  const report = await changedSince(body('One'), body('Two'))
  expect(report.length).toBeLessThan(65_536)
  expect(report).toContain('There is more than can be shown here: compare the two in full before you approve.')
})

test('Where nothing was approved before nothing is compared.', async () => {
  const head = repository.commit(plan(id), base)
  const asked = { base, head, reviews: [review('bo', head)], flags: ['--format', 'markdown'] }
  expect((await gatePullRequest(repository, asked)).stdout).not.toContain(FOLD)
})

test('A freeze that stops approved changes names them, who carries them out, and what customers were told.', async () => {
  const announced = asFolder({ 'public/20261120T080000Z.md': update('Ten minutes.') })
  const planned = repository.commit(announced, base)
  const freeze =
    'title: Peak <b>trading</b>\nlevel: hard\nowner: lead\nstart: 2026-11-30T00:00:00Z\nend: 2026-12-05T00:00:00Z\n'
  const head = repository.commit({ 'freezes/peak.yaml': freeze }, planned)
  const asked = { base: planned, head, reviews: [review('lead', head)], flags: ['--format', 'markdown'] }
  const { stdout } = await gatePullRequest(repository, asked)
  expect(stdout).toMatch(/^## ✓ /m)
  expect(stdout).toContain('### Approved changes that it stops')
  expect(stdout).toContain('Unexpected freeze "Peak &lt;b&gt;trading&lt;/b&gt;" over CHG-2026-0003')
  expect(stdout).toContain(
    '  - CHG-2026-0003 "Grow the connection pool" is to begin at 2026-12-01T02:00:00Z, by ana, announced to customers as "Soon".',
  )
})

test('A proposal in a freeze may be merged, and reads of times out of it and of the way to an exception.', async () => {
  const freeze = 'title: Peak\nlevel: hard\nowner: lead\nstart: 2026-11-30T00:00:00Z\nend: 2026-12-05T00:00:00Z\n'
  const frozen = repository.commit({ 'freezes/peak.yaml': freeze }, base)
  const head = repository.commit(plan(id, { status: 'proposed' }), frozen)
  const { stdout } = await gatePullRequest(repository, { base: frozen, head, flags: ['--format', 'markdown'] })
  expect(stdout).toMatch(/^## ✓ /m)
  expect(stdout).toContain(`2. ${id} would meet nothing at one of these times:
   - Sat 5 Dec, 00:00–02:00 UTC: \`window: {start: 2026-12-05T00:00:00Z, end: 2026-12-05T02:00:00Z}\`
`)
  expect(stdout).toContain(
    `   - Or keep this window: merge ${id} as \`proposed\` and have lead except it from “Peak” by a pull request of its own to \`freezes/peak.yaml\`.`,
  )
})
