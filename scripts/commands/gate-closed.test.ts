import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { gatePullRequest, sentence, type PullRequest } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, lowRisk, review, type Edits } from '../fixtures/gate-repository.ts'

/* Ways past those who approve, each with what stops it; and what somebody may do alone. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))
const base = repository.commit(CONTENT)
const id = 'CHG-2026-0003'
const file = `changes/2026/${id}.md`
const folder = `changes/2026/${id}`
const text = (fields: Record<string, string | null> = {}) => lowRisk(id, fields)[file] ?? ''
const OUTCOME = '{started: 2026-11-20T02:05:00Z, finished: 2026-11-20T03:00:00Z}'
const DONE = {
  status: 'completed',
  outcome: OUTCOME,
  window: '{start: 2026-11-20T02:00:00Z, end: 2026-11-20T04:00:00Z}',
}
const update = (words: string, state = 'scheduled') =>
  `---\nstate: ${state}\ntitle: Work\ncomponents: {checkout: under_maintenance}\n---\n${words}\n`

const INCIDENT = 'incidents/2026/INC-2026-0002-search'
const OPEN: Edits = {
  [`${INCIDENT}/index.md`]:
    '---\nid: INC-2026-0002\ntitle: Search is slow\nseverity: SEV-3\nservices: [search]\nstarted: 2026-11-23T08:00:00Z\n---\n## Timeline\n\nNow.\n',
  [`${INCIDENT}/public/20261123T080500Z.md`]:
    '---\nstate: investigating\ntitle: Search is slow\ncomponents: {checkout: degraded_performance}\n---\nWe are looking.\n',
}

interface Attempt {
  /** On top of the content, before. */
  before?: Edits
  edits: Edits
  author?: string
  /** Who approved it as it is. */
  by?: string[]
  /** Who approved an earlier commit, with these edits. */
  earlier?: { edits: Edits; by: string[] }
  more?: Partial<PullRequest>
}

async function judged({ before = {}, edits, author = 'mallory', by = [], earlier, more = {} }: Attempt) {
  const on = Object.keys(before).length > 0 ? repository.commit(before, base) : base
  const first = earlier ? repository.commit(earlier.edits, on) : on
  const head = repository.commit(edits, first)
  const reviews = [...(earlier?.by ?? []).map((one) => review(one, first)), ...by.map((one) => review(one, head))]
  return gatePullRequest(repository, { base: on, head, author, reviews, ...more })
}

const ANYONE = `needs 1 approval from anyone in a team`
const MINE = `Not yet: ${id} ${ANYONE}.`
const CHANGES = `Not yet: changes/ ${ANYONE}`
const TEXTS = `Not yet: what customers read of ${id} ${ANYONE}.`
const INCIDENTS = `Not yet: incidents/ ${ANYONE}`
const dir = (edits: Edits): Edits => ({ [`${folder}/index.md`]: text(), ...edits })

