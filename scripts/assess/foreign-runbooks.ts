import { readForeignRunbooks } from '#io/foreign-runbooks'
import { diagnose } from '#io/diagnose'
import { outlineOf } from '#io/markdown'
import type { Diagnostic } from '#model/diagnostic'
import { MAY_LACK, sectionsIn } from '#rules/runbook-sections'

/**
 * What is wrong with the texts of runbooks that were written for something else: whether they can be read, and whether
 * each has the four sections that the person paged looks for, with something in them. Nothing is asked of front matter.
 */
export function assessForeignRunbooks(folder: string): { diagnostics: Diagnostic[]; files: number } {
  const { runbooks, problems, texts } = readForeignRunbooks(folder)
  const sections = runbooks.flatMap((runbook) =>
    [...sectionsIn(runbook, outlineOf, MAY_LACK)].map((finding) => ({
      ...finding,
      rule: 'runbook-sections',
      severity: finding.severity ?? ('error' as const),
    })),
  )
  return { diagnostics: diagnose([...problems, ...sections], texts), files: texts.size }
}
