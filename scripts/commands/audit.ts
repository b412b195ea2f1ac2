import { readContent } from '#io/catalog-reader'
import { diagnose } from '#io/diagnose'
import { auditContent } from '#assess/audit'
import { clock, contentFolder, type CommonOptions } from './options.ts'
import { printFindings, type FindingsFormat } from './print-findings.ts'
import type { Terminal } from './terminal.ts'

export interface AuditOptions extends CommonOptions {
  format: FindingsFormat
}

/** Prints what time has made stale. */
export async function audit(options: AuditOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  const content = readContent(folder, options.now ?? null, clock)
  const { problems, unread } = auditContent(content)
  if (unread.size > 0) terminal.err(`${files(unread.size)} with errors left out: run \`validate\` to see them.\n`)
  const diagnostics = diagnose(problems, content.texts)
  await printFindings(options.format, { diagnostics, files: content.paths.length, changed: [] }, folder, terminal)
}

const files = (count: number) => (count === 1 ? '1 file' : `${count} files`)
