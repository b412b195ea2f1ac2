import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { askedGithub } from '../../fixtures/asked-github.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { runWithInputAnd } from '../../fixtures/in-process.ts'
import { writeFiles } from '../../fixtures/written.ts'

/* What looks like something that was posted before, and isn't; and what is, and doesn't look like it. Nothing is lost. */

const top = mkdtempSync(join(tmpdir(), 'evenkeel-again-'))
let asked: Awaited<ReturnType<typeof askedGithub>>
beforeAll(async () => void (asked = await askedGithub('ana', 'bo')))
afterAll(async () => {
  rmSync(top, { recursive: true })
  await asked.close()
})

let records: string
let count = 0
beforeEach(() => {
  records = join(top, String(count++), 'content')
  writeFiles(records, GOOD)
})

const NOW = '2026-11-23T09:00:00Z'
const apply = async (input: unknown, now = NOW) => {
  const text = typeof input === 'string' ? input : JSON.stringify(input)
  const place = ['--content', records, '--now', now, '--no-push', '--by', 'ana']
  const { code, stdout } = await runWithInputAnd(
    asked.env,
    text,
    'incident',
    'apply',
    '-',
    '--format',
    'json',
    ...place,
  )
  return { code, length: stdout.length, ...(JSON.parse(stdout) as { id?: string; written?: boolean; error?: string }) }
}
const read = (path: string) => readFileSync(join(records, 'incidents', path), 'utf8')
const opened = () => readdirSync(join(records, 'incidents/2026')).filter((name) => !name.includes('INC-2026-0001'))

const user = (login: string) => ({ login, id: 7 })
const repository = { full_name: 'acme/ops' }
const issue = (components = 'Checkout') => ({
  number: 14,
  title: 'Cards fail',
  body: `### Components\n\n${components}: partial outage\n\n### What customers read\n\nSome cards fail.`,
  user: user('ana'),
  created_at: '2026-11-23T08:50:00Z',
  html_url: 'https://github.com/acme/ops/issues/14',
  labels: [{ name: 'incident' }],
})
const issued = () => ({ action: 'opened', issue: issue(), repository, sender: user('ana') })
const comment = (body: string, created_at: string, about = issue()) => ({
  action: 'created',
  issue: about,
  comment: {
    id: Date.parse(created_at),
    body,
    user: user('bo'),
    created_at,
    html_url: 'https://github.com/acme/ops/issues/14#1',
  },
  repository,
  sender: user('bo'),
})
const folder = '2026/INC-2026-0002-cards-fail'

test('An issue may be weeks old, and name a component that is gone: its comments go on.', async () => {
  await apply(issued())
  const later = '2026-12-15T09:00:00Z'
  expect(await apply(comment('/resolve Over.', '2026-12-15T08:59:00Z', issue('Gone')), later)).toMatchObject({
    id: 'INC-2026-0002',
    written: true,
  })
  expect(await apply(issued(), later)).toMatchObject({ id: 'INC-2026-0002', written: false })
})

test('An issue whose record somebody has broken opens no other one, and its comments go on.', async () => {
  await apply(issued())
  const index = join(records, 'incidents', folder, 'index.md')
  writeFileSync(
    index,
    readFileSync(index, 'utf8').replace('severity: SEV-3', 'severity: SEV-9').replace('SEV-2', 'SEV-9'),
  )
  expect(await apply(comment('/update Better.', '2026-11-23T08:55:00Z'))).toMatchObject({
    id: 'INC-2026-0002',
    written: true,
  })
  expect(opened()).toHaveLength(1)
})

const BODY = { incident: { name: 'Elevated', status: 'investigating', component_ids: ['checkout'] } }
const on = (incident: object, clock: string) =>
  apply({ incident, incident_id: 'INC-2026-0002' }, `2026-11-23T${clock}:00Z`)

test('What changes is said though the words are those of before; what holds already is said once.', async () => {
  await apply(BODY)
  const steps: [string, object][] = [
    ['09:01', { components: { checkout: 'partial_outage' } }],
    ['09:02', { components: { checkout: 'major_outage' } }],
    ['09:03', { components: { checkout: 'partial_outage' } }],
    ['09:04', { impact_override: 'critical' }],
    ['09:05', { body: 'We are on it.' }],
    ['09:35', { body: 'We are on it.' }],
    ['09:36', { status: 'monitoring', body: 'Fixed?' }],
    ['09:37', { status: 'investigating', body: 'We are on it.' }],
    ['09:38', { status: 'resolved', body: 'Over.' }],
    ['09:39', { status: 'investigating', body: 'It is back.' }],
    ['09:40', { status: 'resolved', body: 'Over.' }],
  ]
  for (const [clock, said] of steps) {
    expect(await on(said, clock), clock).toMatchObject({ code: 0, written: true })
    expect(await on(said, clock), clock).toMatchObject({
      code: 0,
      written: false,
    })
  }
  expect(readdirSync(join(records, 'incidents/2026', opened()[0] ?? '', 'public'))).toHaveLength(steps.length + 1)
  expect(read(`2026/${opened()[0] ?? ''}/index.md`)).toContain('resolved: 2026-11-23T09:40:00Z\n')
})

test('A file that is sent again weeks after it was over opens an incident anew; while it is open it is the same.', async () => {
  expect(await apply(BODY)).toMatchObject({ written: true })
  expect(await apply(BODY, '2026-11-23T12:00:00Z')).toMatchObject({ id: 'INC-2026-0002', written: false })
  await on({ status: 'resolved', body: 'Over.' }, '12:30')
  expect(await apply(BODY, '2026-12-20T09:00:00Z')).toMatchObject({ id: 'INC-2026-0003', written: true })
  expect(await apply(BODY, '2026-12-20T09:01:00Z')).toMatchObject({ id: 'INC-2026-0003', written: false })
})

