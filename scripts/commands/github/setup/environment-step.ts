import { z } from 'zod'
import { isRefused, REPOSITORY } from '#io/github-settings'
import { ADMINISTRATION, step, type Change, type Plan, type Step } from './step.ts'

const environmentSchema = z.object({
  protection_rules: z
    .array(
      z.looseObject({
        type: z.string(),
        wait_timer: z.number().optional(),
        prevent_self_review: z.boolean().optional(),
        reviewers: z.array(z.object({ type: z.string(), reviewer: z.looseObject({ id: z.number() }) })).optional(),
      }),
    )
    .optional(),
  deployment_branch_policy: z
    .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullish(),
  can_admins_bypass: z.boolean().optional(),
})
export interface Environment {
  /** Null: there is none. */
  settings: z.infer<typeof environmentSchema> | null
  policies: { name: string; type?: string | undefined }[]
}
const policySchema = z.object({ name: z.string(), type: z.string().optional() })

const AT = '/environments/{environment_name}'
const READ = 'actions: read'

/** An environment that is open to one branch alone, whatever else protects it. */
export const environmentStep = (name: string, branch: string): Step =>
  step<Environment>(
    `Environment ${name}`,
    `What is kept in it can be read by a workflow on any branch that somebody pushes: keep no key in this repository.`,
    async (github) => {
      const where = { environment_name: name }
      const read = await github.read(`${REPOSITORY}${AT}`, READ, where)
      if (isRefused(read)) return read
      if (read === null) return { settings: null, policies: [] }
      const settings = environmentSchema.parse(read)
      if (!settings.deployment_branch_policy?.custom_branch_policies) return { settings, policies: [] }
      const listed = await github.list(`${REPOSITORY}${AT}/deployment-branch-policies`, READ, where)
      if (isRefused(listed)) return listed
      return { settings, policies: z.array(policySchema).parse(listed ?? []) }
    },
    (now) => planEnvironment(name, branch, now),
  )

export function planEnvironment(name: string, branch: string, { settings, policies }: Environment): Plan {
  const where = { environment_name: name }
  const isOurs = ({ name: one, type = 'branch' }: Environment['policies'][number]) =>
    one === branch && type === 'branch'
  const isLimited = settings?.deployment_branch_policy?.custom_branch_policies === true
  const limit: Change = {
    method: 'PUT',
    route: AT,
    parameters: {
      ...where,
      ...(settings ? protection(settings) : {}),
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    },
    permission: ADMINISTRATION,
    becomes: settings ? 'only branches that are named may use it' : 'made, for branches that are named',
  }
  const admit: Change = {
    method: 'POST',
    route: `${AT}/deployment-branch-policies`,
    parameters: { ...where, name: branch, type: 'branch' },
    permission: ADMINISTRATION,
    becomes: `the branch ${branch} may use it`,
  }
  const others = policies.filter((one) => !isOurs(one))
  return {
    is:
      settings === null
        ? 'not there'
        : isLimited
          ? `for ${policies.map((one) => one.name).join(', ') || 'no branch'}`
          : 'for any branch',
    changes: [...(isLimited ? [] : [limit]), ...(policies.some(isOurs) ? [] : [admit])],
    kept: (settings?.protection_rules ?? [])
      .filter(({ type }) => type !== 'branch_policy')
      .map(({ type }) => `Its protection ${type} stays.`),
    byHand: [
      ...others.map(
        (one) =>
          `${one.type === 'tag' ? 'The tag' : 'The branch'} ${one.name} may use ${name} too. Take it away unless you want that.`,
      ),
      ...(settings?.can_admins_bypass === true && name !== 'github-pages'
        ? [`Administrators may pass the protection of ${name}: untick that in its settings; the API can't.`]
        : []),
    ],
  }
}

/** What protects it besides: what isn't sent again is taken away. */
function protection({ protection_rules: rules = [] }: NonNullable<Environment['settings']>): Record<string, unknown> {
  const [timer] = rules.filter(({ type }) => type === 'wait_timer')
  const [asked] = rules.filter(({ type }) => type === 'required_reviewers')
  return {
    ...(timer?.wait_timer === undefined ? {} : { wait_timer: timer.wait_timer }),
    ...(asked?.prevent_self_review === undefined ? {} : { prevent_self_review: asked.prevent_self_review }),
    ...(asked?.reviewers
      ? { reviewers: asked.reviewers.map(({ type, reviewer }) => ({ type, id: reviewer.id })) }
      : {}),
  }
}
