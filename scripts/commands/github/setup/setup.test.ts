import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startFakeGithub, type FakeGithub } from '../../../fixtures/fake-github.ts'
import { CONTENT } from '../../../fixtures/fake-github-records.ts'
import { environment, newSettings, type Ruleset } from '../../../fixtures/fake-github-settings.ts'
import type { Permissions } from '../../../fixtures/fake-github-state.ts'
import { runInWith } from '../../../fixtures/in-process.ts'
import { pathsBeside } from '../../init/repository-files.ts'
import { writeFiles } from '../../../fixtures/written.ts'

const ADMIN: Permissions = {
  administration: 'write',
  pages: 'write',
  actions: 'read',
  environments: 'read',
  secrets: 'read',
  actions_variables: 'read',
  issues: 'write',
}
const JOB = 'runs-on: ubuntu-24.04\n    steps: []\n'
const FILES = {
  ...CONTENT,
  '.github/CODEOWNERS': '/.github/ @ana @bo\n',
  '.github/workflows/publish.yml': `on: push
jobs:
  deploy:
    environment: {name: github-pages}
    runs-on: ubuntu-24.04
    steps: [{uses: actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128}]
  approvals:
    if: vars.EVENKEEL_APP_CLIENT_ID != ''
    environment: "\${{ vars.EVENKEEL_APP_CLIENT_ID != '' && 'evenkeel' || '' }}"
    env: {KEY: "\${{ secrets.EVENKEEL_APP_KEY }}"}
    ${JOB}`,
  '.github/ISSUE_TEMPLATE/incident.yml': 'name: Report an incident\nlabels: [incident, on-call]\n',
}

let root: string
let clone: string
let github: FakeGithub
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'evenkeel-setup-'))
  clone = join(root, 'clone')
  // Every file that `init` writes but one.
  const others = pathsBeside('github').filter((path) => path.startsWith('.github/') && !path.endsWith('audit.yml'))
  writeFiles(clone, { ...Object.fromEntries(others.map((other) => [other, ''])), ...FILES })
  execFileSync('git', ['-C', clone, 'init', '--quiet', '--initial-branch=main'])
  github = await startFakeGithub(root, 'acme/ops')
  grant('admin', ADMIN)
})
beforeEach(() => {
  github.state.settings = newSettings()
  github.state.settings.apps.push({ id: 123456, slug: 'acme-gate', client_id: 'Iv23' })
  github.requests.splice(0)
})
afterEach(() => expect(github.problems.splice(0)).toEqual([]))
afterAll(async () => {
  await github.close()
  rmSync(root, { recursive: true, force: true })
})

const grant = (token: string, permissions: Permissions) =>
  github.state.tokens.set(token, { login: 'ana', installation: false, permissions })

const setup = (token: string, ...flags: string[]) => {
  const env = {
    GITHUB_TOKEN: token,
    GITHUB_REPOSITORY: 'acme/ops',
    GITHUB_API_URL: `${github.origin}/api/v3`,
    EVENKEEL_GITHUB_PAUSES: 'none',
  }
  return runInWith(env, clone, 'github', 'setup', ...flags)
}
const writes = () => github.requests.splice(0).filter((one) => !one.startsWith('GET'))

/** All of it as it should be but the rules. GitHub is written to once a second, and so is the fake. */
function settle() {
  const { settings } = github.state
  settings.pages = { build_type: 'workflow', cname: null }
  settings.labels.push(...['incident', 'on-call'].map((name) => ({ name, color: 'ededed', description: null })))
  for (const name of ['evenkeel', 'github-pages'])
    settings.environments.set(
      name,
      environment({
        policy: { protected_branches: false, custom_branch_policies: true },
        branches: [{ id: 1, name: 'main', type: 'branch' }],
      }),
    )
}
/** The ruleset that keeps tags from shadowing the branch, as GitHub has it afterwards. */
const TAGS: Ruleset = {
  id: 3,
  name: 'evenkeel tags',
  target: 'tag',
  source_type: 'Repository',
  enforcement: 'active',
  bypass_actors: [],
  conditions: { ref_name: { include: ['refs/tags/main', 'refs/tags/origin/main'], exclude: [] } },
  rules: [{ type: 'creation' }, { type: 'update' }],
}

