import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { gateVerdict } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, review, type Edits } from '../fixtures/gate-repository.ts'

/* What a pull request may bring that is no plain text in its place. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))
const [three, four] = ['CHG-2026-0003', 'CHG-2026-0004'] as const
const fileOf = (id: string) => `changes/2026/${id}.md`
const textOf = (id: string, day: string): string =>
  plan(id, { window: `{start: 2026-12-${day}T02:00:00Z, end: 2026-12-${day}T04:00:00Z}` })[fileOf(id)] ?? ''
const base = repository.commit({ ...CONTENT, [fileOf(three)]: textOf(three, '01'), [fileOf(four)]: textOf(four, '08') })

const judge = (edits: Edits, author = 'ana', ...by: string[]) => {
  const head = repository.commit(edits, base)
  return gateVerdict(repository, { base, head, author, reviews: by.map((one) => review(one, head)) })
}
const errors = ({ diagnostics }: Awaited<ReturnType<typeof judge>>) =>
  diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, file }) => `${rule} ${file.replace('content/', '')}`)

test.each<[string, Edits, string]>([
  ['A submodule', { 'runbooks/theirs': { submodule: 'a'.repeat(40) } }, 'file-readable runbooks/theirs'],
  ['A link to a folder', { 'runbooks/theirs': { link: 'payments' } }, 'file-readable runbooks/theirs'],
  ['A link beside the records', { 'notes.md': { link: 'site.yaml' } }, 'file-readable notes.md'],
  [
    '.gitattributes',
    { 'changes/.gitattributes': '*.md text working-tree-encoding=UTF-16LE\n' },
    'file-readable changes/.gitattributes',
  ],
  ['.GITATTRIBUTES', { '.GITATTRIBUTES': '* -text\n' }, 'file-readable .GITATTRIBUTES'],
])('%s is refused, whoever approves it.', async (_, edits, error) => {
  const verdict = await judge(edits, 'ana', 'lead', 'cy')
  expect(errors(verdict)).toContain(error)
  expect(verdict.verdict).toBe('fail')
})

test('A mode alone is an edit: whoever approves the file approves that.', async () => {
  const program = { 'teams/search.yaml': { program: CONTENT['teams/search.yaml'] as string } }
  expect(errors(await judge(program))).toEqual(['approvals-missing teams/search.yaml'])
  expect((await judge(program, 'ana', 'lead')).verdict).toBe('pass')
})

test('A change that becomes a folder is the same change, with the plan that was approved.', async () => {
  const { changes, verdict } = await judge({
    [fileOf(three)]: null,
    [`changes/2026/${three}-pool/index.md`]: textOf(three, '01'),
  })
  expect(changes).toMatchObject([{ id: three, approvals: { needed: 0 } }])
  expect(verdict).toBe('pass')
})

test('Of two changes that have swapped places neither passes for the other.', async () => {
  const swapped = await judge({ [fileOf(three)]: textOf(four, '08'), [fileOf(four)]: textOf(three, '01') }, 'ana', 'bo')
  expect(swapped.verdict).toBe('fail')
  expect(errors(swapped)).toEqual([`id-matches-file ${fileOf(three)}`, `id-matches-file ${fileOf(four)}`])
})

test('Three hundred files are judged together.', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [
      `runbooks/many/r${i}.md`,
      CONTENT['runbooks/payments/checkout-errors.md'] as string,
    ]),
  )
  expect((await judge(many, 'ana', 'bo')).verdict).toBe('pass')
  expect((await judge(many, 'ana')).verdict).toBe('fail')
})

test('A review of an account that is gone, or of a bot, approves nothing.', async () => {
  const head = repository.commit({ 'policy.yaml': 'freeze_max: 20d\n' }, base)
  const gone = { ...review('lead', head), user: null } as unknown as ReturnType<typeof review>
  const { verdict } = await gateVerdict(repository, { base, head, reviews: [gone, review('lead[bot]', head)] })
  expect(verdict).toBe('fail')
})
