import { outlineOf } from '#io/markdown'
import { checkLinks, LINK_ACCESS, type LinkAccess, type LinkState } from '#io/link-check'
import { NO_MEMORY, type LinkMemory } from '#io/link-memory'
import type { Catalog } from '#model/catalog'
import type { AuditProblem, Place } from '#model/diagnostic'
import type { Body } from '#model/records/body'

/** More than these are asked for by nobody in one run. */
const MOST = 2000

/** A link that leads elsewhere, where it stands, and whom it concerns. */
interface External {
  url: string
  at: Place
  who: string[]
}

/** What became of the links of some content. */
export interface DeadLinks {
  problems: AuditProblem[]
  /** Addresses that were asked for; those known from before; those that are private, which never are asked for; and those that nothing could be said of. */
  asked: number
  known: number
  private: number
  unknown: number
}

/** Asks whether the links of all records still lead somewhere, as far as it isn't known from before. */
export async function deadLinks(
  catalog: Catalog,
  memory: LinkMemory = NO_MEMORY,
  access: LinkAccess = LINK_ACCESS,
): Promise<DeadLinks> {
  const links = externalLinks(catalog)
  const urls = [...new Set(links.map(({ url }) => url))]
  const known = new Map(
    urls.flatMap((url): [string, LinkState][] => {
      const state = memory.recall(url)
      return state ? [[url, state]] : []
    }),
  )
  const fresh = await checkLinks(urls.filter((url) => !known.has(url)).slice(0, MOST), access)
  for (const [url, state] of fresh) memory.note(url, state)
  memory.save()
  const states = new Map([...known, ...fresh])
  const count = (wanted: string) => [...fresh.values()].filter(({ state }) => state === wanted).length
  return {
    asked: fresh.size - count('private'),
    known: known.size,
    private: count('private'),
    unknown: count('unknown'),
    problems: links.flatMap(({ url, at, who }): AuditProblem[] => {
      const state = states.get(url)
      if (state?.state !== 'dead') return []
      return [
        {
          at,
          rule: 'link-died',
          severity: 'warning',
          message: `Unexpected link to ${url}: ${state.why}, expected one that leads somewhere.`,
          help: 'Say where it is now, or take it out.',
          waits: { what: `Link that died: ${url}`, who, by: null },
        },
      ]
    }),
  }
}

function externalLinks({ changes, incidents, runbooks, site, services, teams, slos }: Catalog): External[] {
  type Linked = { file: string; links?: Record<string, string> | undefined; body: Body }
  const of = (record: Linked, who: string[]): External[] => [
    ...Object.entries(record.links ?? {}).map(([name, url]) => ({
      url,
      at: { file: record.file, path: ['links', name] },
      who,
    })),
    ...outlineOf(record.body).links.map(({ url, span }) => ({ url, at: { file: record.file, span }, who })),
  ]
  const all = [
    ...runbooks.flatMap((one) => [
      ...of(one, [one.owner ?? one.team]),
      ...one.dashboards.map((url, i) => ({
        url,
        at: { file: one.file, path: ['dashboards', i] },
        who: [one.owner ?? one.team],
      })),
    ]),
    ...incidents.flatMap((one) => of(one, one.roles.commander === undefined ? [] : [one.roles.commander])),
    ...changes.flatMap((one) => of(one, [one.implementer ?? one.requester])),
    // Where subscribers are told is asked by nobody but who tells them.
    ...linksIn({ ...site, notify: undefined }, 'site.yaml', []),
    ...services.flatMap((one) => linksIn(one, one.file, [one.team])),
    ...teams.flatMap((one) => linksIn(one, one.file, [one.id])),
    ...slos.flatMap((one) => linksIn(one, one.file, [])),
  ]
  return all.filter(({ url }) => /^https?:\/\//i.test(url) && URL.canParse(url) && !isMadeUp(new URL(url)))
}

/** Every address in the fields of a record, where it stands. One with places for values leads nowhere as it is. */
function linksIn(record: object, file: string, who: string[]): External[] {
  const found: External[] = []
  const look = (value: unknown, path: (string | number)[]) => {
    if (typeof value === 'string') {
      if (/^https?:\/\/[^\s{}<>]+$/i.test(value)) found.push({ url: value, at: { file, path }, who })
    } else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) look(inner, [...path, Array.isArray(value) ? Number(key) : key])
  }
  look(record, [])
  return found
}

/** Names that stand for others in examples: nobody will ever have them (RFC 2606). */
const isMadeUp = ({ hostname }: URL): boolean => /(?:^|\.)(?:example|invalid|test)\.?$/.test(hostname)
