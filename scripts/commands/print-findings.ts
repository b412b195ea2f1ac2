import { basename, resolve } from 'node:path'
import type { Diagnostic } from '#model/diagnostic'
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
  { out, err }: Terminal,
): Promise<void> {
  if (format === 'json') return out(jsonReport(diagnostics, files))
  if (format === 'text') return out(textReport(diagnostics, files))
  const { openRepository } = await import('#io/git/repository')
  const repository = await openRepository(folder)
  // Annotations name files from the top of the repository, where there is one.
  const above = repository ? repository.folder : basename(resolve(folder))
  const fromTop = (path: string) => (above === '' ? path : `${above}/${path}`)
  const renamed = <T extends { file: string }>(place: T): T => ({ ...place, file: fromTop(inContent(place.file)) })
  err(textReport(diagnostics, files))
  out(
    githubReport(
      diagnostics.map((one) => ({ ...renamed(one), related: one.related.map(renamed) })),
      new Set(changed.map(fromTop)),
    ),
  )
}

/** A finding's file from the content folder: what that folder is called differs with how one comes to it. */
export const inContent = (file: string): string => file.slice(file.indexOf('/') + 1)