test('Keys that differ only behind what fits on a line are different ones.', async () => {
  const key = 'k'.repeat(400)
  for (const idempotency_key of [`${key}1`, `${key}2`, 'a\nb', 'a b'])
    expect(await apply({ ...BODY, idempotency_key })).toMatchObject({ written: true })
  for (const idempotency_key of [`${key}1`, `${key}2`, 'a\nb', 'a b'])
    expect(await apply({ ...BODY, idempotency_key })).toMatchObject({ written: false })
  expect(opened()).toHaveLength(4)
})

test('An end that is told after later words which go on is read in its place, and ends nothing.', async () => {
  await apply(issued())
  await apply(comment('/identified It goes on.', '2026-11-23T08:59:00Z'))
  expect(await apply(comment('/resolve Over?', '2026-11-23T08:57:00Z'))).toMatchObject({ code: 0, written: true })
  expect(await apply(comment('/resolve Over?', '2026-11-23T08:57:00Z'))).toMatchObject({ code: 0, written: false })
  expect(read(`${folder}/index.md`)).not.toContain('resolved:')
  expect(readdirSync(join(records, 'incidents', folder, 'public'))).toHaveLength(3)
})

const edit = (before: ReturnType<typeof comment>, body: string, updated_at: string) => ({
  ...before,
  action: 'edited',
  comment: { ...before.comment, body, updated_at },
  changes: { body: { from: before.comment.body } },
})

test('What somebody has corrected stays so when the comment comes again; a later edit of the comment puts its words there.', async () => {
  const first = comment('/identified checkout=major_outage We know wy.', '2026-11-23T08:55:00Z')
  await apply(issued())
  await apply(first)
  const path = `${folder}/public/20261123T085500Z.md`
  writeFileSync(join(records, 'incidents', path), read(path).replace('wy.', 'why.'))
  expect(await apply(first)).toMatchObject({ code: 0, written: false })
  const better = edit(first, '/identified checkout=major_outage It is the provider.', '2026-11-23T08:57:00Z')
  expect(await apply(better)).toMatchObject({ code: 0, written: true })
  for (const late of [first, better, edit(first, '/identified checkout=major_outage Older.', '2026-11-23T08:56:00Z')])
    expect(await apply(late)).toMatchObject({ code: 0, written: false })
  expect(read(path)).toMatch(
    /^---\nstate: identified\ncomponents: \{checkout: major_outage\}\n.*\nposted: \{id: \w+, edited: 2026-11-23T08:57:00Z\}\n---\nIt is the provider\.\n$/,
  )
  expect(readdirSync(join(records, 'incidents', folder, 'public'))).toHaveLength(2)
})

test.each([
  ['takes the command out', 'Never mind.', 'is not taken back'],
  ['says another state', '/monitoring Words.', 'expected one of the words alone'],
  ['says more of components', '/identified checkout=operational Words.', 'expected one of the words alone'],
])('An edit that %s is refused.', async (_, body, words) => {
  const first = comment('/identified Words.', '2026-11-23T08:55:00Z')
  await apply(issued())
  await apply(first)
  expect(await apply(edit(first, body, '2026-11-23T08:57:00Z'))).toMatchObject({
    code: 1,
    error: expect.stringContaining(words),
  })
})

test('An edit posts nothing where there was no command, and by a stranger it is not heard.', async () => {
  await apply(issued())
  const plain = comment('We look into it.', '2026-11-23T08:55:00Z')
  expect(await apply(edit(plain, '/resolve Over.', '2026-11-23T08:57:00Z'))).toMatchObject({ code: 1 })
  const said = comment('/identified Words.', '2026-11-23T08:55:00Z')
  await apply(said)
  const strangers = { ...edit(said, '/identified Spam.', '2026-11-23T08:57:00Z'), sender: user('mallory') }
  expect(await apply(strangers)).toMatchObject({ code: 0, written: false, ignored: expect.any(String) })
})

test('An update by curl with a key is there once, however much later it comes again.', async () => {
  await apply({ ...BODY, idempotency_key: 'pager-1' })
  const more = { incident: { body: 'Still slow.' }, incident_id: 'pager-1', idempotency_key: 'pager-1-2' }
  expect(await apply(more)).toMatchObject({ written: true })
  expect(await apply(more, '2026-11-24T09:00:00Z')).toMatchObject({ code: 0, written: false })
})

const deep = '['.repeat(100_000) + ']'.repeat(100_000)
test.each([
  ['deep beside an incident', `{"incident":{"name":"x"},"a":${deep}}`],
  ['deep in its components', `{"incident":{"name":"x","components":${deep}}}`],
  ['a deep alert', `{"alertmanager":${deep}}`],
  ['a list of what are no ids', '{"incident":{"name":"x","components":[{"toString":1}, [], null]}}'],
  [
    'ten thousand components that are not there',
    JSON.stringify({ incident: { name: 'x', component_ids: Array.from({ length: 10_000 }, (_, n) => `c${n}`) } }),
  ],
])('What is %s is answered in a few lines.', async (_, text) => {
  const { code, length } = await apply(text)
  expect(code).toBe(1)
  expect(length).toBeLessThan(3000)
  expect(opened()).toEqual([])
})
