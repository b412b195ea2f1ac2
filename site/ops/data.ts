import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import type { Catalog } from '#model/catalog'
import type { Diagnostic } from '#model/diagnostic'
import { link, type Links } from '#model/links'

/** The only door of this site: the catalogue that `evenkeel build` hands over, broken records already left out. */
const file = process.env['EVENKEEL_DATA']
if (file === undefined) throw new Error('Build the sites with `npm run build`: it hands the records over.')

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `evenkeel build` from the same types
const handed = deserialize(readFileSync(file)) as { catalog: Catalog; diagnostics: Diagnostic[] }

export const catalog: Catalog = handed.catalog
export const diagnostics: Diagnostic[] = handed.diagnostics
export const links: Links = link(catalog)
