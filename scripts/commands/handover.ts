import { changedSettings } from '#io/git/settings-log'
import { readContent } from '#io/catalog-reader'
import { auditContent } from '#assess/audit'
import { contentBudgets } from '#assess/budgets'
import { link } from '#model/links'
import { handover as handoverOf, HANDOVER_SPAN } from '#model/shift/handover'
import { formatInstant, type Instant } from '#model/time'
import { handoverText } from '#report/handover'
import { clock, contentFolder, type CommonOptions } from './options.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface HandoverOptions extends CommonOptions {
  since?: Instant
  format: 'text' | 'markdown'
}

/** Prints what the next one on call has to know, in one text. */
export async function handover(options: HandoverOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  const content = readContent(folder, options.now ?? null, clock)
  const { catalog } = content
  const { now, site } = catalog
  const since = options.since ?? now - HANDOVER_SPAN
  if (since > now) throw new UsageError(`Expected --since before ${formatInstant(now)}, which is now.`)
  const { problems, unread } = auditContent(content)
  if (unread.size > 0)
    terminal.err(
      `${unread.size === 1 ? '1 file' : `${unread.size} files`} with errors: run \`validate\` to see them.\n`,
    )
  // Sample content is younger than the story that it tells, so git's dates of it mean nothing.
  const settings = site.sample === undefined ? await changedSettings(folder, since, now) : null
  const budgets = await contentBudgets(folder, catalog, catalog.slos)
  const view = handoverOf({ catalog, links: link(catalog), stale: problems, settings, since, budgets })
  terminal.out(
    handoverText(view, { markdown: options.format === 'markdown', timeZone: site.time_zone, name: site.name }),
  )
}
