import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { readYaml } from '#io/yaml-reader'
import { shippedFile } from '#io/installation'
import { readPosted } from '#model/incident/posted/read'
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
  jobs: Record<string, Job>
}
interface Job {
  name?: string
  if?: string
  'timeout-minutes'?: number
  needs?: string[]
  uses?: string
  concurrency?: unknown
  environment?: unknown
  permissions: Record<string, string>
  /** None of a job that is another workflow. */
  steps?: Step[]
}

const folder = shippedFile('init/github/workflows')
const workflows = globSync('*.yml', { cwd: folder })
  .toSorted()
  .map((file) => ({
    file,
    workflow: readYaml(file, readFileSync(join(folder, file), 'utf8')).data[0] as Workflow,
  }))
/** The jobs of one that has to be there. */
const jobsOf = (name: string): Workflow['jobs'] => {
  const found = workflows.find(({ file }) => file === name)
  if (!found) throw new Error(`${name} isn't there.`)
  return found.workflow.jobs
}
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps = [] }) => steps)
const runs = (workflow: Workflow) => stepsOf(workflow).flatMap(({ run }) => run ?? [])

test.each(workflows)('$file grants nothing by itself, and runs nothing that somebody else wrote.', ({ workflow }) => {
  expect(workflow.permissions).toEqual({})
  expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
  for (const run of runs(workflow)) expect(run).not.toContain('${{')
  for (const { uses, with: given } of stepsOf(workflow)) {
    if (uses !== undefined) expect(uses).toMatch(/^(actions\/[\w/-]+@[0-9a-f]{40}|\.\/\.github\/actions\/build)$/)
    if (uses?.startsWith('actions/checkout@')) expect(given).toMatchObject({ 'persist-credentials': false })
  }
})

test.each(workflows)('$file calls the package that is locked, and no tool of ours.', ({ workflow }) => {
  expect(workflow.env).toMatchObject({ npm_config_yes: 'false' })
  const commands = runs(workflow)
    .join('\n')
    .matchAll(/\b(?:npm|npx|node|yarn)\b.*?(?=$| \|\|| >)/gm)
  for (const [command] of commands) expect(command).toMatch(/^(npm ci --ignore-scripts|npx evenkeel \w.*)$/)
})

test.each(workflows)('$file ends within half an hour, whatever hangs.', ({ workflow }) => {
  const own = Object.values(workflow.jobs).filter(({ uses }) => uses === undefined)
  for (const job of own) expect(job['timeout-minutes'] ?? 360).toBeLessThanOrEqual(30)
})

test('Nothing that would be lost waits in a group: a newer run takes the place of the one that waits.', () => {
  const grouped = workflows
    .filter(({ workflow }) => JSON.stringify(workflow).includes('"concurrency"'))
    .map(({ file }) => file)
  // Of these each run does what those before it would have done.
  expect(grouped).toEqual(['audit.yml', 'check.yml', 'publish.yml'])
})

test('Who may write runs what the default branch has, never what a pull request brings.', () => {
  const mayWrite = workflows.flatMap(({ file, workflow }) =>
    Object.values(workflow.jobs)
      .filter(({ permissions }) => Object.values(permissions).includes('write'))
      .flatMap(({ uses: called, steps = [] }) => [
        ...(called === undefined ? [] : [called]),
        ...steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')).map((step) => String(step.with?.['ref'])),
      ])
      .map((ref) => `${file} ${ref}`),
  )
  expect(mayWrite).toEqual([
    'audit.yml {{branch}}',
    'gate-post.yml ${{ github.event.repository.default_branch }}',
    'gate.yml ${{ github.event.repository.default_branch }}',
    'post.yml {{branch}}',
    'publish.yml ./.github/workflows/page.yml',
    'publish.yml {{branch}}',
    'publish.yml {{branch}}',
    'recheck.yml {{branch}}',
  ])
})

