import { z } from 'zod'
import { isRefused, REPOSITORY, type GithubSettings, type Refused } from '#io/github-settings'
import type { Needed } from './needs.ts'
import { step, type Plan, type Step } from './step.ts'

/* Secrets and variables: their names are looked at, never what they hold, and only people put them in. */

/** Where names were found. */
interface Names {
  repository: string[]
  organization: string[]
  environments: Map<string, string[]>
}

async function namesAt(
  github: GithubSettings,
  route: string,
  permission: string,
  where = {},
): Promise<string[] | Refused> {
  const listed = await github.list(`${REPOSITORY}${route}`, permission, where)
  if (isRefused(listed)) return listed
  return z
    .array(z.object({ name: z.string() }))
    .parse(listed ?? [])
    .map(({ name }) => name.toUpperCase())
}

/** @param told is told the names of the repository's variables. */
export const variablesStep = (needed: readonly Needed[], told: (names: string[]) => void): Step =>
  step<Names>(
    'Variables',
    '',
    async (github) => {
      const repository = await namesAt(github, '/actions/variables', 'variables: read')
      if (isRefused(repository)) return repository
      const organization = await namesAt(github, '/actions/organization-variables', 'variables: read')
      if (isRefused(organization)) return organization
      told([...repository, ...organization])
      return { repository, organization, environments: new Map() }
    },
    (names) => planNames('variable', needed, names),
  )

export const secretsStep = (needed: readonly Needed[]): Step =>
  step<Names>(
    'Secrets',
    'A secret of a private repository without environments can be read by a workflow on any branch.',
    async (github) => {
      const repository = await namesAt(github, '/actions/secrets', 'secrets: read')
      if (isRefused(repository)) return repository
      const organization = await namesAt(github, '/actions/organization-secrets', 'secrets: read')
      if (isRefused(organization)) return organization
      const environments = new Map<string, string[]>()
      for (const name of new Set(needed.flatMap(({ environment }) => environment ?? []))) {
        const there = await namesAt(github, '/environments/{environment_name}/secrets', 'environments: read', {
          environment_name: name,
        })
        if (isRefused(there)) return there
        environments.set(name, there)
      }
      return { repository, organization, environments }
    },
    (names) => planNames('secret', needed, names),
  )

/** Names what is missing, and what lies where every branch can read it. */
export function planNames(
  kind: 'secret' | 'variable',
  needed: readonly Needed[],
  { repository, organization, environments }: Names,
): Plan {
  const wide = [...repository, ...organization]
  const byHand = needed.flatMap(({ name, environment, by }) => {
    const what = WHAT_FOR[name]
    const readers = `${by.join(', ')} read${by.length === 1 ? 's' : ''} it${what === undefined ? '' : `: ${what}`}`
    if (environment === null)
      return wide.includes(name.toUpperCase()) ? [] : [`The ${kind} ${name} isn't set; ${readers}.`]
    const isWide = wide.includes(name.toUpperCase())
    if (isWide)
      return [
        `The ${kind} ${name} is the repository's or the organization's: a workflow on any branch can read it. Put it into the environment ${environment}, and take it away there.`,
      ]
    const isThere = environments.get(environment)?.includes(name.toUpperCase()) ?? false
    return isThere ? [] : [`The ${kind} ${name} of the environment ${environment} isn't set; ${readers}.`]
  })
  const set = needed.length - byHand.length
  return {
    is: needed.length === 0 ? 'none are needed' : `${set} of ${needed.length} set`,
    changes: [],
    kept: [],
    byHand,
  }
}

const CHANNEL = 'only where site.yaml names it below notify'
/** What it is without some of the names that the workflows of `init` read. */
const WHAT_FOR: Readonly<Record<string, string>> = {
  EVENKEEL_APP_CLIENT_ID: 'without it GitHub Actions tells the verdicts, which whoever may write can forge',
  EVENKEEL_APP_KEY: 'only where an App tells the verdicts',
  EVENKEEL_LEDGER_KEY: 'without it whoever may push can make `notify` believe that everybody was told (docs/notify.md)',
  EVENKEEL_OPS_DEPLOY: 'only where a workflow is to deploy the ops site',
  EVENKEEL_OPS_KEY: 'only where a workflow is to deploy the ops site',
  STATUS_WEBHOOK_URL: CHANNEL,
  STATUS_WEBHOOK_SECRET: CHANNEL,
  STATUS_SLACK_URL: CHANNEL,
  STATUS_DISCORD_URL: CHANNEL,
  STATUS_TEAMS_URL: CHANNEL,
  STATUS_NTFY_URL: CHANNEL,
  STATUS_SMTP_URL: CHANNEL,
}
