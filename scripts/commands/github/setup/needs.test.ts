import { expect, test } from 'vitest'
import { needsOf } from './needs.ts'
import { ownersIn } from './local-files.ts'
import { planNames } from './names-steps.ts'

test('What a job reads belongs to the environment that it names, plainly or by an expression.', () => {
  const workflows = {
    'post.yml': {
      jobs: {
        post: {
          environment: "${{ vars.APP != '' && 'evenkeel' || '' }}",
          steps: [{ with: { key: '${{ secrets.KEY }}' } }],
        },
      },
    },
    'notify.yml': {
      jobs: {
        tell: { env: { HOOK: '${{ secrets.HOOK }}', T: '${{ secrets.GITHUB_TOKEN }}' } },
        deploy: { environment: { name: 'github-pages' } },
      },
    },
    'broken.yml': 'no map',
  }
  expect(needsOf(workflows, { 'incident.yml': { labels: 'incident, on-call' }, 'config.yml': {} })).toEqual({
    environments: ['evenkeel', 'github-pages'],
    secrets: [
      { name: 'HOOK', environment: null, by: ['notify.yml'] },
      { name: 'KEY', environment: 'evenkeel', by: ['post.yml'] },
    ],
    variables: [{ name: 'APP', environment: null, by: ['post.yml'] }],
    pages: false,
    labels: ['incident', 'on-call'],
  })
})

test('A secret counts where it is read from, whoever’s it is.', () => {
  const needed = [
    { name: 'HOOK', environment: null, by: ['notify.yml'] },
    { name: 'KEY', environment: 'evenkeel', by: ['post.yml', 'publish.yml'] },
  ]
  const plan = (names: Partial<Parameters<typeof planNames>[2]>) =>
    planNames('secret', needed, { repository: [], organization: [], environments: new Map(), ...names })
  expect(plan({ organization: ['HOOK'], environments: new Map([['evenkeel', ['KEY']]]) }).byHand).toEqual([])
  expect(plan({}).byHand).toEqual([
    "The secret HOOK isn't set; notify.yml reads it.",
    "The secret KEY of the environment evenkeel isn't set; post.yml, publish.yml read it.",
  ])
})

test('Code owners are counted as people who could approve: a team is several.', () => {
  expect(ownersIn('# @x\n/* @ana\n/.github/ @ana # and @bo\n/content/\n')).toBe(1)
  expect(ownersIn('/* @ana\n/.github/ @bo\n')).toBe(2)
  expect(ownersIn('/* @acme/ops\n')).toBe(2)
})