test('A dry run prints what is and what would be, and changes nothing.', async () => {
  const { code, stdout } = await setup('admin', '--dry-run')
  expect(stdout).toMatchInlineSnapshot(`
    "acme/ops

    as it is      Issues: on
    as it is      Workflows' own token: reads unless a workflow says otherwise
    would change  Pages: off
                  → published by a workflow
    would change  Environment evenkeel: not there
                  → made, for branches that are named
                  → the branch main may use it
    would change  Environment github-pages: not there
                  → made, for branches that are named
                  → the branch main may use it
    would change  Labels: no incident, on-call
                  → incident is there
                  → on-call is there
    as it is      Variables: 0 of 1 set
                  by hand: The variable EVENKEEL_APP_CLIENT_ID isn't set; publish.yml reads it: without it GitHub Actions tells the verdicts, which whoever may write can forge.
    as it is      Secrets: 0 of 1 set
                  by hand: The secret EVENKEEL_APP_KEY of the environment evenkeel isn't set; publish.yml reads it: only where an App tells the verdicts.
    would change  Rules of main: no ruleset
                  → can't be deleted; can't be pushed to by force; takes pull requests only, with a review of code owners; evenkeel/gate from GitHub Actions and check from GitHub Actions are required, of an up-to-date branch
    would change  Tags named as main: no ruleset
                  → no tag can be called main or origin/main; nor be moved
    as it is      Files in .github/: 1 missing
                  by hand: .github/workflows/audit.yml isn't there. \`npx evenkeel init\` writes what is missing.
    know          Rules cover branches and tags. What Evenkeel keeps under refs/evenkeel/ can be written by whoever may push: it is read as data, and holds nothing secret.

    6 of 11 would change; nothing was changed. 3 left to do by hand.
    "
  `)
  expect(code).toBe(0)
  expect(writes()).toEqual([])
})

test('It is done once; the second run changes nothing and says so.', async () => {
  const { settings } = github.state
  settings.hasIssues = false
  settings.workflows.default_workflow_permissions = 'write'
  settings.variables.push('EVENKEEL_APP_CLIENT_ID')
  const first = await setup('admin', '--app', 'acme-gate')
  expect([first.code, first.stdout]).toEqual([0, expect.stringContaining('8 of 11 changed.')])
  expect(
    settings.rulesets.map(({ name, target, enforcement, bypass_actors }) => ({
      name,
      target,
      enforcement,
      bypass_actors,
    })),
  ).toEqual([
    {
      name: 'evenkeel',
      target: 'branch',
      enforcement: 'active',
      bypass_actors: [{ actor_id: 123456, actor_type: 'Integration', bypass_mode: 'always' }],
    },
    { name: 'evenkeel tags', target: 'tag', enforcement: 'active', bypass_actors: [] },
  ])
  expect([settings.hasIssues, settings.workflows.default_workflow_permissions, settings.pages?.build_type]).toEqual([
    true,
    'read',
    'workflow',
  ])
  expect([...settings.environments].map(([name, { branches }]) => [name, branches.map((one) => one.name)])).toEqual([
    ['evenkeel', ['main']],
    ['github-pages', ['main']],
  ])
  expect(settings.labels.map(({ name }) => name)).toEqual(['bug', 'incident', 'on-call'])

  writes()
  const again = await setup('admin', '--app', 'acme-gate')
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('Nothing to change.')])
  expect(writes()).toEqual([])
  // Nor does it without the App's name: a source that can't be forged stays.
  expect((await setup('admin')).stdout).toContain('Nothing to change.')
})

