import { expect, test } from 'vitest'
import { verdictOf } from '#model/gate/verdict'
import type { Diagnostic } from '#model/diagnostic'
import type { ApprovalState, GateContext, Judged } from '#model/gate/context'
import {
  assessed,
  finding,
  fromOthers,
  fromPayments,
  judging,
  notYet,
  NOTHING_NEEDED,
} from '../../fixtures/gate-verdicts.ts'
import { aChange } from '../../fixtures/ops-sample.ts'
import { gateSentence } from './sentence.ts'

const ID = 'CHG-2026-0451'

const saying = (
  judged: Judged[],
  found: Diagnostic[] = [],
  context: Partial<GateContext> = {},
  outer: Diagnostic[] = [],
) => gateSentence(verdictOf(assessed({ judged, ...context }, { byChange: new Map([[ID, found]]), outer })))

const one = (fields: object = {}, more: Partial<Judged> = {}) => [judging(aChange(ID, fields), more)]
const needing = (state: Partial<ApprovalState>): Partial<Judged> => ({
  approval: { ...NOTHING_NEEDED, required: true, slots: [fromPayments, fromOthers], ...state },
})

test('What stands in the way is one sentence.', () => {
  expect(gateSentence(notYet())).toBe(
    'Not yet: CHG-2026-0451 needs 1 approval from payments, collides with CHG-2026-0448 and lies in the freeze “Sales week”; policy.yaml needs the approval of 1 lead.',
  )
})

test.each(['', './', '.'])(
  'Files that no entry names, or the one of the folder itself (%j), are called by their names.',
  (path) => {
    const paths = (...files: string[]) =>
      saying(
        [],
        [],
        {
          paths: [
            {
              path,
              rule: 'any',
              files,
              approval: { ...NOTHING_NEEDED, required: true, slots: [fromPayments], missing: [fromPayments] },
            },
          ],
        },
        [finding({ rule: 'approvals-missing' })],
      )
    expect(paths('site.yaml')).toBe('Not yet: site.yaml needs 1 approval from payments.')
    expect(paths('site.yaml', 'logo.svg')).toBe('Not yet: site.yaml and logo.svg need 1 approval from payments.')
    expect(paths('incidents/2026/INC-2026-0001-x/index.md', 'incidents/2026/INC-2026-0001-x/public/a.md')).toBe(
      'Not yet: incidents/2026/INC-2026-0001-x/ needs 1 approval from payments.',
    )
  },
)

test('Several approvals of one team are counted together.', () => {
  const lacking = needing({ missing: [fromPayments, fromPayments, fromOthers] })
  expect(saying(one({}, lacking), [finding({ rule: 'approvals-missing' })])).toBe(
    'Not yet: CHG-2026-0451 needs 2 approvals from payments and 1 from another team than payments.',
  )
})

test('A move that is not legal, and errors of other rules, are named.', () => {
  const jump = one({ status: 'completed' }, { before: aChange(ID, { status: 'draft', window: undefined }) })
  expect(saying(jump, [finding({ rule: 'change-transition' })])).toBe(
    'Not yet: CHG-2026-0451 may not go from draft to completed.',
  )
  expect(saying(one(), [finding({ rule: 'change-transition' }), finding({ rule: 'other' })])).toBe(
    'Not yet: CHG-2026-0451 may not begin as approved and has 1 more error.',
  )
})

test('Broken records are counted, with their files.', () => {
  const outer = [finding({ rule: 'schema', file: 'content/a.md' }), finding({ rule: 'schema', file: 'content/b.md' })]
  expect(saying([], [], {}, outer)).toBe('Not yet: 2 errors in 2 files.')
})

test('Of many reasons the first are named and the rest counted.', () => {
  const judged = ['1', '2', '3', '4', '5'].map((n) => judging(aChange(`CHG-2026-000${n}`)))
  const byChange = new Map(judged.map(({ change }) => [change.id, [finding({ rule: 'change-missed' })]]))
  expect(gateSentence(verdictOf(assessed({ judged }, { byChange })))).toBe(
    'Not yet: CHG-2026-0001 missed its window; CHG-2026-0002 missed its window; and 3 more.',
  )
})

test('What the bot alone may write is said so.', () => {
  const missing = [{ kind: 'any' as const, team: null, who: [] }]
  const paths: GateContext['paths'] = [
    {
      path: 'approvals/',
      rule: 'bot',
      files: ['approvals/CHG-2026-0451.json'],
      approval: { ...NOTHING_NEEDED, required: true, slots: missing, missing },
    },
  ]
  expect(saying([], [], { paths }, [finding({ rule: 'approvals-missing' })])).toBe(
    'Not yet: only the bot may write approvals/.',
  )
})

test.each<[string, Judged[]]>([
  ['has the approvals that it needs', one({}, needing({ given: ['ana', 'cy'] }))],
  ['is proposed and permits nothing yet', one({ status: 'proposed' })],
  ['is a draft and permits nothing yet', one({ status: 'draft' })],
  ['is a standard change and needs no approval', one({ type: 'standard' })],
  ['keeps the plan that was approved before', one({}, { before: aChange(ID) })],
  ["needs nobody's approval by `policy.yaml`", one({})],
  ["needs nobody's approval by `policy.yaml`", one({}, { before: aChange(ID, { status: 'proposed' }) })],
  ['was imported and needs no approval', one({ source: { kind: 'jira' } })],
  ['is cancelled', one({ status: 'cancelled' })],
  [
    'may go ahead, and 1 approval from payments follows within 24 hours',
    one({ status: 'approved' }, needing({ later: true, missing: [fromPayments] })),
  ],
])('Ready to merge: a change that %s.', (words, judged) => {
  expect(saying(judged)).toBe(`Ready to merge: CHG-2026-0451 ${words}.`)
})

test('Warnings are counted, as they are for people to weigh.', () => {
  expect(saying(one({ status: 'proposed' }), [finding({ severity: 'warning' })])).toBe(
    'Ready to merge: CHG-2026-0451 is proposed and permits nothing yet, with 1 warning to weigh.',
  )
  expect(saying([])).toBe('Ready to merge: nothing in it needs an approval.')
})

test('Right before it begins, a change may go or not.', () => {
  expect(saying(one(), [], { mode: 'start' })).toBe('Go: CHG-2026-0451 may begin.')
  expect(
    saying(one(), [finding({ rule: 'not-in-window' }), finding({ rule: 'change-during-incident' })], { mode: 'start' }),
  ).toBe('Not now: CHG-2026-0451 is outside its window and has an open incident on its services.')
  expect(saying(one({ status: 'proposed' }), [finding({ rule: 'approvals-missing' })], { mode: 'start' })).toBe(
    'Not now: CHG-2026-0451 is proposed, not approved.',
  )
})
