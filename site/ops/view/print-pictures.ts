import type { Runbook } from '#model/records/runbook'
import { isPicture } from '#model/records/content-layout'
import { relativeTarget } from '#model/records/relative-link'

/**
 * The pictures of ours that a runbook's text may show, as paths from the content folder, in its order: those that a word
 * of it leads to. Whether it shows them the rendering knows.
 */
export function picturesOf({ file, body }: Pick<Runbook, 'file' | 'body'>, ours: ReadonlySet<string>): string[] {
  if (ours.size === 0) return []
  const words = body.markdown.split(/[\s()<>"'[\]]+/)
  const targets = words.map((word) => word.split(/[?#]/, 1)[0] ?? '').filter(isPicture)
  return [...new Set(targets.flatMap((word) => relativeTarget(file, word) ?? []))].filter((path) => ours.has(path))
}