/** Events whose runs are of the branch that they name, or of the default one, and not of a pull request's or a queue's. */
const OF_THE_BRANCH = ['push', 'schedule', 'workflow_dispatch', 'workflow_run'].concat([
  'issues',
  'issue_comment',
  'repository_dispatch',
])

test("An App's key is read only where its environment keeps it, and never by a run of a pull request's branch.", () => {
  const holders = workflows.flatMap(({ file, workflow }) =>
    Object.values(workflow.jobs)
      .filter((job) => JSON.stringify(job).includes('secrets.EVENKEEL_APP_KEY'))
      .map((job) => ({ file, on: Object.keys(workflow.on), job })),
  )
  expect(holders.map(({ file }) => file)).toEqual(['gate-post.yml', 'post.yml', 'publish.yml', 'recheck.yml'])
  for (const { on, job } of holders) {
    expect(on.filter((event) => !OF_THE_BRANCH.includes(event))).toEqual([])
    expect(job.environment).toBe("${{ vars.EVENKEEL_APP_CLIENT_ID != '' && 'evenkeel' || '' }}")
    const readers = (job.steps ?? []).filter((step) => JSON.stringify(step).includes('secrets.'))
    expect(readers.map(({ uses }) => uses?.split('@')[0])).toEqual(['actions/create-github-app-token'])
    expect(readers[0]?.with).toMatchObject({ 'private-key': '${{ secrets.EVENKEEL_APP_KEY }}' })
  }
})

test('Other secrets are read in an environment too, only where the branch is published, each by one step as its environment.', () => {
  const readers = workflows.flatMap(({ file, workflow }) =>
    Object.values(workflow.jobs).flatMap((job) =>
      (job.steps ?? [])
        .filter((step) => /secrets\.(?!EVENKEEL_APP_KEY)/.test(JSON.stringify(step)))
        .map((step) => ({ file, environment: job.environment, run: step.run, keys: Object.keys(step).join(' ') })),
    ),
  )
  expect(readers).toEqual([
    { file: 'publish.yml', environment: 'evenkeel', run: 'npx evenkeel notify', keys: 'run env' },
    { file: 'publish.yml', environment: 'evenkeel', run: 'bash -euo pipefail -c "$OPS_DEPLOY"', keys: 'run env' },
  ])
})