test('What is stricter, or somebody else’s, is left alone; what is looser and ours is named.', async () => {
  const { settings } = github.state
  const owned = {
    source_type: 'Repository',
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~ALL'], exclude: [] } },
  } as const
  const foreign = { ...owned, id: 1, name: 'releases', bypass_actors: [], rules: [{ type: 'required_signatures' }] }
  const role = { actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' }
  settings.rulesets.push(structuredClone(foreign), {
    ...owned,
    id: 2,
    name: 'evenkeel',
    enforcement: 'evaluate',
    bypass_actors: [role],
    rules: [
      { type: 'required_linear_history' },
      {
        type: 'pull_request',
        parameters: {
          required_approving_review_count: 2,
          dismiss_stale_reviews_on_push: true,
          require_code_owner_review: false,
          require_last_push_approval: false,
          required_review_thread_resolution: false,
          allowed_merge_methods: ['squash'],
        },
      },
      {
        type: 'required_status_checks',
        parameters: {
          strict_required_status_checks_policy: false,
          required_status_checks: [{ context: 'evenkeel/gate', integration_id: 77 }, { context: 'lint' }],
        },
      },
    ],
  })
  settle()
  settings.rulesets.push(TAGS)
  settings.environments.get('github-pages')?.branches.push({ id: 2, name: 'release/*', type: 'branch' })
  const { code, stdout } = await setup('admin')
  expect(code).toBe(0)
  const [theirs, ours] = settings.rulesets
  expect(theirs).toEqual(foreign)
  expect(ours).toMatchObject({ enforcement: 'active', bypass_actors: [role] })
  const parametersOf = (type: string) => ours?.rules.find((rule) => rule.type === type)?.parameters
  expect(ours?.rules.map(({ type }) => type)).toEqual([
    'required_linear_history',
    'pull_request',
    'required_status_checks',
    'deletion',
    'non_fast_forward',
  ])
  expect(parametersOf('pull_request')).toEqual({
    required_approving_review_count: 2,
    dismiss_stale_reviews_on_push: true,
    require_code_owner_review: true,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
    allowed_merge_methods: ['squash'],
  })
  expect(parametersOf('required_status_checks')).toEqual({
    strict_required_status_checks_policy: true,
    required_status_checks: [
      { context: 'evenkeel/gate', integration_id: 77 },
      { context: 'lint' },
      { context: 'check', integration_id: 15368 },
    ],
  })
  expect(stdout).toContain('left alone: The ruleset "releases" holds besides.')
  expect(stdout).toContain('left alone: required_approving_review_count stays 2: it is stricter.')
  expect(stdout).toContain('by hand: RepositoryRole 5 may pass "evenkeel".')
  expect(stdout).toContain('by hand: The branch release/* may use github-pages too.')
})

test('A secret that any branch could read is named, and so is one that is missing; none is ever read.', async () => {
  const { settings } = github.state
  settings.secrets.push('EVENKEEL_APP_KEY')
  expect((await setup('admin', '--dry-run')).stdout).toContain(
    "EVENKEEL_APP_KEY is the repository's or the organization's: a workflow on any branch can read it.",
  )
  settings.secrets.splice(0)
  settings.environments.set('evenkeel', environment({ secrets: ['EVENKEEL_APP_KEY'] }))
  expect((await setup('admin', '--dry-run')).stdout).toContain('Secrets: 1 of 1 set')
})

test('A token without a permission: the steps that need it say which, and the others are done.', async () => {
  settle()
  github.state.settings.labels.pop()
  github.state.settings.environments.delete('evenkeel')
  const { administration: _, ...rest } = ADMIN
  grant('weak', { ...rest, administration: 'read' })
  const { code, stdout } = await setup('weak', '--format', 'json')
  const { steps } = JSON.parse(stdout) as { steps: { step: string; state: string; problem: string | null }[] }
  expect(code).toBe(1)
  const failed = steps.filter(({ state }) => state === 'failed')
  expect(failed.map(({ step }) => step)).toEqual(['Environment evenkeel', 'Rules of main', 'Tags named as main'])
  for (const { problem } of failed) expect(problem).toContain('administration: write')
  expect(steps.find(({ step }) => step === 'Labels')?.state).toBe('changed')
})

test('What the plan of a private repository lacks is said, with what that means.', async () => {
  settle()
  Object.assign(github.state.settings, { plan: 'free', pages: null })
  github.state.settings.environments.delete('evenkeel')
  const { code, stdout } = await setup('admin')
  expect(code).toBe(1)
  expect(stdout).toContain('Nothing makes anybody listen to the gate')
  expect(stdout).toContain('The page needs another host')
  expect(stdout).toContain('keep no key in this repository')
})

test('Where an App tells the verdicts, its status is never required of GitHub Actions.', async () => {
  github.state.settings.variables.push('EVENKEEL_APP_CLIENT_ID')
  expect((await setup('admin', '--dry-run')).stdout).toContain('say with --app which one')
  const { stdout } = await setup('admin', '--dry-run', '--app', '123456')
  expect(stdout).toContain('evenkeel/gate from App 123456 and check from GitHub Actions are required')
})

test('An answer that is lost after the deed is no failure.', async () => {
  settle()
  github.state.settings.rulesets.push(TAGS)
  github.faults.push({ kind: 'bad-gateway', request: 'POST /repos/{owner}/{repo}/rulesets', done: true })
  const { code } = await setup('admin')
  expect([code, github.state.settings.rulesets.length]).toEqual([0, 2])
})

test('Whoever is stopped half way, as by a token that is over, reads what was done, and that it was not all.', async () => {
  github.state.settings.hasIssues = false
  grant('passing', ADMIN)
  const labels = 'GET /repos/{owner}/{repo}/labels'
  const over = Promise.withResolvers<void>()
  github.faults.push({ kind: 'slow', request: labels, until: over.promise })
  const running = setup('passing')
  await expect.poll(() => github.requests.includes(labels), { timeout: 30_000 }).toBe(true)
  github.state.tokens.delete('passing')
  over.resolve()
  const { code, stdout, stderr } = await running
  expect(code).toBe(1)
  expect(stdout).toMatch(/^changed +Issues: off$/m)
  expect(stdout).not.toContain('Rules of main')
  expect(stderr).toContain('The token in GITHUB_TOKEN is refused')
  expect(stderr).toContain('not all of it was looked at. Run it again')
})

test('A token that is wrong, none, and a repository that is not there.', async () => {
  expect(await setup('wrong')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The token in GITHUB_TOKEN is refused'),
  })
  expect(await setup('')).toMatchObject({ code: 2, stderr: expect.stringContaining('administrator') })
  expect(await setup('admin', '--repository', 'acme')).toMatchObject({ code: 2 })
  expect(await setup('admin', '--app', 'nobody')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no App nobody'),
  })
})
