import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import type { Change } from '#model/records/change'
import { publicCatalog } from '#model/publish/public'
import { gatePullRequest, MONDAY } from '../fixtures/gate-command.ts'
import { CONTENT, gateRepository, lowRisk, review } from '../fixtures/gate-repository.ts'

/*
 * From records of which everything is approved, no sequence of pull requests by people who nobody approves of brings a
 * plan into `approved`, a text to customers, or a setting into the base. What is found in the end is compared with what
 * was there at first, and not with what the gate says.
 */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))

const place = (id: string) => `changes/2026/${id}`
const folderOf = (id: string, fields: Record<string, string | null> = {}) => ({
  [`${place(id)}/index.md`]: lowRisk(id, fields)[`${place(id)}.md`] ?? '',
})
const update = (words: string, state: string) =>
  `---\nstate: ${state}\ntitle: ${words}\ncomponents: {checkout: under_maintenance}\n---\n${words}.\n`
const [SOON, RUNS, OVER, IDEA, NEW] = [3, 4, 5, 6, 7].map((n) => `CHG-2026-000${n}`) as [string, ...string[]]
const IDS = [SOON, RUNS, OVER, IDEA, NEW] as string[]
const INCIDENT = 'incidents/2026/INC-2026-0002-search'

type Files = ReadonlyMap<string, string>
const START: Files = new Map(
  Object.entries({
    ...CONTENT,
    ...folderOf(SOON),
    [`${place(SOON)}/steps.sh`]: 'drain\n',
    [`${place(SOON)}/public/20261120T090000Z.md`]: update('Work ahead', 'scheduled'),
    ...folderOf(RUNS ?? '', {
      status: 'in_progress',
      services: '[search]',
      outcome: '{started: 2026-12-01T02:00:00Z}',
    }),
    ...folderOf(OVER ?? '', {
      status: 'completed',
      window: '{start: 2026-11-10T02:00:00Z, end: 2026-11-10T04:00:00Z}',
      outcome: '{started: 2026-11-10T02:00:00Z, finished: 2026-11-10T03:00:00Z}',
    }),
    [`${place(OVER ?? '')}/public/20261109T090000Z.md`]: update('Work done', 'scheduled'),
    ...folderOf(IDEA ?? '', { status: 'proposed' }),
    [`${INCIDENT}/index.md`]:
      '---\nid: INC-2026-0002\ntitle: Search is slow\nseverity: SEV-3\nservices: [search]\nstarted: 2026-11-23T08:00:00Z\n---\n## Timeline\n\nNow.\n',
    [`${INCIDENT}/public/20261123T080500Z.md`]:
      '---\nstate: investigating\ntitle: Search is slow\ncomponents: {checkout: degraded_performance}\n---\nWe are looking.\n',
  } as Record<string, string | null>).filter((one): one is [string, string] => typeof one[1] === 'string'),
)

/** An edit of the files: it does what it can, and nothing where there is nothing to do it to. */
type Edit = (files: Map<string, string>) => void

const index = fc.integer({ min: 0, max: 1000 })
const id = fc.constantFrom(...IDS)
const status = fc.constantFrom(
  'draft',
  'proposed',
  'approved',
  'in_progress',
  'completed',
  'rolled_back',
  'aborted',
  'cancelled',
  'rejected',
)
const filesOf = (files: Files, one: string) => [...files.keys()].filter((path) => path.includes(one)).toSorted()
const recordOf = (files: Files, one: string) =>
  filesOf(files, one).find((path) => path.endsWith('/index.md') || path.endsWith(`${one}.md`))

const rewrite =
  (change: (text: string) => string) =>
  (one: string): Edit =>
  (files) => {
    const path = recordOf(files, one)
    if (path !== undefined) files.set(path, change(files.get(path) ?? ''))
  }
const put = (key: string, value: string) => (text: string) => {
  const kept = text.replace(new RegExp(`^${key}: .*\n`, 'm'), '')
  return kept.replace(/^id: /m, `${key}: ${value}\nid: `)
}

