import { firstFindings } from '#model/bounded-findings'
import { countFindings, type Diagnostic } from '#model/diagnostic'
import { bundleOf, indexFile, kindAt, publicAt, recordAt } from '#model/records/content-layout'
import { isFieldsDoubtful } from './mistakes.ts'
import { pagesOfFiles } from './files.ts'
import type { Ops } from './index.ts'
import { some } from './rows.ts'

/** The errors of one file, and what became of it. */
export interface BrokenFile {
  file: string
  /** The page that shows it, or the record that it belongs to; null where none does. */
  page: string | null
  consequence: string
  errors: Diagnostic[]
}

/** The files with errors, in reading order, at most `limit` of them, and how many there are beyond those; texts that are shown as they are written. */
export function brokenFiles(ops: Ops, limit = 50) {
  const { diagnostics, catalog } = ops
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const salvaged = new Set(catalog.salvaged.map(({ file }) => file))
  const shown = new Set([...catalog.changes, ...catalog.incidents].map(({ file }) => file))
  const files = [...Map.groupBy(errors, ({ file }) => file)]
  const pages = pagesOfFiles(ops)
  const pageOf = (file: string) => pages.get(file) ?? pages.get(indexFile(recordAt(file) ?? file)) ?? null
  return {
    files: files.slice(0, limit).map(([file, found]): BrokenFile => ({
      file,
      page: pageOf(file),
      errors: firstFindings(found, MOST_ERRORS),
      consequence: shown.has(file) ? DOUBLED : consequenceOf(file, found, salvaged, pageOf(file)),
    })),
    more: Math.max(0, files.length - limit),
    as_written: some(
      diagnostics.filter(({ rule, severity }) => rule === 'file-readable' && severity === 'warning'),
      MOST_AS_WRITTEN,
      ({ file, line }) => ({ file, line, page: pageOf(file) }),
    ),
    errors: countFindings(errors),
    warnings: countFindings(diagnostics) - countFindings(errors),
  }
}

const MOST_ERRORS = 20
const MOST_AS_WRITTEN = 10

/** Of what is wrong in a record only this leaves it on the site. */
const DOUBLED = 'Shown all the same: where two have one id, the page of the second is called by its folder or file.'

function consequenceOf(file: string, errors: Diagnostic[], salvaged: ReadonlySet<string>, page: string | null): string {
  if (errors.some(({ rule }) => rule === 'unknown-file') && page === null) return 'Not read and not published.'
  if (file === 'site.yaml' || file === 'policy.yaml') return 'The broken settings have their defaults.'
  if (publicAt(file) !== null) return 'Both sites show what could be read of it, never a secret.'
  if (salvaged.has(file))
    return 'Its page here says what could be read of it, and its public updates stay on the status page. Lists and figures go without it.'
  if (kindAt(file) === 'service')
    return 'Its page here says what could be read of it; its component stays on the status page where its `public:` block is right.'
  if (kindAt(file) === 'team')
    return 'Its page here says what could be read of it, without the times of its escalation. In pull requests it counts as one that can’t be read.'
  if (kindAt(file) === 'change' && bundleOf(file) !== file)
    return 'Its page here says what could be read of it, and announced maintenance stays on the status page where its status and window are right. Lists and figures go without it.'
  if (kindAt(file) === 'change' || kindAt(file) === 'incident')
    return 'Its page here says what could be read of it. Lists and figures go without it.'
  if (kindAt(file) === 'runbook')
    return isFieldsDoubtful({ errorsOf: new Map([[file, errors]]) }, { file })
      ? 'Its page here says what could be read of it, without the times of its escalation.'
      : 'Its page here says what could be read of it.'
  if (kindAt(file) === 'alert') return 'Here are the rules of it that could be read, each on the page of its alert.'
  return 'Left out of both sites.'
}
