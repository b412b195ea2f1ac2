import { basename, resolve } from 'node:path'
import type { Diagnostic } from '#model/diagnostic'
import { fileFromAbove, fromAbove } from '#report/from-above'
import { githubReport } from '#report/github'
import { jsonReport } from '#report/json'
import { textReport } from '#report/text'
import type { Terminal } from './terminal.ts'

export type FindingsFormat = 'text' | 'json' | 'github'

/** What is to be printed. */
export interface Found {
  diagnostics: Diagnostic[]
  /** How many files were read. */
  files: number
  /** With `--since`: the files that changed, named from the content folder. */
  changed: readonly string[]
}

/** Prints the findings of some content in the form that was asked for; with `github` the log gets them as text besides. */
export async function printFindings(
  format: FindingsFormat,
  { diagnostics, files, changed }: Found,
  folder: string,
  { out, err, toRunner = out }: Terminal,
): Promise<void> {
  const called = basename(resolve(folder))
  if (format === 'json') return out(jsonReport(fromAbove(called, diagnostics), files))
  if (format === 'text') return out(textReport(fromAbove(called, diagnostics), files))
  const { openRepository } = await import('#io/git/repository')
  const repository = await openRepository(folder)
  // Annotations name files from the top of the repository, where there is one.
  const above = repository ? repository.folder : called
  err(textReport(fromAbove(called, diagnostics), files))
  toRunner(githubReport(fromAbove(above, diagnostics), new Set(changed.map((file) => fileFromAbove(above, file)))))
}