const field = fc.constantFrom(
  ['type', 'standard'],
  ['type', 'normal'],
  ['template', 'rotate-certificate'],
  ['source', '{kind: jira}'],
  ['services', '[checkout]'],
  ['implementer', 'mallory'],
  ['environment', 'staging'],
  ['window', '{start: 2026-12-02T02:00:00Z, end: 2026-12-02T04:00:00Z}'],
  ['outcome', '{started: 2026-11-20T02:00:00Z, finished: 2026-11-20T03:00:00Z}'],
  ['outcome', '{started: 2026-11-23T08:00:00Z}'],
  ['title', 'Another one'],
)
const words = fc.constantFrom(
  '\n## Notes\n\nDrop it.\n',
  '\nDrop it.\n',
  '\n## Outcome\n\nWell.\n',
  '\n## Notes\n\n### Rollback plan\n\nNone at all.\n',
)
const aFile = fc.constantFrom(
  'steps.sh',
  'more.txt',
  '.hidden',
  'public/20261121T090000Z.md',
  'public/impact.yaml',
  'a.png',
)
const content = fc.constantFrom('rm -rf /\n', update('Evil', 'scheduled'), update('Evil', 'in_progress'), '[]\n')
const setting = fc.constantFrom(
  ['teams/platform.yaml', 'name: P\nmembers: [mallory]\nleads: [mallory]\n'],
  ['teams/ours.yaml', 'name: O\nmembers: [mallory]\n'],
  ['policy.yaml', 'approvals: {low: {}, medium: {}, paths: {lead: [], any: []}}\n'],
  [
    'change-templates/rotate-certificate.md',
    '---\ntitle: A\nrisk: {blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}\n---\n',
  ],
  ['services/search.yaml', 'name: Search\nteam: ours\ntier: 4\n'],
  [`approvals/${IDEA}.json`, `{"change": "${IDEA}", "plan": "x", "approvals": []}`],
  ['site.yaml', 'name: Evil\nurl: https://evil.example\n'],
)

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(id, status).map(([one, to]) => rewrite(put('status', to))(one)) },
  { weight: 4, arbitrary: fc.tuple(id, field).map(([one, [key = '', value = '']]) => rewrite(put(key, value))(one)) },
  { weight: 2, arbitrary: fc.tuple(id, words).map(([one, more]) => rewrite((text) => text + more)(one)) },
  {
    weight: 3,
    arbitrary: fc.tuple(id, aFile, content).map(([one, name, text]): Edit => (files) => {
      const path = recordOf(files, one)
      files.set(`${path?.replace(/\/index\.md$|\.md$/, '') ?? place(one)}/${name}`, text)
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(id, fc.constantFrom('scheduled', 'in_progress', 'cancelled'))
      .map(([one, state]): Edit => (files) => {
        const path = recordOf(files, one)
        if (path?.endsWith('/index.md') === true)
          files.set(path.replace(/index\.md$/, 'public/20261121T090000Z.md'), update('Evil', state))
      }),
  },
  // Another name, and another form.
  {
    weight: 2,
    arbitrary: fc.tuple(id, fc.constantFrom('-x/', '/', '-y.md', '.MD')).map(([one, to]): Edit => (files) => {
      for (const path of filesOf(files, one)) {
        const rest = path.split('/').slice(3).join('/')
        const next = place(one) + (to.endsWith('/') ? to + (rest || 'index.md') : rest === 'index.md' ? to : `/${rest}`)
        const text = files.get(path) ?? ''
        files.delete(path)
        files.set(next, text)
      }
    }),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...IDS, 'INC-2026-0002'), index).map(([one, at]): Edit => (files) => {
      const paths = filesOf(files, one)
      const path = paths[at % Math.max(1, paths.length)]
      if (path !== undefined) files.delete(path)
    }),
  },
  // What is new begins as anything.
  {
    weight: 2,
    arbitrary: fc.tuple(status, field).map(([to, [key = '', value = '']]): Edit => (files) => {
      for (const [path, text] of Object.entries(folderOf(NEW ?? '', { status: to })))
        files.set(path, put(key, value)(text))
    }),
  },
  // Two records change places.
  {
    weight: 1,
    arbitrary: fc.tuple(id, id).map(([one, other]): Edit => (files) => {
      const [a, b] = [recordOf(files, one), recordOf(files, other)]
      const [first, second] = [files.get(a ?? ''), files.get(b ?? '')]
      if (a !== undefined && b !== undefined && first !== undefined && second !== undefined)
        files.set(a, second).set(b, first)
    }),
  },
  {
    weight: 1,
    arbitrary: setting.map(
      ([path = '', text = '']): Edit =>
        (files) =>
          void files.set(path, text),
    ),
  },
)

