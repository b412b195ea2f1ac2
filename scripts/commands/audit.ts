import { readContent } from '#io/catalog-reader'
import { diagnose } from '#io/diagnose'
import { linkMemory, linkMemoryFile, type LinkMemory } from '#io/link-memory'
import { deadLinks } from '#assess/dead-links'
import type { Catalog } from '#model/catalog'
import type { AuditProblem } from '#model/diagnostic'
import { auditContent } from '#assess/audit'
import { clock, contentFolder, type CommonOptions } from './options.ts'
import { printFindings, type FindingsFormat } from './print-findings.ts'
import type { Terminal } from './terminal.ts'

export interface AuditOptions extends CommonOptions {
  format: FindingsFormat
  links?: boolean
}

/** Prints what time has made stale. */
export async function audit(options: AuditOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  const content = readContent(folder, options.now ?? null, clock)
  const { problems, unread } = auditContent(content)
  if (unread.size > 0) terminal.err(`${files(unread.size)} with errors left out: run \`validate\` to see them.\n`)
  const dead = options.links ? await askedLinks(content.catalog, linksKnown(folder, options, terminal), terminal) : []
  const diagnostics = diagnose([...problems, ...dead], content.texts)
  await printFindings(options.format, { diagnostics, files: content.paths.length, changed: [] }, folder, terminal)
}

/** What is known of a folder's links from before. */
export const linksKnown = (folder: string, { now }: CommonOptions, { env }: Pick<Terminal, 'env'>): LinkMemory =>
  linkMemory(linkMemoryFile(folder, env), now ?? clock())

/** Links that died; says how many could be asked for. */
async function askedLinks(catalog: Catalog, memory: LinkMemory, terminal: Terminal): Promise<AuditProblem[]> {
  const { problems, asked, known, unknown, private: hidden } = await deadLinks(catalog, memory)
  const rest = [
    ...(known > 0 ? [`${known} known from before`] : []),
    ...(unknown > 0 ? [`of ${unknown} nothing can be said`] : []),
    ...(hidden > 0 ? [`${hidden} private ${hidden === 1 ? 'address was' : 'addresses were'} not asked for`] : []),
  ]
  terminal.err(`${asked} links asked for${rest.map((one) => `; ${one}`).join('')}.\n`)
  return problems
}

const files = (count: number) => (count === 1 ? '1 file' : `${count} files`)
