import { expect, test } from 'vitest'
import { aCatalog, anUpdate, assessed, finding, judging, notYet, NOTHING_NEEDED } from '../../fixtures/gate-verdicts.ts'
import { aChange, anIncident } from '../../fixtures/ops-sample.ts'
import { verdictOf } from './verdict.ts'

const ID = 'CHG-2026-0451'
const judged = [judging(aChange(ID))]
const warning = finding({ severity: 'warning', rule: 'lead-time' })

test('Without findings a pull request passes.', () => {
  expect(verdictOf(assessed({ judged }))).toMatchObject({ verdict: 'pass', changes: [{ verdict: 'pass' }] })
  expect(verdictOf(assessed())).toMatchObject({ verdict: 'pass', changes: [], published: null })
})

test('Warnings stop nothing; an error of a change fails that change and the whole.', () => {
  const byChange = new Map([[ID, [warning]]])
  expect(verdictOf(assessed({ judged }, { byChange }))).toMatchObject({ verdict: 'pass' })
  const two = [judging(aChange(ID)), judging(aChange('CHG-2026-0452'))]
  expect(verdictOf(assessed({ judged: two }, { byChange: new Map([[ID, [warning, finding()]]]) }))).toMatchObject({
    verdict: 'fail',
    changes: [
      { verdict: 'fail', diagnostics: [{ severity: 'error' }, { severity: 'warning' }] },
      { verdict: 'pass', diagnostics: [] },
    ],
  })
})

test('An error beside the changes fails the whole, and no change.', () => {
  expect(verdictOf(assessed({ judged }, { outer: [finding({ file: 'content/teams/payments.yaml' })] }))).toMatchObject({
    verdict: 'fail',
    changes: [{ verdict: 'pass', broken: [] }],
  })
})

test('An error in the file of a change, or in what it publishes, fails that change.', () => {
  const page = { ...aChange('CHG-2026-0452'), file: 'changes/2026/CHG-2026-0452/index.md' }
  const two = [...judged, judging(page)]
  const text = finding({ file: 'content/changes/2026/CHG-2026-0452/public/20260220T110000Z.md', rule: 'public-text' })
  expect(verdictOf(assessed({ judged: two }, { outer: [text] }))).toMatchObject({
    outer: [text],
    changes: [
      { verdict: 'pass', broken: [] },
      { verdict: 'fail', broken: [text], diagnostics: [] },
    ],
  })
})

test('A finding about a change that is not there is not lost.', () => {
  const byChange = new Map([['CHG-2026-0999', [finding()]]])
  expect(verdictOf(assessed({ judged }, { byChange }))).toMatchObject({ verdict: 'fail', outer: [finding()] })
})

test('Conflicts weigh what their rule says of them; what the rule lets pass is no meeting.', () => {
  const [change] = notYet().changes
  expect(change?.meetings.map(({ other, severity }) => [other.id, severity])).toEqual([
    ['CHG-2026-0448', 'error'],
    ['CHG-2026-0449', 'warning'],
  ])
  const quiet = verdictOf(assessed({ judged: change ? [change.judged] : [] }))
  expect(quiet.changes).toMatchObject([{ meetings: [] }])
})

test('The updates that the files of a pull request bring are found, of old incidents and of new ones.', () => {
  const update = anUpdate('2026-02-20T11:00:00Z', 'investigating', 'We are looking.', { title: 'Slow' })
  const old = { ...anIncident('INC-2026-0001'), updates: [update] }
  const incident = { ...anIncident('INC-2026-0031'), updates: [update] }
  const paths = [
    {
      path: 'incidents/',
      rule: 'responders' as const,
      files: ['incidents/2026/INC-2026-0031-slow/index.md'],
      approval: NOTHING_NEEDED,
    },
  ]
  const { published } = verdictOf(assessed({ paths }, { after: aCatalog({ incidents: [old, incident] }) }))
  expect(published?.texts).toHaveLength(1)
  const removed = verdictOf(assessed({}, { before: aCatalog({ incidents: [old] }) }))
  expect(removed.published?.events).toMatchObject([{ change: 'withdrawn' }])
})

test('Whether a change may begin has nothing to do with what customers see.', () => {
  const before = aCatalog({ services: [] })
  expect(verdictOf(assessed({ mode: 'start', judged }, { before })).published).toBeNull()
  expect(verdictOf(assessed({ judged }, { before })).published?.components).toHaveLength(2)
})
