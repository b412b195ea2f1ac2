import { isRefused, REPOSITORY, type GithubSettings, type Refused } from '#io/github-settings'
import { STATUS } from '../delivery.ts'
import { planRuleset, rulesetSchema, type Ruleset, type WantedRuleset } from './ruleset.ts'
import { step, type Step } from './step.ts'

export interface Rules {
  branch: string
  /** The App that tells the verdicts; null: GitHub Actions does. */
  app: number | null
  /** The number of GitHub Actions, which is an App too. */
  actions: number
  /** Whether somebody else than the author can approve what code owners own. */
  hasOwners: boolean
}

/** Names of ours; of another name one is ours where it requires our status. */
const NAME = 'evenkeel'
const TAGS = 'evenkeel tags'

/** https://docs.github.com/en/rest/repos/rules */
export function wantedRules({ app, actions, hasOwners }: Rules): WantedRuleset {
  const gate = app === null ? 'GitHub Actions' : `App ${app}`
  return {
    name: NAME,
    target: 'branch',
    include: ['~DEFAULT_BRANCH'],
    bypass: app === null ? [] : [app],
    rules: [
      { type: 'deletion', words: "can't be deleted" },
      { type: 'non_fast_forward', words: "can't be pushed to by force" },
      {
        type: 'pull_request',
        // The gate knows who has to approve what, and counts an approval for as long as the plan is the one approved.
        parameters: {
          required_approving_review_count: 0,
          dismiss_stale_reviews_on_push: false,
          require_code_owner_review: hasOwners,
          require_last_push_approval: false,
          required_review_thread_resolution: false,
        },
        words: `takes pull requests only${hasOwners ? ', with a review of code owners' : ''}`,
      },
      {
        type: 'required_status_checks',
        parameters: {
          strict_required_status_checks_policy: true,
          required_status_checks: [
            { context: STATUS, integration_id: app ?? actions },
            { context: 'check', integration_id: actions },
          ],
        },
        words: `${STATUS} from ${gate} and check from GitHub Actions are required, of an up-to-date branch`,
      },
    ],
  }
}

/**
 * A tag of the branch's name takes its place wherever git is given the bare name: gitrevisions(7) looks for tags first,
 * and `origin/main` may be a tag, too.
 */
export const wantedTags = ({ branch }: Rules): WantedRuleset => ({
  name: TAGS,
  target: 'tag',
  include: [`refs/tags/${branch}`, `refs/tags/origin/${branch}`],
  bypass: [],
  rules: [
    { type: 'creation', words: `no tag can be called ${branch} or origin/${branch}` },
    { type: 'update', words: 'nor be moved' },
  ],
})

const requiresGate = ({ target, rules }: Ruleset): boolean =>
  target === 'branch' && JSON.stringify(rules).includes(JSON.stringify(STATUS))

/** Which ruleset is ours. One of an organization never is. */
export function oursAmong(rulesets: readonly Ruleset[], { name, target }: WantedRuleset): Ruleset | null {
  const own = rulesets.filter((one) => one.source_type === 'Repository' && one.target === target)
  return own.find((one) => one.name === name) ?? (name === NAME ? (own.find(requiresGate) ?? null) : null)
}

async function look(github: GithubSettings): Promise<Ruleset[] | Refused> {
  const permission = 'metadata: read'
  const listed = await github.list(`${REPOSITORY}/rulesets`, permission)
  if (isRefused(listed)) return listed
  const all: Ruleset[] = []
  for (const one of listed ?? []) {
    const { id } = rulesetSchema.parse(one)
    const whole = await github.read(`${REPOSITORY}/rulesets/{ruleset_id}`, permission, { ruleset_id: id })
    if (isRefused(whole)) return whole
    if (whole !== null) all.push(rulesetSchema.parse(whole))
  }
  return all
}

/** @param hasApp whether the repository's variables say that an App tells the verdicts; null: the token may not see them. */
export function ruleSteps(rules: Rules, hasApp: () => boolean | null): Step[] {
  const of = (wanted: WantedRuleset) => (all: Ruleset[]) => {
    const ours = oursAmong(all, wanted)
    const others = all.filter(
      (one) =>
        one !== ours &&
        one.target === wanted.target &&
        oursAmong([one], wantedRules(rules)) === null &&
        oursAmong([one], wantedTags(rules)) === null,
    )
    return planRuleset(wanted, ours, others)
  }
  const branch = wantedRules(rules)
  return [
    step(
      `Rules of ${rules.branch}`,
      `Nothing makes anybody listen to the gate: who has write access can merge and push. Have the account on a paid plan, or the repository public.`,
      async (github) => {
        const all = await look(github)
        if (isRefused(all) || rules.app !== null || hasApp() === false) return all
        // Then an App tells the verdicts, and a status of GitHub Actions would never come.
        return isToldByApp(oursAmong(all, branch), rules.actions)
          ? all
          : { refused: true, why: 'other', words: hasApp() === null ? UNSEEN : NAME_THE_APP }
      },
      of(branch),
    ),
    step(
      `Tags named as ${rules.branch}`,
      `Who has write access can make a tag of that name. Nothing of ours takes one for the branch.`,
      look,
      of(wantedTags(rules)),
    ),
  ]
}

const NAME_THE_APP =
  'EVENKEEL_APP_CLIENT_ID is set, so an App tells the verdicts: say with --app which one, by its App ID or its name in addresses. Otherwise a status would be required that never comes.'

const UNSEEN =
  'Whether an App tells the verdicts stands in the variables, which this token may not see: give it `variables: read`, or say with --app which App it is.'

const isToldByApp = (ours: Ruleset | null, actions: number): boolean =>
  (ours?.rules ?? []).some(({ parameters }) => {
    const checks = (parameters?.['required_status_checks'] ?? []) as { context: string; integration_id?: number }[]
    return checks.some(
      ({ context, integration_id }) => context === STATUS && integration_id && integration_id !== actions,
    )
  })
