import { Option } from 'commander'
import { relative, resolve } from 'node:path'
import { githubReport } from '#report/github'
import { jsonReport } from '#report/json'
import { textReport } from '#report/text'
import type { Diagnostic } from '#model/diagnostic'
import { assess } from '../assessment.ts'
import { clock, command, contentFolder, UsageError, type CommonOptions } from './options.ts'

interface Options extends CommonOptions {
  since?: string
  format: 'text' | 'json' | 'github'
}

export const validate = command('validate', 'read all records, run the record rules, print the findings')
  .option('--since <ref>', 'report only findings in, or caused by, what changed since a commit')
  .addOption(new Option('--format <format>', 'how to print them').choices(['text', 'json', 'github']).default('text'))
  .action(async (options: Options) => {
    const folder = contentFolder(options)
    const { diagnostics: all, paths } = assess(folder, options.now ?? null, clock)
    const diagnostics = options.since === undefined ? all : await newSince(options.since, folder, all)
    process.stdout.write(await print(options.format, diagnostics, paths.length, folder))
    if (diagnostics.some(({ severity }) => severity === 'error')) process.exitCode = 1
  })

async function print(format: Options['format'], diagnostics: Diagnostic[], files: number, folder: string) {
  if (format === 'json') return jsonReport(diagnostics, files)
  if (format === 'text') return textReport(diagnostics, files)
  const { openRepository } = await import('#io/git')
  const repository = await openRepository(folder)
  // Annotations name files from the top of the repository.
  const prefix = repository ? relative(repository.top, resolve(folder, '..')) : ''
  const fromTop = <T extends { file: string }>(place: T): T => ({
    ...place,
    file: prefix === '' ? place.file : `${prefix.replaceAll('\\', '/')}/${place.file}`,
  })
  process.stderr.write(textReport(diagnostics, files))
  return githubReport(diagnostics.map((one) => ({ ...fromTop(one), related: one.related.map(fromTop) })))
}

/** The findings in files that changed since a commit, and those elsewhere that weren't there at that commit. */
async function newSince(ref: string, folder: string, diagnostics: Diagnostic[]): Promise<Diagnostic[]> {
  const { openRepository } = await import('#io/git')
  const repository = await openRepository(folder)
  if (!repository) throw new UsageError(`--since needs git, but ${folder} is in no repository.`)
  const commit = await repository.commit(ref)
  if (commit === null) throw new UsageError(`No commit ${ref} in the repository of ${folder}. Fetch it first.`)
  const changed = new Set(await repository.changedFiles(commit, folder))
  const before = await repository.withTree(commit, folder, (old) => (old ? assess(old, null, clock).diagnostics : []))
  const known = new Set(before.map(fingerprint))
  return diagnostics.filter((one) => changed.has(one.file) || !known.has(fingerprint(one)))
}

/** What makes two findings the same, wherever other edits have moved their lines. */
const fingerprint = ({ file, rule, message }: Diagnostic): string => [file, rule, message].join('\0')
