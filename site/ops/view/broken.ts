import type { Catalog } from '#model/catalog'
import type { Diagnostic } from '#model/diagnostic'
import { bundleOf, kindAt, publicAt } from '#model/records/content-layout'

/** The errors of one file, and what became of it. */
export interface BrokenFile {
  file: string
  consequence: string
  errors: Diagnostic[]
}

/** The files with errors, in reading order, at most `limit` of them, and how many there are beyond those. */
export function brokenFiles(diagnostics: readonly Diagnostic[], catalog: Catalog, limit = 50) {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const salvaged = new Set(catalog.salvaged.map(({ file }) => file))
  const shown = new Set([...catalog.changes, ...catalog.incidents].map(({ file }) => file))
  const files = [...Map.groupBy(errors, ({ file }) => file)]
  return {
    files: files.slice(0, limit).map(([file, found]): BrokenFile => ({
      file,
      errors: found,
      consequence: shown.has(file) ? DOUBLED : consequenceOf(file, salvaged),
    })),
    more: Math.max(0, files.length - limit),
    errors: errors.length,
    warnings: diagnostics.length - errors.length,
  }
}

/** Of what is wrong in a record only this leaves it on the site. */
const DOUBLED = 'Shown all the same: where two have one id, the page of the second is called by its folder or file.'

function consequenceOf(file: string, salvaged: ReadonlySet<string>): string {
  if (file === 'site.yaml' || file === 'policy.yaml') return 'The broken settings have their defaults.'
  if (publicAt(file) !== null) return 'Both sites show what could be read of it, never a secret.'
  if (salvaged.has(file)) return 'Left out of this site; its public updates stay on the status page.'
  if (kindAt(file) === 'service')
    return 'Left out of this site; its component stays on the status page where its `public:` block is right.'
  if (kindAt(file) === 'change' && bundleOf(file) !== file)
    return 'Left out of this site; announced maintenance stays on the status page where its status and window are right.'
  return 'Left out of both sites.'
}
