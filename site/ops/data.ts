import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import type { Catalog } from '#model/catalog'
import type { Change } from '#model/records/change'
import type { Diagnostic } from '#model/diagnostic'
import type { Links } from '#model/links'
import { opsCalendar, type Calendar } from './view/calendar/calendar.ts'
import { pagesOfFiles } from './view/files.ts'
import { opsIndex, type Ops } from './view/index.ts'
import type { Instant } from '#model/time'
import { href } from '../shared/address'
import { recordLink } from './record-link'

/** The only door of this site: the catalogue that `evenkeel build` hands over, broken records already left out. */
const file = process.env['EVENKEEL_DATA']
if (file === undefined) throw new Error('Build the sites with `npm run build`: it hands the records over.')

interface Handed {
  catalog: Catalog
  diagnostics: Diagnostic[]
  folder: string
  created: Map<string, Instant> | null
  unrecorded: Change[]
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `evenkeel build` from the same types
const handed = deserialize(readFileSync(file)) as Handed

/** What the content folder is called, for the paths that pages name. */
export const folder: string = handed.folder
/** When the record of each change was made, by its id; null where git can't say. */
export const created: ReadonlyMap<string, Instant> | null = handed.created
/** Finished changes in production without an outcome; most have no page, for that is an error in their record. */
export const unrecorded: readonly Change[] = handed.unrecorded
export const ops: Ops = opsIndex(handed.catalog, handed.diagnostics)
export const catalog: Catalog = ops.catalog
export const diagnostics: Diagnostic[] = ops.diagnostics
export const links: Links = ops.links
export const calendar: Calendar = opsCalendar(ops)

/** For the file that a text stands in: where a relative link in it leads on this site. */
export const linkFrom = recordLink(pagesOfFiles(catalog), href)
