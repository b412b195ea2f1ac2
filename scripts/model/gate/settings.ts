import type { Catalog } from '../catalog.ts'
import { environmentsIn, type Placed } from '../change/environment.ts'
import { recordAt } from '../records/content-layout.ts'
import type { Service } from '../records/service.ts'
import type { Settings } from './context.ts'
import { isTeamFile, type Unreadable } from './settings-files.ts'

/** What a pull request goes into and leaves behind. */
export interface SettingsFrom {
  base: Catalog
  head: Catalog
  /** Where changes that are over were carried out, of those that neither has. */
  over: readonly Placed[]
  services: readonly Service[]
  first: boolean
}

/**
 * Who may do what, as the base says; of a new service, what the pull request says. Where the base has no team, as in the
 * first pull request of a repository, those that it brings count: nobody could approve anything otherwise.
 */
export function settingsOf(
  { base, head, over, services, first }: SettingsFrom,
  records: ReadonlySet<string>,
): Settings {
  const { policy, freezes, change_templates } = base
  // Of changes the base has only what the pull request touches.
  const untouched = head.changes.filter(({ file }) => !records.has(recordAt(file) ?? ''))
  return {
    policy,
    teams: first ? head.teams : base.teams,
    freezes,
    change_templates,
    owners: new Map(services.map(({ id, team }) => [id, team])),
    environments: environmentsIn({ ...base, changes: [...base.changes, ...untouched, ...over] }),
  }
}

/** Whether nothing says yet who may approve. */
export const isFirst = ({ teams }: Pick<Catalog, 'teams'>, unreadable: readonly Unreadable[]): boolean =>
  teams.length === 0 && !unreadable.some(({ file }) => isTeamFile(file))

/**
 * The services by which a pull request is judged: the team and what each depends on as on the base, and of its tiers the
 * stricter one, so that none is made harmless by who changes it. New ones are as they come; those that it takes away stay.
 */
export function settledServices(base: readonly Service[], head: readonly Service[]): Service[] {
  const later = new Map(head.map((service) => [service.id, service]))
  const known = new Set(base.map(({ id }) => id))
  const settled = base.map((service) => {
    const { tier = service.tier } = later.get(service.id) ?? {}
    return { ...service, tier: tier < service.tier ? tier : service.tier }
  })
  return [...settled, ...head.filter(({ id }) => !known.has(id))]
}
