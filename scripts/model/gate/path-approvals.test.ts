import { expect, test } from 'vitest'
import { missingWords } from './approvals.ts'
import type { Settings } from './context.ts'
import { pathApprovals, type FilesToApprove } from './path-approvals.ts'
import { policySchema } from '../records/policy.ts'
import { teamSchema, type Team } from '../records/team.ts'

const team = (id: string, members: string[], leads: string[] = []): Team => ({
  ...teamSchema.parse({ name: id, members, leads }),
  id,
  file: `teams/${id}.yaml`,
})
const settings = (policy: object = {}): Settings => ({
  policy: policySchema.parse(policy),
  teams: [team('payments', ['ana', 'bo', 'lead'], ['lead']), team('search', ['cy', 'di'])],
  freezes: [],
  change_templates: [],
  environments: { listed: false, names: new Map() },
  owners: new Map(),
})

type Over = Partial<Omit<FilesToApprove, 'settings' | 'reviews'>> & { policy?: object; by?: string[] }
const judged = (files: string[], { policy, by = [], ...over }: Over = {}) =>
  pathApprovals({
    files,
    settings: settings(policy),
    authors: ['ana'],
    reviews: by.map((one) => ({ by: one, state: 'approved', commit: 'c1', at: 0 })),
    texts: [],
    notAlone: new Set(),
    looser: [],
    sameAt: () => 'same',
    ...over,
  })
/** Each group in a line: its rule and path, its files, what is missing. */
const told = (...args: Parameters<typeof judged>) =>
  judged(...args).map(
    ({ rule, path, files, approval }) =>
      `${rule} ${path || '(none)'}: ${files.join(', ')}; ${approval.required ? `missing ${missingWords(approval.missing).join() || 'nothing'}` : 'free'}`,
  )

test('Files that fall under one entry are approved together.', () => {
  expect(
    told(['teams/search.yaml', 'policy.yaml', 'services/a.yaml', 'services/b.yaml', 'teams/payments.yaml']),
  ).toEqual([
    'lead policy.yaml: policy.yaml; missing 1 lead',
    'any services/: services/a.yaml, services/b.yaml; missing 1 from anyone in a team',
    'lead teams/: teams/payments.yaml, teams/search.yaml; missing 1 lead',
  ])
})

test('A file that no entry names is looked at by someone.', () => {
  expect(told(['logo.svg', 'site.yml'])).toEqual(['any (none): logo.svg, site.yml; missing 1 from anyone in a team'])
})

test('What says what was measured, and a word about the folder, need nobody, whoever writes them.', () => {
  const authors = ['metrics[bot]']
  expect(told(['README.md', 'measurements/checkout.csv'], { authors })).toEqual([
    'none README.md: README.md; free',
    'none measurements/: measurements/checkout.csv; free',
  ])
})

test('What lies in a folder that bears the name of a file which needs nobody is looked at by someone.', () => {
  expect(told(['README.md/x', 'README.md/measurements/x', 'measurements/2026/x.csv'])).toEqual([
    'any (none): README.md/measurements/x, README.md/x; missing 1 from anyone in a team',
    'none measurements/: measurements/2026/x.csv; free',
  ])
})

test('A lead approves what needs a lead, and nobody else does; never the author.', () => {
  expect(told(['policy.yaml'], { by: ['cy'] })).toEqual(['lead policy.yaml: policy.yaml; missing 1 lead'])
  expect(told(['policy.yaml'], { by: ['Lead'] })).toEqual(['lead policy.yaml: policy.yaml; missing nothing'])
  const [own] = judged(['policy.yaml'], { authors: ['LEAD'], by: ['lead'] })
  expect(own?.approval).toMatchObject({
    given: [],
    void: [{ by: 'lead', why: 'author' }],
    // The only lead asks somebody else.
    missing: [{ kind: 'any', who: ['ana', 'bo', 'cy', 'di'] }],
    fallen: [{ slot: { kind: 'lead' }, to: 'anyone' }],
  })
})

