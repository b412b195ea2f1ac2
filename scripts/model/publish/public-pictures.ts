import type { Catalog } from '../catalog.ts'
import { pageFile } from '../page-address.ts'
import type { Body } from '../records/body.ts'
import { POSTMORTEM_FILE, publicAt, publicFile, recordAt } from '../records/content-layout.ts'
import { addressIn } from '../records/field.ts'
import { relativeTarget } from '../records/relative-link.ts'
import { markdownParts } from './markdown-parts.ts'
import { publicIdsByFile } from './announced.ts'

/** The folder of the public site that pictures lie in. */
export const PICTURES = '/pictures/'

export interface WithPictures {
  catalog: Catalog
  /** The pictures that public texts show: their path in the site, and in the content folder. */
  files: Map<string, string>
}

/**
 * A catalogue whose public texts name the pictures beside them by their public addresses. What a text that is out by now
 * shows from its own `public/` folder is published with it, and nothing else is, of `pictures` that are fit.
 */
export function withPublicPictures(catalog: Catalog, pictures: readonly string[]): WithPictures {
  const files = new Map<string, string>()
  const fit = new Set(pictures.filter((path) => publicAt(path) !== null))
  if (fit.size === 0) return { catalog, files }
  const site = addressIn(catalog.site.url) ?? catalog.site.url
  const names = distinctNames(fit)
  const ids = publicIdsByFile(catalog)

  const named = (file: string, id: string, body: Body): Body => ({
    ...body,
    markdown: markdownParts(body.markdown)
      .map(({ kind, text }) => (kind === 'prose' ? inProse(text, (url) => addressOf(file, id, url)) : text))
      .join(''),
  })
  const addressOf = (file: string, id: string, url: string): string | null => {
    const target = relativeTarget(file, url)
    if (target === null || !fit.has(target) || recordAt(target) !== recordAt(file)) return null
    const path = pageFile(`${PICTURES}${id}/${names.get(target) ?? ''}`)
    files.set(path.slice(1), target)
    // Markdown ends an address at a bracket.
    return `${site}${encodeURI(path).replaceAll('(', '%28').replaceAll(')', '%29')}`
  }
  const updated = <T extends { file: string; updates: readonly { file: string; time: number; body: Body }[] | null }>(
    record: T,
  ): T => {
    const id = ids.get(record.file)
    if (id === undefined || record.updates === null) return record
    const updates = record.updates.map((update) =>
      update.time > catalog.now ? update : { ...update, body: named(update.file, id, update.body) },
    )
    return { ...record, updates }
  }
  const reviewed = <T extends Parameters<typeof updated>[0] & { postmortem: Body | null }>(record: T): T => {
    const id = ids.get(record.file)
    if (id === undefined || record.postmortem === null) return updated(record)
    return { ...updated(record), postmortem: named(publicFile(record.file, POSTMORTEM_FILE), id, record.postmortem) }
  }
  return {
    catalog: {
      ...catalog,
      changes: catalog.changes.map(updated),
      salvaged_changes: catalog.salvaged_changes.map(updated),
      incidents: catalog.incidents.map(reviewed),
      salvaged: catalog.salvaged.map(reviewed),
    },
    files,
  }
}

/** The name of each picture in its folder: no two are alike to a host that doesn't tell capitals apart. */
function distinctNames(pictures: ReadonlySet<string>): Map<string, string> {
  const taken = new Set([...pictures].map((path) => path.toLowerCase()))
  const first = new Set<string>()
  return new Map(
    [...pictures].toSorted().map((path) => {
      const name = publicAt(path)?.name ?? ''
      const folder = path.slice(0, -name.length)
      let own = name
      if (first.has(path.toLowerCase()))
        for (let n = 2; taken.has(`${folder}${own}`.toLowerCase()); n++) own = name.replace(/(\.\w+)$/, `-${n}$1`)
      first.add(path.toLowerCase())
      taken.add(`${folder}${own}`.toLowerCase())
      return [path, own]
    }),
  )
}

/** Bounded, so that what never closes is not looked through from each of its beginnings. */
const PLACES = [
  /(!\[(?:[^\]\n!]|!(?!\[)){0,500}\]\([ \t]{0,9}<)([^>\n]+)/g,
  /(!\[(?:[^\]\n!]|!(?!\[)){0,500}\]\([ \t]{0,9})([^\s)<][^\s)]*)/g,
  /^( {0,3}\[[^\]\n]{1,500}\]:[ \t]{0,9}<?)([^\s>]+)/gm,
  /(<img\b[^>]{0,500}?\bsrc=["'])([^"'\n]+)/gi,
]

const inProse = (prose: string, addressOf: (url: string) => string | null): string =>
  PLACES.reduce(
    (text, place) =>
      text.replaceAll(place, (whole, before: string, url: string) => {
        const address = addressOf(url)
        return address === null ? whole : `${before}${address}`
      }),
    prose,
  )
