import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Change, Plan } from './step.ts'
import { ADMINISTRATION } from './step.ts'

/** A ruleset as GitHub has it; what isn't looked at is kept as it is. */
export const rulesetSchema = z.object({
  id: z.number(),
  name: z.string(),
  target: z.string().default('branch'),
  source_type: z.string().default('Repository'),
  enforcement: z.string(),
  /** Undefined: the token may not see it. */
  bypass_actors: z
    .array(
      z.looseObject({ actor_id: z.number().nullish(), actor_type: z.string(), bypass_mode: z.string().optional() }),
    )
    .optional(),
  conditions: z
    .looseObject({ ref_name: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }).optional() })
    .nullish(),
  rules: z.array(z.looseObject({ type: z.string(), parameters: z.looseObject({}).optional() })).default([]),
})
export type Ruleset = z.infer<typeof rulesetSchema>
type Rule = Ruleset['rules'][number]

/** A ruleset that we want. Of its parameters `true` is stricter than `false`, and a number than a lower one. */
export interface WantedRuleset {
  name: string
  target: 'branch' | 'tag'
  include: string[]
  /** Apps that may pass. */
  bypass: number[]
  rules: { type: string; parameters?: Record<string, unknown>; words: string }[]
}

/** The ruleset that makes of what there is what we want, and takes nothing away that is stricter. */
export function planRuleset(wanted: WantedRuleset, ours: Ruleset | null, others: readonly Ruleset[]): Plan {
  const kept = others.map(({ name, source_type }) => `The ruleset "${name}"${ofWhom(source_type)} holds besides.`)
  if (ours === null) {
    const parameters = { name: wanted.name, target: wanted.target, enforcement: 'active', ...asSent(wanted) }
    const change = { method: 'POST', route: '/rulesets', parameters, permission: ADMINISTRATION } as const
    return { is: 'no ruleset', changes: [{ ...change, becomes: sentence(wanted) }], kept, byHand: [] }
  }
  const merged = stricter(wanted, ours)
  const { id, name, target, enforcement, bypass_actors, conditions, rules } = merged
  const seen = bypass_actors === undefined ? {} : { bypass_actors }
  const parameters = { ruleset_id: id, name, target, enforcement, ...seen, conditions, rules }
  const change: Change = {
    method: 'PUT',
    route: '/rulesets/{ruleset_id}',
    parameters,
    permission: ADMINISTRATION,
    becomes: `${added(wanted, ours, merged).join('; ')}; the rest stays`,
  }
  return {
    is: `the ruleset "${ours.name}"`,
    changes: isDeepStrictEqual(merged, ours) ? [] : [change],
    kept: [...kept, ...stricterThere(wanted, ours)],
    byHand: looserThere(wanted, ours),
  }
}

const ofWhom = (source: string): string => (source === 'Repository' ? '' : ` of the ${source.toLowerCase()}`)
const sentence = ({ rules }: WantedRuleset): string => rules.map(({ words }) => words).join('; ')

const asSent = ({ include, bypass, rules }: WantedRuleset) => ({
  bypass_actors: bypass.map(asActor),
  conditions: { ref_name: { include, exclude: [] } },
  rules: rules.map(({ type, parameters }) => (parameters ? { type, parameters } : { type })),
})
const asActor = (app: number) => ({ actor_id: app, actor_type: 'Integration', bypass_mode: 'always' })
const isApp = (app: number) => (actor: { actor_id?: number | null | undefined; actor_type: string }) =>
  actor.actor_type === 'Integration' && actor.actor_id === app

function stricter(wanted: WantedRuleset, ours: Ruleset): Ruleset {
  const { include = [], exclude = [] } = ours.conditions?.ref_name ?? {}
  const uncovered = include.includes('~ALL') ? [] : wanted.include.filter((one) => !include.includes(one))
  const lacking = wanted.bypass.filter((app) => !ours.bypass_actors?.some(isApp(app)))
  const types = new Set(ours.rules.map(({ type }) => type))
  const rules = ours.rules.map((rule) => {
    const same = wanted.rules.find(({ type }) => type === rule.type)
    return same?.parameters ? { ...rule, parameters: strictest(same.parameters, rule.parameters ?? {}) } : rule
  })
  const missing = wanted.rules.filter(({ type }) => !types.has(type))
  return {
    ...ours,
    enforcement: 'active',
    ...(ours.bypass_actors ? { bypass_actors: [...ours.bypass_actors, ...lacking.map(asActor)] } : {}),
    conditions:
      uncovered.length === 0
        ? ours.conditions
        : { ...ours.conditions, ref_name: { include: [...include, ...uncovered], exclude } },
    rules: [...rules, ...asSent({ ...wanted, rules: missing }).rules],
  }
}