const pullRequests = fc.array(
  fc.record({ edits: fc.array(edit, { minLength: 1, maxLength: 2 }), author: fc.constantFrom('mallory', 'eve') }),
  { minLength: 4, maxLength: 8 },
)

const read = (files: Files) =>
  readTexts({ paths: [...files.keys()].toSorted(), texts: new Map(files) }, Date.parse(MONDAY), () => NaN).catalog

/** Everything that customers read. */
const told = (files: Files): string[] => {
  const { incidents, maintenances } = publicCatalog(read(files))
  return [...incidents, ...maintenances]
    .flatMap(({ updates }) =>
      updates.map(({ title, markdown, settings, time }) => JSON.stringify([title, markdown, settings, time])),
    )
    .toSorted()
}

const SETTLED = /^(?:teams|services|freezes|change-templates|approvals|slos)\/|^(?:policy|site)\.yaml$/i
const settled = (files: Files) => [...files].filter(([path]) => SETTLED.test(path)).toSorted()

/** What was approved of a change that is, or was, allowed to go ahead. */
const PERMITTED: readonly Change['status'][] = ['approved', 'in_progress', 'completed', 'rolled_back', 'aborted']
function permitted(files: Files): [string, string][] {
  return read(files)
    .changes.filter((one) => PERMITTED.includes(one.status))
    .map(({ id: one, type, services, implementer, environment, window, body, file }) => {
      const below = file.endsWith('/index.md') ? file.replace(/index\.md$/, '') : null
      const beside = [...files].filter(
        ([path]) => below !== null && path.startsWith(below) && !/\/(index\.md|\..*)$|\/public\//.test(path),
      )
      const plan = body.markdown.split(/\n## (?:Notes|Outcome)\n/)[0]?.trim()
      const names = beside.map(([path, text]) => [path.slice(below?.length), text])
      return [one, JSON.stringify([type, services, implementer, environment, window, plan, names])]
    })
}
/** Of what was over before it came here nothing follows, and a standard change does what its template says. */
const isOfItself = (files: Files, one: string): boolean => {
  const change = read(files).changes.find((other) => other.id === one)
  return (
    change?.type === 'standard' ||
    (change?.source !== undefined && ['completed', 'rolled_back', 'aborted'].includes(change.status))
  )
}

let merges = 0
test('Nobody who may not approve brings a plan, a text for customers or a setting in, by whatever steps.', async () => {
  const base = repository.commit(Object.fromEntries(START))
  const first = new Map(permitted(START))
  await fc.assert(
    fc.asyncProperty(pullRequests, async (requests) => {
      let [on, files] = [base, START]
      for (const { edits, author } of requests) {
        const next = new Map(files)
        for (const one of edits) one(next)
        const gone = [...files.keys()].filter((path) => !next.has(path)).map((path) => [path, null] as const)
        const head = repository.commit(
          Object.fromEntries([...gone, ...[...next].filter(([path, text]) => files.get(path) !== text)]),
          on,
        )
        const reviews = ['mallory', 'eve'].map((by) => review(by, head))
        if ((await gatePullRequest(repository, { base: on, head, author, reviews })).code !== 0) continue
        merges++
        ;[on, files] = [head, next]
        expect(settled(files)).toEqual(settled(START))
        expect(told(files)).toEqual(told(START))
        for (const [one, plan] of permitted(files))
          if (!isOfItself(files, one)) expect(`${one} ${plan}`).toBe(`${one} ${first.get(one) ?? 'none'}`)
      }
    }),
    { numRuns: 12 },
  )
  // A gate that says no to everything holds this as well.
  expect(merges).toBeGreaterThan(5)
}, 120_000)