test('Whoever puts themselves among the leads is none on the base.', () => {
  expect(told(['teams/search.yaml'], { authors: ['ana'], by: ['cy'] })).toEqual([
    'lead teams/: teams/search.yaml; missing 1 lead',
  ])
})

test('A responder posts without a review; others need one.', () => {
  const post = ['incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md']
  const free = [`responders incidents/: ${post[0]}; free`]
  const asked = [`responders incidents/: ${post[0]}; missing 1 from anyone in a team`]
  expect(told(post, { authors: ['Ana'] })).toEqual(free)
  expect(told(post, { authors: ['zoe'] })).toEqual(asked)
  expect(told(post, { authors: [] })).toEqual(asked)
  expect(told(post, { authors: ['github-actions[bot]'] })).toEqual(asked)
  expect(told(post, { authors: ['ana'], policy: { responders: ['search'] } })).toEqual(asked)
  expect(told(post, { authors: ['cy'], policy: { responders: ['search', 'no-such-team'] } })).toEqual(free)
  // Whoever wrote along is asked for as well; an app's account writes for who opened it.
  expect(told(post, { authors: ['ana', 'cy', 'github-actions[bot]'] })).toEqual(free)
  expect(told(post, { authors: ['ana', 'zoe'] })).toEqual(asked)
  expect(told(post, { authors: ['', 'ana'] })).toEqual(asked)
  expect(told(post, { authors: ['zoe'], by: ['cy'] })).toEqual([`responders incidents/: ${post[0]}; missing nothing`])
})

test('Only the bot writes approvals, whoever approves and whatever the policy says.', () => {
  const files = ['approvals/CHG-2026-0001.json']
  const policy = { approvals: { paths: { responders: ['approvals/CHG-2026-0001.json'] } } }
  const [state] = judged(files, { policy, by: ['lead', 'cy'] })
  expect(state).toMatchObject({ rule: 'bot', path: 'approvals/', approval: { required: true, missing: [{ who: [] }] } })
  expect(judged(files, { authors: [] })[0]?.approval.required).toBe(true)
  expect(judged(files, { authors: ['github-actions[bot]'] })[0]?.approval.required).toBe(true)
})

test('The longest entry that names a file holds; of two equal ones the stricter.', () => {
  const policy = {
    approvals: {
      paths: {
        any: ['services/', 'services/checkout.yaml/', 'run', 'freezes', './slos/'],
        lead: ['services/checkout.yaml', 'freezes/'],
        responders: ['freezes/', 'services/finder.yaml'],
      },
    },
  }
  expect(
    told(
      [
        'services/checkout.yaml',
        'services/checkout.yaml.bak',
        'services/finder.yaml',
        'runbooks/a.md',
        'run/b.md',
        'freezes/x.yaml',
        'slos/a.yaml',
      ],
      { policy },
    ).map((line) => line.replace(/;.*/, '')),
  ).toEqual([
    'lead freezes/: freezes/x.yaml',
    'any run: run/b.md',
    'any (none): runbooks/a.md',
    'lead services/checkout.yaml: services/checkout.yaml',
    'any services/: services/checkout.yaml.bak',
    'responders services/finder.yaml: services/finder.yaml',
    'any ./slos/: slos/a.yaml',
  ])
})

test('A review counts for the paths whose files are still what was reviewed.', () => {
  const now = ['runbooks/a.md', 'services/b.yaml']
  expect(
    told(now, { by: ['cy'], sameAt: (_, files) => (files.includes('services/b.yaml') ? 'other_plan' : 'same') }),
  ).toEqual([
    'any runbooks/: runbooks/a.md; missing nothing',
    'any services/: services/b.yaml; missing 1 from anyone in a team',
  ])
  const reasons = (sameAt: FilesToApprove['sameAt']) => judged(now, { by: ['cy'], sameAt })[0]?.approval.void
  expect(reasons(() => 'other_plan')).toEqual([{ by: 'cy', why: 'other_plan' }])
  expect(reasons(() => null)).toEqual([{ by: 'cy', why: 'unknown_commit' }])
})

test('A pull request that touches nothing beside changes needs nothing here.', () => {
  expect(judged([])).toEqual([])
})
