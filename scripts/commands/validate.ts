import { basename, resolve } from 'node:path'
import { countFindings, type Diagnostic } from '#model/diagnostic'
import type { Instant } from '#model/time'
import { assess, assessContent } from '#assess/content'
import { assessForeignRunbooks } from '#assess/foreign-runbooks'
import { cacheFile, recordCache } from '#io/record-cache'
import { codeVersion } from '#site/engine/compile.ts'
import { clock, contentFolder, type CommonOptions } from './options.ts'
import { printFindings, type FindingsFormat, type Found } from './print-findings.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface ValidateOptions extends CommonOptions {
  since?: string
  runbooksOnly?: boolean
  format: FindingsFormat
}

/** Reads all records, runs the record rules, prints the findings. */
export async function validate(options: ValidateOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  if (options.runbooksOnly) return validateRunbooks(folder, options, terminal)
  const cache = recordCache(cacheFile(folder, terminal.env), codeVersion())
  const { diagnostics: all, paths } = assess(folder, options.now ?? null, clock, cache)
  const { diagnostics, changed } =
    options.since === undefined
      ? { diagnostics: all, changed: [] }
      : await newSince(options.since, folder, all, options.now ?? null)
  await printFindings(options.format, { diagnostics, files: paths.length, changed }, folder, terminal)
  if (diagnostics.some(({ severity }) => severity === 'error')) terminal.exitCode = 1
  tellElsewhere(all, diagnostics, folder, terminal)
}

/** Reads a folder of runbooks of any making, with no content around it and none of our front matter. */
async function validateRunbooks(folder: string, { since, format }: ValidateOptions, terminal: Terminal): Promise<void> {
  if (since !== undefined)
    throw new UsageError('--since needs the history of a content folder: leave --runbooks-only out.')
  const { diagnostics, files } = assessForeignRunbooks(folder)
  await printFindings(format, { diagnostics, files, changed: [] }, folder, terminal)
  if (diagnostics.some(({ severity }) => severity === 'error')) terminal.exitCode = 1
}

/** More files than this are only counted. */
const NAMED = 5

/** With `--since`: what is broken elsewhere, which is nobody's fault here and stops nothing. */
function tellElsewhere(all: readonly Diagnostic[], told: readonly Diagnostic[], folder: string, terminal: Terminal) {
  const known = new Set(told)
  const errors = all.filter((one) => one.severity === 'error' && !known.has(one))
  if (errors.length === 0) return
  const count = countFindings(errors)
  const files = [...new Set(errors.map(({ file }) => `${basename(resolve(folder))}/${file}`))]
  const named = [...files.slice(0, NAMED), ...(files.length > NAMED ? [`${files.length - NAMED} more`] : [])].join(', ')
  terminal.err(
    `Elsewhere, and no reason to wait: ${count} error${count === 1 ? '' : 's'} that this doesn't bring, in ${named}. \`validate\` tells all.\n`,
  )
}

/** The findings in files that changed since a commit, and those elsewhere that weren't there at that commit. */
async function newSince(
  ref: string,
  folder: string,
  diagnostics: Diagnostic[],
  now: Instant | null,
): Promise<Omit<Found, 'files'>> {
  const { neededCommit, neededRepository } = await import('./needed-repository.ts')
  const repository = await neededRepository(folder, '--since')
  const commit = await neededCommit(repository, ref)
  const outside = diagnostics.flatMap(({ file }) => (isOutside(file) ? [file] : []))
  const changed = await repository.changedFiles(commit, outside)
  const touched = new Set(changed)
  const { contentAt } = await import('#io/git/content')
  const before = await contentAt(repository, commit, now, clock)
  const known = new Set(before ? assessContent(before).diagnostics.map(fingerprint) : [])
  return {
    diagnostics: diagnostics.filter(
      (one) => touched.has(one.file) || (!isOutside(one.file) && !known.has(fingerprint(one))),
    ),
    changed,
  }
}

/** What lies beside the content folder wasn't read at the commit: there the file decides. */
const isOutside = (file: string) => file.startsWith('../')

/** What makes two findings the same, wherever other edits have moved their lines. */
const fingerprint = ({ file, rule, message }: Diagnostic): string => [file, rule, message].join('\0')