test('The page waits for nothing else, is built and deployed in one group, and of those that wait the newest one goes.', () => {
  const jobs = jobsOf('publish.yml')
  const groups = Object.values(jobs).map(({ concurrency }) => concurrency as Record<string, unknown>)
  expect(jobs['page']).toMatchObject({ uses: './.github/workflows/page.yml', concurrency: { group: 'pages' } })
  expect(jobs['page']?.needs).toBeUndefined()
  expect(jobs['notify']?.needs).toEqual(['page'])
  // Its first page says who is owed what by this run, and not by the one before, be it red.
  expect(jobs['ops']?.needs).toEqual(['notify'])
  expect(jobs['ops']?.if).toMatch(/^\$\{\{ !cancelled\(\) && /)
  expect(Object.entries(jobs).filter(([, { needs }]) => needs !== undefined)).toHaveLength(2)
  // Of its own: nothing that hangs in one holds up another. Without `queue: max`, which would publish each in turn.
  expect(new Set(groups.map(({ group }) => group)).size).toBe(groups.length)
  for (const group of groups) expect(Object.keys(group)).toEqual(['group', 'cancel-in-progress'])
  expect(groups.map((group) => group['cancel-in-progress'])).toEqual(groups.map(() => false))
})

test('A build begins with what the newest one has left, and what can be built is deployed before the run turns red.', () => {
  const jobs = jobsOf('page.yml')
  const steps = jobs['build']?.steps ?? []
  const [restored, saved] = ['restore', 'save'].map((what) =>
    steps.find(({ uses }) => uses?.startsWith(`actions/cache/${what}@`)),
  )
  expect(saved?.with?.['path']).toBe(restored?.with?.['path'])
  expect(String(restored?.with?.['path']).trim().split('\n')).toEqual(['.cache/evenkeel', 'dist'])
  // A key that no run has had, after a part that all have: the newest of those is restored.
  expect(restored?.with?.['key']).toBe(saved?.with?.['key'])
  expect(String(restored?.with?.['key'])).toMatch(
    new RegExp(`^${String(restored?.with?.['restore-keys'])}\\$\\{\\{ github\\.run_id \\}\\}`),
  )
  const build = steps.find(({ run }) => run?.includes(' build '))
  expect(build).toMatchObject({ 'continue-on-error': true })
  expect(build?.run).not.toContain('--strict')
  expect(jobs['deploy']?.steps?.at(-1)).toMatchObject({ if: "needs.build.outputs.incomplete == 'true'" })
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
    globSync(['.github/workflows/*.yml', '.github/actions/*/action.yml'], { cwd: PROJECT }).flatMap((file) =>
      pinned(readFileSync(join(PROJECT, file), 'utf8')),
    ),
  )
  const shipped = [...workflows.map(({ file }) => file), '../actions/build/action.yml'].flatMap((file) =>
    pinned(readFileSync(join(folder, file), 'utf8')),
  )
  expect(shipped.length).toBeGreaterThan(10)
  expect(shipped.filter((one) => !own.has(one))).toEqual([])
})

test('Each is started by the name that another one waits for.', () => {
  const names = new Map(workflows.map(({ file, workflow }) => [basename(file), workflow.name]))
  const post = workflows.find(({ file }) => file === 'gate-post.yml')?.workflow
  expect(post?.on['workflow_run']).toEqual({ workflows: [names.get('gate.yml')], types: ['completed'] })
})

/** What a file for the sample content says otherwise: it runs the code that lies beside, of the branch `main`. */
const asOurs = (text: string) =>
  text
    .replaceAll(/^.*npm_config_yes.*\n/gm, '')
    .replaceAll(/^env:\n\n/gm, '')
    .replaceAll('npx evenkeel ', 'npm run -s evenkeel -- ')
    .replaceAll('npm ci --ignore-scripts', 'npm ci')
    .replaceAll(/^( *)node-version: 24\n/gm, '$1node-version: 24\n$1cache: npm\n')
    .replaceAll("['{{branch}}']", '[main]')
    .replaceAll("'{{branch}}'", 'main')
    .replaceAll(' of Evenkeel.', '.')

test.each(['workflows/publish.yml', 'workflows/page.yml', 'actions/build/action.yml'])(
  'What a new repository gets as %s is what publishes the sample content.',
  (file) => {
    const [shipped = '', own = ''] = [join(folder, '..', file), join(PROJECT, '.github', file)].map((one) =>
      readFileSync(one, 'utf8'),
    )
    expect(asOurs(shipped)).toBe(own)
  },
)

test('The form of "Post an incident" under Actions is understood as it opens, with a title and a text.', () => {
  const post = workflows.find(({ file }) => file === 'post.yml')?.workflow
  const form = post?.on['workflow_dispatch'] as { inputs: Record<string, { default?: string }> } | undefined
  const opened = Object.fromEntries(
    Object.entries(form?.inputs ?? {}).map(([name, input]) => [name, input.default ?? '']),
  )
  const event = {
    inputs: { ...opened, title: 'Checkout fails', text: 'We are looking into it.' },
    ref: 'refs/heads/main',
    workflow: '.github/workflows/post.yml',
    repository: { full_name: 'acme/ops' },
    sender: { login: 'ana', id: 1, type: 'User' },
  }
  const read = readPosted(JSON.stringify(event), { by: null, run: '7', commandIn: () => null, mayWrite: () => true })
  expect(read).toMatchObject({ kind: 'posting', posting: { title: 'Checkout fails' } })
})