const stopped: [attack: string, attempt: Attempt, by: string][] = [
  ['approve oneself', { edits: lowRisk(id), author: 'bo', by: ['bo'] }, MINE],
  ['be approved by nobody’s member', { edits: lowRisk(id), by: ['eve'] }, MINE],
  [
    'have a draft approved, then make it the plan',
    { earlier: { edits: lowRisk(id, { status: 'draft' }), by: ['bo'] }, edits: lowRisk(id) },
    MINE,
  ],
  [
    'have a proposal approved, then make it the plan',
    { earlier: { edits: lowRisk(id, { status: 'proposed' }), by: ['bo'] }, edits: lowRisk(id) },
    MINE,
  ],
  [
    'change a script beside the approved plan',
    { before: dir({ [`${folder}/steps.sh`]: 'drain\n' }), edits: { [`${folder}/steps.sh`]: 'rm -rf /\n' } },
    MINE,
  ],
  [
    'make a program of a script beside the approved plan',
    {
      before: dir({ [`${folder}/steps.sh`]: 'drain\n' }),
      edits: { [`${folder}/steps.sh`]: { program: 'drain\n' } },
    },
    MINE,
  ],
  [
    'have a plan approved, then make a program of its script',
    {
      earlier: { edits: dir({ [`${folder}/steps.sh`]: 'drain\n' }), by: ['bo'] },
      edits: { [`${folder}/steps.sh`]: { program: 'drain\n' } },
    },
    MINE,
  ],
  [
    'make one of it while work goes on',
    {
      before: {
        [`${folder}/index.md`]: text({ status: 'in_progress', outcome: '{started: 2026-11-23T08:00:00Z}' }),
        [`${folder}/steps.sh`]: 'drain\n',
      },
      edits: { [`${folder}/steps.sh`]: { program: 'drain\n' } },
    },
    MINE,
  ],
  [
    'make one of what lies beside what was done',
    {
      before: { [`${folder}/index.md`]: text(DONE), [`${folder}/steps.sh`]: 'drain\n' },
      edits: { [`${folder}/steps.sh`]: { program: 'drain\n' } },
    },
    CHANGES,
  ],
  ['add a picture to the approved plan', { before: dir({}), edits: { [`${folder}/a.png`]: 'x' } }, MINE],
  [
    'write the plan into another section',
    { before: lowRisk(id), edits: { [file]: `${text()}\n## Preparation\n\nDrop it.\n` } },
    MINE,
  ],
  [
    'lead a link of the plan elsewhere, from the notes',
    {
      before: { [file]: `${text()}\nSee [steps].\n\n## Notes\n\n[steps]: https://a.example\n` },
      edits: { [file]: `${text()}\nSee [steps].\n\n## Notes\n\n[steps]: https://b.example\n` },
    },
    MINE,
  ],
  [
    'change what is announced of the approved plan',
    {
      before: dir({ [`${folder}/public/20261120T090000Z.md`]: update('For an hour.') }),
      edits: { [`${folder}/public/20261120T090000Z.md`]: update('Go to evil.example.') },
    },
    MINE,
  ],
  [
    'begin with another plan than the approved one',
    {
      before: lowRisk(id),
      edits: lowRisk(id, { status: 'in_progress', implementer: 'mallory', outcome: '{started: 2026-11-23T08:00:00Z}' }),
    },
    MINE,
  ],
  [
    'finish another plan than the approved one, as if it were imported',
    {
      before: lowRisk(id, { source: '{kind: jira}' }),
      edits: lowRisk(id, { ...DONE, source: '{kind: jira}', implementer: 'mallory' }),
    },
    MINE,
  ],
  [
    'cancel another team’s approved change',
    { before: plan(id), edits: plan(id, { status: 'cancelled' }), author: 'cy' },
    `Not yet: ${id} needs 1 approval from platform.`,
  ],
  [
    'un-approve another team’s change',
    { before: plan(id), edits: plan(id, { status: 'proposed' }), author: 'cy' },
    `Not yet: ${id} needs 1 approval from platform.`,
  ],
  [
    'un-approve it by making it a change of one’s own service',
    { before: plan(id), edits: plan(id, { status: 'proposed', services: '[search]' }), author: 'cy' },
    `Not yet: ${id} needs 1 approval from platform.`,
  ],
  [
    'take an approved change away',
    { before: lowRisk(id), edits: { [file]: null }, by: ['bo'] },
    'Not yet: 1 error in 1 file.',
  ],
  ['edit what was done', { before: lowRisk(id, DONE), edits: { [file]: `${text(DONE)}\nNo.\n` } }, CHANGES],
  [
    'move what was done to another name, with other words',
    { before: lowRisk(id, DONE), edits: { [file]: null, [`${folder}-x/index.md`]: `${text(DONE)}\nNo.\n` } },
    CHANGES,
  ],
  [
    'lay a file beside what was done',
    { before: { [`${folder}/index.md`]: text(DONE) }, edits: { [`${folder}/proof.txt`]: 'x' } },
    CHANGES,
  ],
  ['lay a file where no change is', { edits: { 'changes/anything.txt': 'x' } }, CHANGES],
  ['call a change `.MD`', { edits: { [`changes/2026/${id}.MD`]: text() } }, CHANGES],
  ['lay a word beside the years’ changes', { edits: { 'changes/2026/README.md': 'x' } }, CHANGES],
  [
    'lay a file that is never read into one’s draft',
    { edits: { ...lowRisk(id, { status: 'draft' }), [`changes/2026/.hooks`]: 'x' } },
    CHANGES,
  ],
  [
    'bring a standard change with a script beside it',
    {
      edits: {
        [`${folder}/index.md`]: text({
          type: 'standard',
          services: '[checkout]',
          template: 'rotate-certificate',
          rollback: null,
        }),
        [`${folder}/steps.sh`]: 'rm -rf /\n',
      },
    },
    'changes/ needs 1 approval from anyone in a team',
  ],
  [
    'bring a standard change whose rollout says what else is done',
    {
      edits: {
        [file]: text({
          type: 'standard',
          services: '[checkout]',
          template: 'rotate-certificate',
          rollback: null,
          rollout: '[{percent: 100, success: then drop the old one}]',
        }),
      },
    },
    MINE,
  ],
  [
    'publish by an import',
    {
      edits: {
        [`${folder}/index.md`]: text({ ...DONE, source: '{kind: jira}' }),
        [`${folder}/public/20261120T020600Z.md`]: update('We were hacked.', 'in_progress'),
      },
    },
    TEXTS,
  ],
  [
    'publish by what has begun',
    {
      before: { [`${folder}/index.md`]: text({ status: 'in_progress', outcome: '{started: 2026-11-23T08:00:00Z}' }) },
      edits: { [`${folder}/public/20261123T090000Z.md`]: update('We were hacked.', 'in_progress') },
    },
    TEXTS,
  ],
  [
    'publish from a folder that bears the id of an approved change, and is none',
    { before: lowRisk(id), edits: { [`${folder}/public/20261123T090000Z.md`]: update('We were hacked.') } },
    TEXTS.replace(/\.$/, '; 1 error in 1 file.'),
  ],
  [
    'publish from one that bears the id of a draft',
    {
      before: lowRisk(id, { status: 'draft' }),
      edits: { [`${folder}-x/public/20261123T090000Z.md`]: update('We were hacked.') },
      by: ['bo'],
    },
    'Not yet: 1 error in 1 file.',
  ],
  ['lay a script into one', { before: lowRisk(id), edits: { [`${folder}-x/steps.sh`]: 'rm -rf /\n' } }, CHANGES],
  [
    'take an approved change away from beside one',
    { before: { ...lowRisk(id), [`${folder}-x/public/a.md`]: update('x') }, edits: { [file]: null }, by: ['bo'] },
    'Not yet: 1 error in 1 file.',
  ],
  [
    'approve what was cancelled, beside one',
    {
      before: { ...lowRisk(id, { status: 'cancelled' }), [`${folder}-x/public/a.md`]: update('x') },
      edits: lowRisk(id),
      by: ['bo'],
    },
    `Not yet: ${id}`,
  ],
  [
    'delete an incident',
    { before: OPEN, edits: Object.fromEntries(Object.keys(OPEN).map((path) => [path, null])), author: 'dot' },
    INCIDENTS,
  ],
  [
    'delete an update',
    { before: OPEN, edits: { [`${INCIDENT}/public/20261123T080500Z.md`]: null }, author: 'dot' },
    INCIDENTS,
  ],
  [
    'move an update to where nobody reads it',
    {
      before: OPEN,
      edits: {
        [`${INCIDENT}/public/20261123T080500Z.md`]: null,
        [`${INCIDENT}/20261123T080500Z.md`]: OPEN[`${INCIDENT}/public/20261123T080500Z.md`] ?? null,
      },
      author: 'dot',
    },
    INCIDENTS,
  ],
  [
    'hide an update behind a dot',
    {
      before: OPEN,
      edits: {
        [`${INCIDENT}/public/20261123T080500Z.md`]: null,
        [`${INCIDENT}/public/.20261123T080500Z.md`]: OPEN[`${INCIDENT}/public/20261123T080500Z.md`] ?? null,
      },
      author: 'dot',
    },
    INCIDENTS,
  ],
  [
    'leave no word of an update',
    {
      before: OPEN,
      edits: {
        [`${INCIDENT}/public/20261123T080500Z.md`]: String(OPEN[`${INCIDENT}/public/20261123T080500Z.md`]).replace(
          'We are looking.',
          '',
        ),
      },
      author: 'dot',
    },
    INCIDENTS,
  ],
  [
    'make an incident unreadable',
    { before: OPEN, edits: { [`${INCIDENT}/index.md`]: '---\nid: [\n---\n' }, author: 'dot' },
    'Not yet: ',
  ],
  [
    'write teams by another case of their folder',
    { edits: { 'Teams/platform.yaml': 'name: P\nmembers: [mallory]\n' }, by: ['bo'] },
    'teams/ needs the approval of 1 lead',
  ],
  [
    'write the approval oneself',
    { edits: { [`approvals/${id}.json`]: '{}' }, author: 'github-actions[bot]', by: ['lead'] },
    'only the bot may write approvals/',
  ],
  [
    'spell who carries it out in another way',
    {
      edits: lowRisk(id, {
        risk: '{blast_radius: 4, rollback_difficulty: 1, complexity: 1, timing: 1}',
        implementer: '"@bo"',
      }),
      by: ['bo', 'cy'],
    },
    'Not yet: 1 error in 1 file.',
  ],
]

