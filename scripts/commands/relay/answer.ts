import type { Catalog } from '#model/catalog'
import { componentBody, incidentBody, readBody } from '#model/incident/posted/statuspage-body'
import { bodyData } from '#model/incident/posted/statuspage-form'
import { objectsOf, type Objects } from '#export/statuspage-v1/objects'
import { publicCatalog } from '#model/publish/public'
import { publicIdOf } from '#model/publish/public-id'
import { statusPage } from '#model/status/page'
import type { Circuit } from './circuit.ts'
import { moreOfComponent, newComponent, partsOf, type Defaults } from './components.ts'
import { moreOfIncident, newIncident, type Sender } from './incidents.ts'
import { publicIdOfRecord, servicesByName } from './known.ts'
import { requestKey, type RequestKey } from './posting-key.ts'
import { NOT_FOUND, ok, unprocessable, wrong, type Reply } from './reply.ts'
import type { Route, Scope } from './route.ts'
import { write, type Ask, type Desktop, type Written } from './writing.ts'

/** A request that may be answered: who sent it was asked before. */
export interface Request {
  method: string
  route: Route
  body: string
  /** What its sender calls it, so that it is done once however often it comes. */
  idempotency?: string | undefined
}

export interface Relay extends Desktop, Defaults {
  /** What scripts call the page, beside its own id. */
  page?: string | undefined
  sender: Sender
  /** Does one piece of work after another; null: too much waits. */
  queue: <T>(work: () => Promise<T>) => Promise<T> | null
  /** Whether git's server is worth a try. */
  circuit: Circuit
}

/** Answers as Statuspage would. */
export async function answer(request: Request, relay: Relay): Promise<Reply> {
  const { route, method } = request
  const refused = methodRefused(route, method)
  if (refused) return refused
  const isRead = method === 'GET' || method === 'HEAD'
  // What is written is decided upon the newest commit later on.
  const reading = await relay.reader[isRead ? 'newest' : 'last'](relay.clock())
  if (reading === null) return wrong(503, `The branch ${relay.branch} has no content folder.`)
  const { catalog } = reading.content
  if (route.resource !== 'pages' && ![relay.page, publicIdOf('page', '', catalog.site.url)].includes(route.page))
    return NOT_FOUND
  if (isRead) return read(route, catalog, relay)
  const errors = wrongIn(request)
  if (errors.length > 0) return unprocessable(errors)
  const arrived = performance.now()
  const work = async () => ((await relay.circuit.isClosed(arrived)) ? change(request, relay) : STILL_AWAY)
  return (await relay.queue(work)) ?? wrong(503, 'Too many requests wait already. Try again.', { 'retry-after': '5' })
}

/** What is wrong with a body whatever git has: nobody waits for that behind those who push. */
function wrongIn({ route: { resource }, body }: Request): readonly string[] {
  const sent = bodyData(body)
  if ('error' in sent) return [sent.error]
  const found =
    resource === 'incidents' || resource === 'incident'
      ? readBody(sent.data, 'incident', incidentBody)
      : readBody(sent.data, 'component', componentBody)
  return 'errors' in found ? found.errors : []
}

const METHODS: Readonly<Record<Route['resource'], readonly string[]>> = {
  pages: ['GET', 'HEAD'],
  page: ['GET', 'HEAD'],
  components: ['GET', 'HEAD', 'POST'],
  component: ['GET', 'HEAD', 'PATCH', 'PUT'],
  groups: ['GET', 'HEAD'],
  group: ['GET', 'HEAD'],
  incidents: ['GET', 'HEAD', 'POST'],
  incident: ['GET', 'HEAD', 'PATCH', 'PUT'],
  elsewhere: [],
}

/** Why something can't be done in this way, with what can be done instead. */
function methodRefused({ resource, scope }: Route, method: string): Reply | null {
  const allowed = scope === 'all' ? METHODS[resource] : ['GET', 'HEAD']
  if (allowed.includes(method)) return null
  if (resource === 'elsewhere')
    return wrong(
      404,
      'Not found: this page is kept in git, and the relay answers for its incidents, maintenances and components alone',
    )
  const instead =
    method !== 'DELETE'
      ? 'This can only be read here'
      : resource === 'incident'
        ? 'Nothing that customers have read is deleted: resolve it, or take its record out by a pull request'
        : resource === 'component'
          ? 'A component is retired by `until` in its service, or taken out by a pull request'
          : 'This is changed by a pull request'
  return wrong(405, instead, { allow: allowed.join(', ') })
}

const objects = (catalog: Catalog, { page }: Relay): Objects =>
  objectsOf(statusPage(publicCatalog(catalog)), page ?? publicIdOf('page', '', catalog.site.url))

function read({ resource, id, scope, query }: Route, catalog: Catalog, relay: Relay): Reply {
  const all = objects(catalog, relay)
  const found = {
    pages: () => [all.page],
    page: () => all.page,
    components: () => paged(all.components(), query),
    component: () => componentOf(id, catalog, all),
    groups: () => paged(all.groups(), query),
    group: () => all.groups().find((one) => one.id === id) ?? null,
    incidents: () => paged(searched(inScope(scope, all), query), query),
    incident: () => all.incident(id),
    elsewhere: () => null,
  }[resource]()
  return found === null ? NOT_FOUND : ok(found)
}

