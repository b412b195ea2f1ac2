import { outlineOf } from '#io/markdown'
import type { Content } from '#io/catalog-reader'
import type { Problem } from '#model/diagnostic'
import { link } from '#model/links'
import { judgeAudit } from '#rules/judge'

/** What time has made stale. `unread` holds files with errors: of half a record nothing is said. */
export interface AuditAssessment {
  problems: Problem[]
  unread: Set<string>
}

/** Runs every audit rule over content that was read, as of its `now`. */
export function auditContent({ catalog, problems, companionsOf }: Content): AuditAssessment {
  const unread = new Set(problems.filter(({ severity }) => severity === 'error').map(({ at }) => at.file))
  const found = judgeAudit({ catalog, links: link(catalog), outlineOf, companionsOf, now: catalog.now })
  return { problems: found.filter(({ at }) => !unread.has(at.file)), unread }
}
