import { expect, test } from 'vitest'
import { planEnvironment } from './environment-step.ts'

const LIMITED = { protected_branches: false, custom_branch_policies: true }

test('One that protects itself in other ways is limited to the branch, and keeps them: what is not sent is taken away.', () => {
  const protection_rules = [
    { type: 'wait_timer', wait_timer: 5 },
    {
      type: 'required_reviewers',
      prevent_self_review: true,
      reviewers: [{ type: 'Team', reviewer: { id: 9, slug: 'ops' } }],
    },
  ]
  const settings = {
    protection_rules,
    deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
  }
  const { changes, kept } = planEnvironment('evenkeel', 'main', { settings, policies: [] })
  expect(changes.map(({ method, parameters }) => [method, parameters])).toEqual([
    [
      'PUT',
      {
        environment_name: 'evenkeel',
        wait_timer: 5,
        prevent_self_review: true,
        reviewers: [{ type: 'Team', id: 9 }],
        deployment_branch_policy: LIMITED,
      },
    ],
    ['POST', { environment_name: 'evenkeel', name: 'main', type: 'branch' }],
  ])
  expect(kept).toEqual(['Its protection wait_timer stays.', 'Its protection required_reviewers stays.'])
})

test('A tag that is called like the branch is not the branch.', () => {
  const now = { settings: { deployment_branch_policy: LIMITED }, policies: [{ name: 'main', type: 'tag' }] }
  const { changes, byHand } = planEnvironment('evenkeel', 'main', now)
  expect(changes).toHaveLength(1)
  expect(byHand).toEqual(['The tag main may use evenkeel too. Take it away unless you want that.'])
})
