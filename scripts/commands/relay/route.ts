/** What a request is about. */
export interface Route {
  resource: 'pages' | 'page' | 'components' | 'component' | 'groups' | 'group' | 'incidents' | 'incident' | 'elsewhere'
  page: string
  id: string
  /** Of a list of incidents: which of them. */
  scope: Scope
  query: URLSearchParams
}

export const SCOPES = ['all', 'unresolved', 'scheduled', 'upcoming', 'active_maintenance'] as const
export type Scope = (typeof SCOPES)[number]

/** Ids are plain words; nothing else is looked for, decoded or not. */
const ID = '([A-Za-z0-9_-]{1,64})'
const END = '(?:\\.json)?/?$'
const PLACES: readonly (readonly [Route['resource'], RegExp])[] = [
  ['pages', new RegExp(`^/v1/pages${END}`)],
  ['page', new RegExp(`^/v1/pages/${ID}${END}`)],
  ['components', new RegExp(`^/v1/pages/${ID}/components${END}`)],
  ['component', new RegExp(`^/v1/pages/${ID}/components/${ID}${END}`)],
  ['groups', new RegExp(`^/v1/pages/${ID}/component-groups${END}`)],
  ['group', new RegExp(`^/v1/pages/${ID}/component-groups/${ID}${END}`)],
  ['incidents', new RegExp(`^/v1/pages/${ID}/incidents${END}`)],
  ['incident', new RegExp(`^/v1/pages/${ID}/incidents/${ID}${END}`)],
  // What Statuspage has besides: subscribers, metrics, users, templates.
  ['elsewhere', new RegExp(`^/v1/pages/${ID}/[a-z_-]+(?:/[A-Za-z0-9_/-]*)?${END}`)],
]

/** Where an address leads; null: nowhere. */
export function routeOf(url: string): Route | null {
  const [path = '', search = ''] = url.split('?', 2)
  for (const [resource, pattern] of PLACES) {
    const found = pattern.exec(path)
    if (!found) continue
    const [, page = '', id = ''] = found
    const query = new URLSearchParams(search)
    const scope = SCOPES.find((one) => one === id && one !== 'all')
    return resource === 'incident' && scope
      ? { resource: 'incidents', page, id: '', scope, query }
      : { resource, page, id, scope: 'all', query }
  }
  return null
}
