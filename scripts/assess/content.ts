import { dirname } from 'node:path'
import { besideContent } from '#io/beside-content'
import { outlineOf } from '#io/markdown'
import { timelineOf } from '#io/timeline-reader'
import { procedureOf } from '#io/procedure-reader'
import { diagnose } from '#io/diagnose'
import { cutByComments } from '#io/cut-comments'
import { doubtedLogo, readPictures } from '#io/pictures'
import { readContent, type Content } from '#io/catalog-reader'
import { NO_CACHE, type RecordCache } from '#io/record-cache'
import type { Catalog } from '#model/catalog'
import type { Diagnostic, Problem } from '#model/diagnostic'
import { link } from '#model/links'
import type { Instant } from '#model/time'
import { judge } from '#rules/judge'
import type { RuleContext } from '#rules/rule'

export interface Assessment extends Pick<Content, 'companionsOf'> {
  catalog: Catalog
  diagnostics: Diagnostic[]
  /** Paths, relative to the content folder, of files that have an error in them. */
  faulty: Set<string>
  /** Those of them that couldn't be read whole. */
  partial: Set<string>
  /** Those of them whose error is in a public text. */
  unfit: Set<string>
  /** Those in which nothing is wrong but that another record has the same id. */
  doubled: Set<string>
  /** Every file of the folder, records or not. */
  paths: readonly string[]
  /** Those of them that are pictures and can be shown. */
  pictures: readonly string[]
}

/** Reads a content folder, runs every record rule, and works out where each finding stands. */
export const assess = (
  folder: string,
  now: Instant | null,
  clock: () => Instant,
  cache: RecordCache = NO_CACHE,
): Assessment => {
  const content = readContent(folder, now, clock, cache)
  const { fit, problems } = readPictures(folder, content.paths)
  const beside = besideContent(folder)
  const logo = doubtedLogo(folder, content.catalog.site.brand.logo, content.paths)
  return assessContent({ ...content, problems: [...content.problems, ...problems, ...logo, ...beside] }, cache, fit)
}

/** The same of content that was read. */
export function assessContent(
  content: Content,
  cache: RecordCache = NO_CACHE,
  pictures: readonly string[] = [],
): Assessment {
  const problems = [
    ...content.problems,
    ...judgeContent(content, content.catalog, { outlineOf, procedureOf, passed: cache.passed }),
  ]
  // With what the rules have looked up.
  cache.save()
  const errors = problems.filter(({ severity }) => severity === 'error')
  const faulty = filesOf(errors)
  return {
    catalog: content.catalog,
    diagnostics: diagnose(problems, content.texts),
    faulty,
    partial: filesOf(content.problems.filter(({ severity }) => severity === 'error')),
    companionsOf: content.companionsOf,
    unfit: filesOf(errors.filter(({ rule }) => rule === 'public-text')),
    doubled: faulty.difference(filesOf(errors.filter(({ rule }) => rule !== 'duplicate-id'))),
    paths: content.paths,
    pictures,
  }
}

const filesOf = (problems: readonly Problem[]) => new Set(problems.map(({ at }) => at.file))

/** Runs every record rule over content that was read. */
export function judgeContent(
  { catalog, paths, problems, texts }: Content,
  settings: RuleContext['settings'] = catalog,
  reading: Pick<RuleContext, 'outlineOf' | 'procedureOf' | 'passed'> = { outlineOf, procedureOf },
): Problem[] {
  const partial = new Set(problems.filter(({ severity }) => severity === 'error').map(({ at }) => at.file))
  const context = {
    catalog,
    links: link(catalog),
    settings,
    ...reading,
    timelineOf,
    exists: existsAmong(paths),
  }
  // What a runbook asks one to do is read with its outline from one tree.
  for (const { body } of catalog.runbooks) reading.procedureOf(body)
  const found = judge(context).filter(({ at, rule }) => !partial.has(at.file) || FIELD_BY_FIELD.has(rule))
  return [...found, ...cutByComments(paths, texts)]
}

/** Rules that look at one field at a time: what they find holds although other fields couldn't be read. */
const FIELD_BY_FIELD = new Set([
  'reference-exists',
  'link-exists',
  'public-text',
  'duplicate-id',
  'id-matches-file',
  'future-update',
])

/** Whether a file or a folder is among some files. Of tens of thousands nobody asks, mostly. */
function existsAmong(paths: readonly string[]): (path: string) => boolean {
  let places: ReadonlySet<string> | null = null
  return (path) => (places ??= new Set(paths.flatMap((one) => [one, ...foldersOf(one)]))).has(path)
}

function* foldersOf(path: string) {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) yield folder
}