describe('What stops it', () => {
  test.each(stopped)('To %s', async (_, attempt, by) => {
    const ended = await judged(attempt)
    expect(sentence(ended)).toContain(by)
    expect(ended.code).toBe(1)
  })
})

const passes: [what: string, attempt: Attempt][] = [
  ['A proposal needs nobody', { edits: lowRisk(id, { status: 'proposed' }) }],
  [
    'A draft may have files beside it',
    { edits: { [`${folder}/index.md`]: text({ status: 'draft' }), [`${folder}/a.sh`]: 'x' } },
  ],
  ['A draft may be taken away', { before: lowRisk(id, { status: 'draft' }), edits: { [file]: null } }],
  [
    'A proposal may be given up',
    { before: lowRisk(id, { status: 'proposed' }), edits: lowRisk(id, { status: 'cancelled' }) },
  ],
  [
    'One’s own team takes its change back',
    { before: plan(id), edits: plan(id, { status: 'cancelled' }), author: 'bo' },
  ],
  [
    'A slip in what was done needs somebody, and no fresh approval',
    { before: plan(id, DONE), edits: { [file]: `${plan(id, DONE)[file]}\n` }, by: ['cy'] },
  ],
  [
    'What was approved is done',
    { before: lowRisk(id), edits: lowRisk(id, { status: 'completed', outcome: OUTCOME }), author: 'cy' },
  ],
  ['An approved change gets notes', { before: lowRisk(id), edits: { [file]: `${text()}\n## Notes\n\nCall first.\n` } }],
  [
    'An approved change becomes a folder',
    { before: lowRisk(id), edits: { [file]: null, [`${folder}/index.md`]: text() } },
  ],
  [
    'A script becomes a program with whom its plan takes',
    {
      before: dir({ [`${folder}/steps.sh`]: 'drain\n' }),
      edits: { [`${folder}/steps.sh`]: { program: 'drain\n' } },
      by: ['bo'],
    },
  ],
  [
    'An approved change with a program gets another slug',
    {
      before: dir({ [`${folder}/steps.sh`]: { program: 'drain\n' } }),
      edits: {
        [`${folder}/index.md`]: null,
        [`${folder}/steps.sh`]: null,
        [`${folder}-x/index.md`]: text(),
        [`${folder}-x/steps.sh`]: { program: 'drain\n' },
      },
    },
  ],
  [
    'An incident gets another slug',
    {
      before: OPEN,
      edits: Object.fromEntries(
        Object.entries(OPEN).flatMap(([path, words]) => [
          [path, null],
          [path.replace('-search', '-slow'), words],
        ]),
      ),
      author: 'dot',
    },
  ],
  [
    'An update gets out though somebody has lost the incident’s record before',
    {
      before: { ...OPEN, [`${INCIDENT}/index.md`]: null },
      edits: {
        [`${INCIDENT}/public/20261123T084500Z.md`]: '---\nstate: identified\n---\nThe index is being rebuilt.\n',
      },
      author: 'dot',
    },
  ],
  [
    'An update gets another time',
    {
      before: OPEN,
      edits: {
        [`${INCIDENT}/public/20261123T080500Z.md`]: null,
        [`${INCIDENT}/public/20261123T080600Z.md`]: OPEN[`${INCIDENT}/public/20261123T080500Z.md`] ?? null,
      },
      author: 'dot',
    },
  ],
  [
    'An incident is deleted with one other person',
    {
      before: OPEN,
      edits: Object.fromEntries(Object.keys(OPEN).map((path) => [path, null])),
      author: 'dot',
      by: ['cy'],
    },
  ],
  ['A word about the folder needs nobody', { edits: { 'README.md': 'Hello.\n' } }],
]

test('Who approved the script reads that it has become a program since.', async () => {
  const steps = `${folder}/steps.sh`
  const earlier = { edits: dir({ [steps]: 'drain\n' }), by: ['bo'] }
  const { stdout } = await judged({ earlier, edits: { [steps]: { program: 'drain\n' } } })
  expect(stdout).toContain('+file steps.sh, which may be run:')
})

describe('What somebody may do', () => {
  test.each(passes)('%s.', async (_, attempt) => {
    const ended = await judged(attempt)
    expect(sentence(ended)).toMatch(/^Ready to merge: /)
  })
})
