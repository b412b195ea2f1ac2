import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { readYaml } from '#io/yaml-reader'
import { shippedFile } from '#io/installation'
import { PROJECT } from '../../fixtures/places.ts'
import { STATUS } from '../github/delivery.ts'

interface Step {
  uses?: string
  run?: string
  with?: Record<string, unknown>
  env?: Record<string, string>
  'continue-on-error'?: boolean
}
interface Workflow {
  name: string
  on: Record<string, unknown>
  permissions: object
  env: Record<string, string>
  jobs: Record<
    string,
    { name?: string; if?: string; environment?: unknown; permissions: Record<string, string>; steps: Step[] }
  >
}

const folder = shippedFile('init/github/workflows')
const workflows = globSync('*.yml', { cwd: folder })
  .toSorted()
  .map((file) => ({
    file,
    workflow: readYaml(file, readFileSync(join(folder, file), 'utf8')).data[0] as Workflow,
  }))
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps)
const runs = (workflow: Workflow) => stepsOf(workflow).flatMap(({ run }) => run ?? [])

test.each(workflows)('$file grants nothing by itself, and runs nothing that somebody else wrote.', ({ workflow }) => {
  expect(workflow.permissions).toEqual({})
  expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
  for (const run of runs(workflow)) expect(run).not.toContain('${{')
  for (const { uses, with: given } of stepsOf(workflow)) {
    if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w/-]+@[0-9a-f]{40}$/)
    if (uses?.startsWith('actions/checkout@')) expect(given).toMatchObject({ 'persist-credentials': false })
  }
})

test.each(workflows)('$file calls the package that is locked, and no tool of ours.', ({ workflow }) => {
  expect(workflow.env).toEqual({ npm_config_yes: 'false' })
  const commands = runs(workflow)
    .join('\n')
    .matchAll(/\b(?:npm|npx|node|yarn)\b.*?(?=$| \|\|| >)/gm)
  for (const [command] of commands) expect(command).toMatch(/^(npm ci --ignore-scripts|npx evenkeel \w.*)$/)
})

test('Who may write runs what the default branch has, never what a pull request brings.', () => {
  const mayWrite = workflows.flatMap(({ file, workflow }) =>
    Object.values(workflow.jobs)
      .filter(({ permissions }) => Object.values(permissions).includes('write'))
      .flatMap(({ steps }) => steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
      .map((step) => `${file} ${String(step.with?.['ref'])}`),
  )
  expect(mayWrite).toEqual([
    'audit.yml {{branch}}',
    'gate-post.yml ${{ github.event.repository.default_branch }}',
    'gate.yml ${{ github.event.repository.default_branch }}',
    'publish.yml {{branch}}',
    'recheck.yml {{branch}}',
  ])
})

/** Events whose runs are of the branch that they name, and not of a pull request's or a queue's. */
const OF_THE_BRANCH = ['push', 'schedule', 'workflow_dispatch', 'workflow_run']

test("An App's key is read only where its environment keeps it, and never by a run of a pull request's branch.", () => {
  const holders = workflows.flatMap(({ file, workflow }) =>
    Object.values(workflow.jobs)
      .filter((job) => JSON.stringify(job).includes('secrets.'))
      .map((job) => ({ file, on: Object.keys(workflow.on), job })),
  )
  expect(holders.map(({ file }) => file)).toEqual(['gate-post.yml', 'publish.yml', 'recheck.yml'])
  for (const { on, job } of holders) {
    expect(on.filter((event) => !OF_THE_BRANCH.includes(event))).toEqual([])
    expect(job.environment).toBe("${{ vars.EVENKEEL_APP_CLIENT_ID != '' && 'evenkeel' || '' }}")
    const readers = job.steps.filter((step) => JSON.stringify(step).includes('secrets.'))
    expect(readers.map(({ uses }) => uses?.split('@')[0])).toEqual(['actions/create-github-app-token'])
    expect(readers[0]?.with).toMatchObject({ 'private-key': '${{ secrets.EVENKEEL_APP_KEY }}' })
  }
})

test('Where there is an App, it alone sets the status, after every run of the gate.', () => {
  const jobOf = (name: string) => workflows.find(({ file }) => file === name)?.workflow.jobs['gate']
  expect(jobOf('gate.yml')?.if).toBe("vars.EVENKEEL_APP_CLIENT_ID == ''")
  expect(jobOf('gate-post.yml')?.if).toMatch(/^vars\.EVENKEEL_APP_CLIENT_ID != '' \|\|/)
})

test('The rules in docs/github.md require what the workflows tell, and let an App and nobody else pass.', () => {
  const docs = readFileSync(join(PROJECT, 'docs/github.md'), 'utf8')
  const rules: {
    bypass_actors: { actor_id: number; actor_type: string }[]
    rules: { parameters?: { required_status_checks?: { context: string; integration_id: number }[] } }[]
  } = JSON.parse(/```json\n(.*?)```/s.exec(docs)?.[1] ?? '')
  const [app] = rules.bypass_actors
  expect(rules.bypass_actors).toHaveLength(1)
  expect(app?.actor_type).toBe('Integration')
  const required = rules.rules.flatMap(({ parameters }) => parameters?.required_status_checks ?? [])
  const check = workflows.find(({ file }) => file === 'check.yml')?.workflow.jobs['check']
  expect(required.map(({ context }) => context)).toEqual([STATUS, check?.name])
  expect(required[0]?.integration_id).toBe(app?.actor_id)
  for (const name of ['EVENKEEL_APP_CLIENT_ID', 'EVENKEEL_APP_KEY']) expect(docs).toContain(`\`${name}\``)
})

test('The required check judges what a pull request brings, then builds; the search for leaks blocks nobody.', () => {
  const check = workflows.find(({ file }) => file === 'check.yml')?.workflow
  expect(Object.keys(check?.on ?? {})).toEqual(['pull_request', 'merge_group'])
  expect(check?.on['pull_request']).toBeNull()
  const blocking = stepsOf(check as Workflow).filter((step) => step['continue-on-error'] !== true)
  expect(blocking.flatMap(({ run }) => run?.split('\n')[0] ?? [])).toEqual([
    'npm ci --ignore-scripts',
    'npx evenkeel validate --since "$BASE" --format github',
    'git diff --quiet "$BASE" HEAD -- package.json package-lock.json || npx evenkeel validate --format github',
    'npx evenkeel build',
    'npx evenkeel validate > "$RUNNER_TEMP/findings.txt" || true',
  ])
})

test('Actions are those of our own workflows, which are kept up to date.', () => {
  const pinned = (text: string) =>
    [...text.matchAll(/uses: (\S+)@(\S+ # v\S+)/g)].map(([, name, at]) => `${name} ${at}`)
  const own = new Set(
    globSync('.github/workflows/*.yml', { cwd: PROJECT }).flatMap((file) =>
      pinned(readFileSync(join(PROJECT, file), 'utf8')),
    ),
  )
  const shipped = workflows.flatMap(({ file }) => pinned(readFileSync(join(folder, file), 'utf8')))
  expect(shipped.length).toBeGreaterThan(10)
  expect(shipped.filter((one) => !own.has(one))).toEqual([])
})

test('Each is started by the name that another one waits for.', () => {
  const names = new Map(workflows.map(({ file, workflow }) => [basename(file), workflow.name]))
  const post = workflows.find(({ file }) => file === 'gate-post.yml')?.workflow
  expect(post?.on['workflow_run']).toEqual({ workflows: [names.get('gate.yml')], types: ['completed'] })
})