function componentOf(name: string, catalog: Catalog, all: Objects) {
  const service = servicesByName(catalog).get(name)
  const id = service === undefined ? null : publicIdOf('component', service, catalog.site.url)
  return all.components().find((one) => one.id === id) ?? null
}

function inScope(scope: Scope, all: Objects) {
  if (scope === 'unresolved') return all.unresolved()
  if (scope === 'upcoming') return all.upcoming()
  if (scope === 'active_maintenance') return all.running()
  return scope === 'scheduled' ? [...all.running(), ...all.upcoming()] : all.incidents()
}

/** `q`: in names, states and texts. */
function searched<T extends { name: string; status: string; incident_updates: { body: string }[] }>(
  list: T[],
  query: URLSearchParams,
): T[] {
  const words = query.get('q')?.trim().toLowerCase() ?? ''
  if (words === '') return list
  return list.filter(({ name, status, incident_updates: updates }) =>
    [name, status, ...updates.map(({ body }) => body)].some((text) => text.toLowerCase().includes(words)),
  )
}

/** `limit` and `page`, of at most a hundred: https://developer.statuspage.io */
function paged<T>(list: readonly T[], query: URLSearchParams): T[] {
  const number = (name: string, least: number, most: number, otherwise: number) => {
    const given = Number(query.get(name) ?? query.get(name === 'limit' ? 'per_page' : name) ?? NaN)
    return Number.isInteger(given) ? Math.min(Math.max(given, least), most) : otherwise
  }
  const limit = number('limit', 1, MOST, MOST)
  const page = number('page', 1, Number.MAX_SAFE_INTEGER, 1)
  return list.slice((page - 1) * limit, page * limit)
}
const MOST = 100

async function change({ method, route, body, idempotency }: Request, relay: Relay): Promise<Reply> {
  const { sender, clock } = relay
  const key = requestKey(idempotency, [method === 'POST' ? 'POST' : 'PATCH', route.resource, route.id, body], clock())
  if (route.resource === 'components') return createComponent(body, key, relay)
  if (route.resource === 'component') return changeComponent(route.id, body, key, relay)
  const ask: Ask = method === 'POST' ? newIncident(body, key, sender) : moreOfIncident(route.id, body, key, sender)
  const written = await write(ask, relay)
  if (!('catalog' in written)) return failed(written, relay)
  const publicId = written.id === null ? null : publicIdOfRecord(written.id, written.catalog)
  const object = publicId === null ? null : objects(written.catalog, relay).incident(publicId)
  if (object === null) return wrong(500, 'It is written, but customers do not see it')
  return { status: method === 'POST' ? 201 : 200, body: object, note: noteOf(written) }
}

async function createComponent(body: string, key: RequestKey, relay: Relay): Promise<Reply> {
  const made = await write(newComponent(body, key, relay.sender, relay), relay)
  if (!('catalog' in made)) return failed(made, relay)
  // Its state, if it has any to speak of, needs it to be there.
  const id = made.id ?? ''
  const { how = 'operational' } = partsOf(body)
  const told = how === 'operational' ? made : await write(moreOfComponent(id, body, key, relay.sender, 'how'), relay)
  return 'catalog' in told ? componentReply(201, id, told, relay) : failed(told, relay)
}

async function changeComponent(name: string, body: string, key: RequestKey, relay: Relay): Promise<Reply> {
  const parts = partsOf(body)
  // Where it says neither, what is wrong with it is said by the second.
  const what = parts.what ? await write(moreOfComponent(name, body, key, relay.sender, 'what'), relay) : null
  if (what && !('catalog' in what)) return failed(what, relay)
  if (what && parts.how === undefined) return componentReply(200, name, what, relay)
  const how = await write(moreOfComponent(name, body, key, relay.sender, 'how'), relay)
  return 'catalog' in how ? componentReply(200, name, how, relay) : failed(how, relay)
}

function componentReply(
  status: number,
  name: string,
  written: Extract<Written, { catalog: Catalog }>,
  relay: Relay,
): Reply {
  const object = componentOf(name, written.catalog, objects(written.catalog, relay))
  return object === null ? NOT_FOUND : { status, body: object, note: noteOf(written) }
}

const noteOf = ({ id, commit, remote = 0 }: Extract<Written, { catalog: Catalog }>): string =>
  [id ?? '', commit === null ? 'nothing new' : commit.slice(0, 12), `git ${Math.round(remote)} ms`]
    .filter((part) => part !== '')
    .join('  ')

function failed(written: Exclude<Written, { catalog: Catalog }>, { log, circuit }: Relay): Reply {
  if ('missing' in written) return NOT_FOUND
  if ('errors' in written) return unprocessable(written.errors)
  if (written.away === true) circuit.broke()
  log(`${written.unheard === true ? 'pushed, and no answer' : 'not pushed'}: ${written.failed}`)
  return wrong(503, written.unheard === true ? UNHEARD : NOT_PUSHED, { 'retry-after': '10' })
}

const NOT_PUSHED = 'It could not be pushed to git, and nothing is written; the log of the relay says why. Try again.'
/** To who comes after one who was told so: nothing was tried. */
const STILL_AWAY = wrong(503, 'Git is still away: nothing was tried, and nothing is written. Try again.', {
  'retry-after': '10',
})
const UNHEARD = 'Git gave no answer to the push. Try again: what is there already is not written twice.'
