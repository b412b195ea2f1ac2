import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '#io/replace-file'
import { pathFrom, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { MARK, type RuleDocument } from './rule-documents.ts'

/**
 * Writes the rules of each service into a file of its own, manifests into one beside it. Where these are the rules of all,
 * files that were written before for a service that has none any more are removed.
 */
export function writeRuleFiles(
  documents: readonly RuleDocument[],
  out: string,
  whole: boolean,
  terminal: Terminal,
): void {
  const folder = pathFrom(terminal, out)
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UsageError(`${out} is no folder. Name one with --out DIR.`)
  const files = Map.groupBy(
    documents,
    ({ service, isManifest }) => `${service}${isManifest ? '.prometheusrule' : ''}.yaml`,
  )
  for (const [name, parts] of files) {
    replaceFile(join(folder, name), parts.map(({ text }) => text).join('---\n'))
    terminal.out(`${join(out, name)}\n`)
  }
  if (!whole) return
  for (const name of formerFiles(folder)) {
    if (files.has(name)) continue
    rmSync(join(folder, name))
    terminal.err(`${join(out, name)} removed: there is no SLO for it any more.\n`)
  }
}

const formerFiles = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isFile() &&
        entry.name.endsWith('.yaml') &&
        readFileSync(join(folder, entry.name), 'utf8').startsWith(`# ${MARK} `)
          ? [entry.name]
          : [],
      )
    : []
