import { bodyData } from '#model/incident/posted/statuspage-form'
import { componentBody, readBody } from '#model/incident/posted/statuspage-body'
import { componentPostings } from '#model/incident/posted/statuspage-component'
import type { ComponentStatus } from '#model/records/update'
import { groupsById, servicesByName, standingOf } from './known.ts'
import type { Sender } from './incidents.ts'
import type { RequestKey } from './posting-key.ts'
import type { Ask } from './writing.ts'

/** Of what a new service is made. */
export interface Defaults {
  team?: string | undefined
  tier?: 1 | 2 | 3 | 4 | undefined
  /** What to do where they are left out. */
  lacking?: string
}

/** A new component: a service of the relay's team and tier. One of that name is there already. */
export function newComponent(body: string, { key }: RequestKey, by: Sender, defaults: Defaults): Ask {
  const { team, tier, lacking = 'start the relay with --team and --tier' } = defaults
  return (catalog) => {
    const read = bodyData(body)
    if ('error' in read) return { errors: [read.error] }
    const groups = groupsById(catalog)
    const postings = componentPostings(read.data, { key, by, group: (id) => groups.get(id), team, tier })
    if ('errors' in postings) return postings
    const [posting] = postings
    if (!posting || posting.kind !== 'component') return { nothing: null }
    if (catalog.services.some(({ public: block }) => block !== undefined && block.name === posting.name)) return posting
    if (team === undefined || tier === undefined)
      return { errors: [`A component becomes a service, which has a team and a tier: ${lacking}`] }
    return posting
  }
}

/** What a request changes of a component, first of what it is and then of how it is: `part` says which of the two. */
export function moreOfComponent(
  name: string,
  body: string,
  { key, named }: RequestKey,
  by: Sender,
  part: 'what' | 'how',
): Ask {
  return (catalog) => {
    const read = bodyData(body)
    if ('error' in read) return { errors: [read.error] }
    const service = servicesByName(catalog).get(name)
    const there = service === undefined ? null : standingOf(service, catalog)
    if (there === null) return { missing: true }
    const groups = groupsById(catalog)
    const postings = componentPostings(read.data, { key, by, there, group: (id) => groups.get(id) })
    if ('errors' in postings) return postings
    const posting = postings.find(({ kind }) => (kind === 'component') === (part === 'what'))
    if (!posting) return { nothing: there.id }
    return posting.kind === 'component' ? posting : { ...posting, byWords: !named }
  }
}

/** What a request says anything of, as far as can be told before anything is looked up; `how`: the state that it asks for. */
export function partsOf(body: string): { what: boolean; how: ComponentStatus | undefined } {
  const read = bodyData(body)
  const component = 'data' in read ? readBody(read.data, 'component', componentBody) : { errors: [] }
  if ('errors' in component) return { what: false, how: undefined }
  const { name, description, group_id, start_date, status } = component.body
  return { what: [name, description, group_id, start_date].some((one) => one !== undefined), how: status }
}
