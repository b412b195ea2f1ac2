/** What a request is about. */
export interface Route {
  resource: 'pages' | 'page' | 'components' | 'component' | 'groups' | 'group' | 'incidents' | 'incident' | 'elsewhere'
  page: string
  id: string
  /** Of a list of incidents: which of them. */
  scope: Scope
  query: URLSearchParams
}

const SCOPES = ['unresolved', 'scheduled', 'upcoming', 'active_maintenance'] as const
export type Scope = 'all' | (typeof SCOPES)[number]

/** Lists, and what one of their entries is. */
const LISTS: Readonly<Record<string, readonly [list: Route['resource'], one: Route['resource']]>> = {
  components: ['components', 'component'],
  'component-groups': ['groups', 'group'],
  incidents: ['incidents', 'incident'],
}

/** Ids are plain words; nothing else is looked for, decoded or not. */
const WORD = /^[\w-]{1,64}$/

/** Where an address leads; null: nowhere. Each may end in `.json`, and in a slash. */
export function routeOf(url: string): Route | null {
  const [path = '', search = ''] = url.split('?', 2)
  const words = path
    .replace(/\/$/, '')
    .replace(/\.json$/, '')
    .split('/')
    .slice(1)
  const [version, pages, page = '', list, id = '', ...rest] = words
  if (version !== 'v1' || pages !== 'pages' || !words.every((word) => WORD.test(word))) return null
  const route = (resource: Route['resource'], scope: Scope = 'all'): Route => ({
    resource,
    page,
    id: scope === 'all' ? id : '',
    scope,
    query: new URLSearchParams(search),
  })
  if (words.length === 2) return route('pages')
  if (list === undefined) return route('page')
  const known = Object.hasOwn(LISTS, list) ? LISTS[list] : undefined
  // What Statuspage has besides: subscribers, metrics, users, templates.
  if (!known || rest.length > 0) return route('elsewhere')
  if (id === '') return route(known[0])
  const scope = known[1] === 'incident' ? SCOPES.find((one) => one === id) : undefined
  return scope ? route('incidents', scope) : route(known[1])
}
