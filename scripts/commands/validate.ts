import { Option } from 'commander'
import { basename, resolve } from 'node:path'
import { githubReport } from '#report/github'
import { jsonReport } from '#report/json'
import { textReport } from '#report/text'
import { cacheFile, recordCache } from '#io/record-cache'
import { codeVersion } from '#site/engine/compile.ts'
import type { Diagnostic } from '#model/diagnostic'
import { assess } from '#assess/content'
import { clock, command, contentFolder, UsageError, type CommonOptions } from './options.ts'

interface Options extends CommonOptions {
  since?: string
  format: 'text' | 'json' | 'github'
}

/** What is to be printed. */
interface Found {
  diagnostics: Diagnostic[]
  /** How many files were read. */
  files: number
  /** With `--since`: the files that changed, named from the content folder. */
  changed: readonly string[]
}

export const validate = command('validate', 'read all records, run the record rules, print the findings')
  .option('--since <ref>', 'report only findings in, or caused by, what changed since a commit')
  .addOption(new Option('--format <format>', 'how to print them').choices(['text', 'json', 'github']).default('text'))
  .action(async (options: Options) => {
    const folder = contentFolder(options)
    const { diagnostics: all, paths } = assess(
      folder,
      options.now ?? null,
      clock,
      recordCache(cacheFile(folder, process.env), codeVersion()),
    )
    const { diagnostics, changed } =
      options.since === undefined ? { diagnostics: all, changed: [] } : await newSince(options.since, folder, all)
    process.stdout.write(await print(options.format, { diagnostics, files: paths.length, changed }, folder))
    if (diagnostics.some(({ severity }) => severity === 'error')) process.exitCode = 1
  })

/** The findings of some content in the form that was asked for; with `github` the log gets them as text besides. */
export async function print(format: Options['format'], { diagnostics, files, changed }: Found, folder: string) {
  if (format === 'json') return jsonReport(diagnostics, files)
  if (format === 'text') return textReport(diagnostics, files)
  const { openRepository } = await import('#io/git/repository')
  const repository = await openRepository(folder)
  // Annotations name files from the top of the repository, where there is one.
  const above = repository ? repository.folder : basename(resolve(folder))
  const fromTop = (path: string) => (above === '' ? path : `${above}/${path}`)
  const renamed = <T extends { file: string }>(place: T): T => ({ ...place, file: fromTop(inContent(place.file)) })
  process.stderr.write(textReport(diagnostics, files))
  return githubReport(
    diagnostics.map((one) => ({ ...renamed(one), related: one.related.map(renamed) })),
    new Set(changed.map(fromTop)),
  )
}

/** The findings in files that changed since a commit, and those elsewhere that weren't there at that commit. */
async function newSince(ref: string, folder: string, diagnostics: Diagnostic[]): Promise<Omit<Found, 'files'>> {
  const { openRepository } = await import('#io/git/repository')
  const repository = await openRepository(folder)
  if (!repository) throw new UsageError(`--since needs git, but ${folder} is in no repository.`)
  const commit = await repository.commit(ref)
  if (commit === null) throw new UsageError(`No commit ${ref} in the repository of ${folder}. Fetch it first.`)
  const changed = await repository.changedFiles(commit)
  const touched = new Set(changed)
  const before = await repository.withTree(commit, (old) => (old ? assess(old, null, clock).diagnostics : []))
  const known = new Set(before.map(fingerprint))
  return {
    diagnostics: diagnostics.filter((one) => touched.has(inContent(one.file)) || !known.has(fingerprint(one))),
    changed,
  }
}

/** A finding's file from the content folder: what that folder is called differs with how one comes to it. */
const inContent = (file: string): string => file.slice(file.indexOf('/') + 1)

/** What makes two findings the same, wherever other edits have moved their lines. */
const fingerprint = ({ file, rule, message }: Diagnostic): string => [inContent(file), rule, message].join('\0')
