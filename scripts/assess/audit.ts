import { outlineOf } from '#io/markdown'
import type { Content } from '#io/catalog-reader'
import type { AuditProblem } from '#model/diagnostic'
import { link } from '#model/links'
import { judgeAudit } from '#rules/judge'

/** What time has made stale. `unread` holds files with errors: of half a record nothing is said. */
export interface AuditAssessment {
  problems: AuditProblem[]
  unread: Set<string>
}

/** Runs every audit rule over content that was read, as of its `now`. */
export function auditContent({ catalog, problems, companionsOf }: Content): AuditAssessment {
  const unread = new Set(problems.filter(({ severity }) => severity === 'error').map(({ at }) => at.file))
  return { problems: auditProblems({ catalog, companionsOf, partial: unread }), unread }
}

/** The same of content that was assessed; `partial` holds the files of which not all could be read. */
export function auditProblems({
  catalog,
  companionsOf,
  partial,
}: Pick<Content, 'catalog' | 'companionsOf'> & { partial: ReadonlySet<string> }): AuditProblem[] {
  const found = judgeAudit({ catalog, links: link(catalog), outlineOf, companionsOf, now: catalog.now })
  return found.filter(({ at }) => !partial.has(at.file))
}
