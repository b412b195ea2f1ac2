import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readContent } from '#io/catalog-reader'
import { GithubError } from '#io/github-error'
import { isRefused, openGithubSettings, REPOSITORY, type GithubSettings } from '#io/github-settings'
import { whereabouts } from '#io/git/whereabouts'
import { actionsEnvironment } from '../actions-environment.ts'
import { clock, contentFolder, type CommonOptions } from '../../options.ts'
import type { Terminal } from '../../terminal.ts'
import { UsageError } from '../../usage-error.ts'
import { environmentStep } from './environment-step.ts'
import { filesStep } from './files-step.ts'
import { localFiles, type LocalFiles } from './local-files.ts'
import { secretsStep, variablesStep } from './names-steps.ts'
import { needsOf } from './needs.ts'
import { setupJson, setupText } from './report.ts'
import { repositoryName } from './repository-name.ts'
import { ruleSteps, type Rules } from './rules-of-branch.ts'
import { runStep, type Outcome } from './run-steps.ts'
import { issuesStep, labelStep, pagesStep, workflowsStep } from './settings-steps.ts'
import type { Step } from './step.ts'

export interface SetupOptions extends CommonOptions {
  dryRun?: boolean
  repository?: string
  app?: string
  tokenEnv: string
  format: 'text' | 'json'
}

/** Sets a repository up on GitHub as docs/github.md asks for it. Takes nothing away; again it changes nothing. */
export async function githubSetup(options: SetupOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  const git = await whereabouts(folder)
  const repository = options.repository ?? named(folder, git.remote, options, terminal)
  const token = terminal.env[options.tokenEnv] ?? ''
  if (token === '')
    throw new UsageError(
      `Put an administrator's token into ${options.tokenEnv}, or name another variable with --token-env.`,
    )
  const around = actionsEnvironment({ ...terminal.env, GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token })
  const top = git.below === null ? null : topOf(folder, git.below)
  const files = top === null ? NO_FILES : localFiles(top)
  const dryRun = options.dryRun ?? false
  const outcomes: Outcome[] = []
  const report = () =>
    terminal.out(
      options.format === 'json'
        ? setupJson(repository, dryRun, outcomes, [UNRULED])
        : setupText(repository, outcomes, [UNRULED]),
    )
  try {
    const github = await openGithubSettings({ ...around, app: null })
    const rules = await settle(github, options, files, repository)
    for (const one of stepsFor(rules, files, top)) outcomes.push(await runStep(one, github, dryRun))
    report()
    if (!dryRun && outcomes.some(({ state }) => state === 'failed')) terminal.exitCode = 1
  } catch (error) {
    if (!(error instanceof GithubError)) throw error
    // What was done stays done: a token may be over half way, or a limit of requests reached.
    if (outcomes.length > 0) report()
    const stopped = outcomes.length > 0 ? 'It was stopped there, and not all of it was looked at. Run it again.\n' : ''
    terminal.err(`${error.message}\n${stopped}`)
    terminal.exitCode = 1
  }
}

const NO_FILES: LocalFiles = { workflows: {}, forms: {}, owners: 0 }

const UNRULED =
  'Rules cover branches and tags. What Evenkeel keeps under refs/evenkeel/ can be written by whoever may push: it is read as data, and holds nothing secret.'

/** Which repository it is, where no flag says so. */
function named(folder: string, remote: string | null, { now }: CommonOptions, { env }: Terminal): string {
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com'
  const at = (address: string | null | undefined) => (address ? repositoryName(address, server) : null)
  const name =
    (env['GITHUB_REPOSITORY'] || null) ??
    at(remote) ??
    at(readContent(folder, now ?? null, clock).catalog.site.repository)
  if (name === null)
    throw new UsageError('Name the repository with --repository, as owner/name: no remote and no site.yaml says it.')
  return name
}

const topOf = (folder: string, below: string): string =>
  join(
    realpathSync(folder),
    ...below
      .split('/')
      .filter((part) => part !== '')
      .map(() => '..'),
  )

/** What all of it goes by: the default branch, and which App is which. */
async function settle(
  github: GithubSettings,
  { app }: SetupOptions,
  { owners }: LocalFiles,
  repository: string,
): Promise<Rules> {
  const read = await github.read(REPOSITORY, 'metadata: read')
  if (read === null || isRefused(read))
    throw new GithubError(
      `There is no ${repository}, or the token may not see it.${read === null ? '' : ` ${read.words}`}`,
      read,
    )
  const { default_branch: branch } = z.object({ default_branch: z.string() }).parse(read)
  return {
    branch,
    app: app === undefined ? null : /^\d+$/.test(app) ? Number(app) : await idOf(github, app),
    actions: (await idOf(github, 'github-actions').catch(() => null)) ?? ACTIONS,
    hasOwners: owners > 1,
  }
}

/** GitHub Actions on github.com; another server may have given it another number. */
const ACTIONS = 15368

async function idOf(github: GithubSettings, slug: string): Promise<number> {
  const read = await github.read('/apps/{app_slug}', 'metadata: read', { app_slug: slug })
  if (read === null || isRefused(read))
    throw new UsageError(
      `There is no App ${slug} that this token sees. Give its App ID, a number: it stands on the App's page.`,
    )
  return z.object({ id: z.number() }).parse(read).id
}

/** In this order: what keeps keys before the rules that count on an App, and the rules last, for they bind us too. */
function stepsFor(rules: Rules, files: LocalFiles, top: string | null): Step[] {
  const needs = needsOf(files.workflows, files.forms)
  const extra = needs.labels.filter((name) => name !== INCIDENT.name)
  const labels = [INCIDENT, ...extra.map((name) => ({ name, color: 'ededed', description: 'Put on by an issue form' }))]
  let variables: string[] | null = null
  return [
    issuesStep,
    workflowsStep,
    ...(needs.pages ? [pagesStep] : []),
    ...needs.environments.map((name) => environmentStep(name, rules.branch)),
    labelStep(labels),
    variablesStep(needs.variables, (names) => (variables = names)),
    secretsStep(needs.secrets),
    ...ruleSteps(rules, () => variables?.includes('EVENKEEL_APP_CLIENT_ID') ?? null),
    ...(top === null ? [] : [filesStep(top)]),
  ]
}

const INCIDENT = { name: 'incident', color: 'b60205', description: 'Something that customers notice' }