/** Of two values of each parameter the one that asks for more. */
const strictest = (wanted: Record<string, unknown>, there: Record<string, unknown>): Record<string, unknown> => ({
  ...there,
  ...Object.fromEntries(
    Object.entries(wanted).map(([key, value]) => {
      const is = there[key]
      if (typeof value === 'boolean') return [key, value || is === true]
      if (typeof value === 'number') return [key, Math.max(value, typeof is === 'number' ? is : value)]
      return [key, key === 'required_status_checks' ? allChecks(value as Check[], (is ?? []) as Check[]) : value]
    }),
  ),
})

interface Check {
  context: string
  integration_id?: number | null
}
/** Checks of both; of one name the source that we name, unless ours is anybody's and theirs an App. */
export function allChecks(wanted: readonly Check[], there: readonly Check[]): Check[] {
  const [actions] = wanted.filter(({ context }) => context === 'check').map(({ integration_id }) => integration_id)
  const settled = there.map((one) => {
    const same = wanted.find(({ context }) => context === one.context)
    if (!same || same.integration_id === one.integration_id) return one
    const isOfAnApp = one.integration_id && one.integration_id !== actions
    return same.integration_id === actions && isOfAnApp ? one : { ...one, ...same }
  })
  return [...settled, ...wanted.filter(({ context }) => !there.some((one) => one.context === context))]
}

/** What the merged ruleset has more. */
function added(wanted: WantedRuleset, ours: Ruleset, merged: Ruleset): string[] {
  const rules = wanted.rules.filter(({ type }) => {
    const of = (from: Ruleset): Rule | undefined => from.rules.find((rule) => rule.type === type)
    return !isDeepStrictEqual(of(ours), of(merged))
  })
  return [
    ...(ours.enforcement === 'active' ? [] : [`is active, not "${ours.enforcement}"`]),
    ...(isDeepStrictEqual(ours.conditions, merged.conditions) ? [] : [`holds for ${wanted.include.join(', ')}`]),
    ...(isDeepStrictEqual(ours.bypass_actors, merged.bypass_actors)
      ? []
      : [`App ${wanted.bypass.join(', ')} may pass`]),
    ...rules.map(({ words }) => words),
  ]
}

function stricterThere(wanted: WantedRuleset, ours: Ruleset): string[] {
  const types = new Set(wanted.rules.map(({ type }) => type))
  const more = ours.rules.filter(({ type }) => !types.has(type)).map(({ type }) => `Its rule ${type} stays.`)
  const tighter = wanted.rules.flatMap(({ type, parameters = {} }) => {
    const there = ours.rules.find((rule) => rule.type === type)?.parameters ?? {}
    return Object.entries(parameters).flatMap(([key, value]) => {
      const is = there[key]
      const isTighter =
        (value === false && is === true) || (typeof value === 'number' && typeof is === 'number' && is > value)
      return isTighter ? [`${key} stays ${String(is)}: it is stricter.`] : []
    })
  })
  return [...more, ...tighter]
}

function looserThere(wanted: WantedRuleset, ours: Ruleset): string[] {
  const strangers = ours.bypass_actors?.filter((actor) => !wanted.bypass.some((app) => isApp(app)(actor))) ?? []
  const excluded = ours.conditions?.ref_name?.exclude ?? []
  return [
    ...(ours.bypass_actors
      ? []
      : [`Look who may pass "${ours.name}": a token without \`${ADMINISTRATION}\` isn't told.`]),
    ...strangers.map(({ actor_type, actor_id }) =>
      `${actor_type} ${actor_id ?? ''} may pass "${ours.name}". Take it off its bypass list unless you want that.`.replace(
        '  ',
        ' ',
      ),
    ),
    ...(excluded.length === 0 ? [] : [`"${ours.name}" leaves out ${excluded.join(', ')}. Look whether that is meant.`]),
    ...(ours.rules.some(({ type }) => type === 'required_signatures')
      ? ["It asks for signed commits. The commit that records approvals isn't signed, and will be refused."]
      : []),
  ]
}
