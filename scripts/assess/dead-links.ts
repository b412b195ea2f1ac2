import { outlineOf } from '#io/markdown'
import { checkLinks, LINK_ACCESS, type LinkAccess } from '#io/link-check'
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
  /** Addresses that were asked for; those that are private, which never are; and those that nothing could be said of. */
  asked: number
  private: number
  unknown: number
}

/** Asks whether the links of changes, incidents and runbooks still lead somewhere. */
export async function deadLinks(catalog: Catalog, access: LinkAccess = LINK_ACCESS): Promise<DeadLinks> {
  const links = externalLinks(catalog)
  const urls = [...new Set(links.map(({ url }) => url))].slice(0, MOST)
  const states = await checkLinks(urls, access)
  const count = (wanted: string) => [...states.values()].filter(({ state }) => state === wanted).length
  return {
    asked: urls.length - count('private'),
    private: count('private'),
    unknown: count('unknown'),
    problems: links.flatMap(({ url, at, who }): AuditProblem[] => {
      const known = states.get(url)
      if (known?.state !== 'dead') return []
      return [
        {
          at,
          rule: 'link-died',
          severity: 'warning',
          message: `Unexpected link to ${url}: ${known.why}, expected one that leads somewhere.`,
          help: 'Say where it is now, or take it out.',
          waits: { what: `Link that died: ${url}`, who, by: null },
        },
      ]
    }),
  }
}

function externalLinks({ changes, incidents, runbooks }: Catalog): External[] {
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
  ]
  return all.filter(({ url }) => /^https?:\/\//i.test(url) && URL.canParse(url))
}
