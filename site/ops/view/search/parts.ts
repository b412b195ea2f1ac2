import { createHash } from 'node:crypto'
import { yearOf } from '#model/order'
import type { Found, Searchable } from './found.ts'
import type { Ops } from '../index.ts'
import { catalogueRecords, runbookRecords } from './catalogue.ts'
import type { SearchRecord } from './record.ts'
import { changeRecords, incidentRecords } from './yearly.ts'

/** Every record that can be found, by how it is kept. */
export interface SearchRecords {
  /** In the order in which results stand. */
  catalogue: SearchRecord[]
  runbooks: SearchRecord[]
  incidents: SearchRecord[]
  changes: SearchRecord[]
}

export const searchRecords = (ops: Ops): SearchRecords => ({
  catalogue: catalogueRecords(ops),
  runbooks: runbookRecords(ops),
  incidents: incidentRecords(ops),
  changes: changeRecords(ops),
})

/** A part of the index: small enough that an edited record costs little, and that a phone opens it at once. */
export interface SearchPart {
  path: string
  /** Of years that are only searched where somebody asks for them. */
  past: boolean
  records: SearchRecord[]
}

/** How many records a part holds, about. */
const PART = 256
/** How many years of incidents and changes are searched at once. */
const YEARS = 2

/** All parts, those that somebody who was paged asks first in front. */
export function searchParts({ catalogue, runbooks, incidents, changes }: SearchRecords): SearchPart[] {
  return [
    ...divided('catalogue', catalogue, false),
    ...divided('runbooks', runbooks, false),
    ...byYear('incidents', incidents),
    ...byYear('changes', changes),
  ].toSorted((a, b) => Number(a.past) - Number(b.past))
}

const byYear = (name: string, records: readonly SearchRecord[]): SearchPart[] =>
  [...Map.groupBy(records, yearOf)]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .flatMap(([year, all], i) => divided(`${name}-${fileName(year)}`, all, i >= YEARS))

/** An id that is none may say anything where the year stands. */
const fileName = (year: string) => (/^\d{4,}$/.test(year) ? year : 'other')

/** By their ids' digests, so that a record that comes or goes moves none of the others. */
function divided(name: string, records: readonly SearchRecord[], past: boolean): SearchPart[] {
  const count = 2 ** Math.max(0, Math.ceil(Math.log2(records.length / PART)))
  const groups = Map.groupBy(records, ({ kind, id }) => bucketOf(`${kind} ${id}`, count))
  return [...groups]
    .toSorted(([a], [b]) => a - b)
    .map(([bucket, all]) => ({
      path: `/search/${name}-${bucket}.json`,
      past,
      records: all.toSorted((a, b) => (a.page < b.page ? -1 : 1)),
    }))
}

const bucketOf = (id: string, count: number) =>
  count === 1 ? 0 : createHash('sha256').update(id).digest().readUInt32BE(0) % count

/** What a part shows. */
export interface SearchPartView {
  entries: Found[]
  searchable: Searchable[]
}

export const searchPartView = ({ records }: SearchPart): SearchPartView => ({
  entries: records.map(foundOf),
  searchable: records.map(searchableOf),
})

/** What a browser is told of a record. */
export const foundOf = ({ kind, id, title, page, state, owner, call }: SearchRecord): Found => ({
  kind,
  id,
  title,
  page,
  state,
  owner,
  ...(call ? { call } : {}),
})

/** What the index is told of it. */
const searchableOf = ({ id, title, names, around, texts }: SearchRecord): Searchable => ({
  names: [id, ...names].join(' '),
  title,
  around: around.join(' '),
  text: texts.map(withoutComments).join('\n'),
})

/** Nobody reads them on a page. */
const withoutComments = (markdown: string) =>
  markdown
    .split('<!--')
    .map((piece, i) => (i === 0 || !piece.includes('-->') ? piece : piece.slice(piece.indexOf('-->') + 3)))
    .join(' ')
