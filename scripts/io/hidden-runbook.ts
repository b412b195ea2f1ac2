import type { Problem } from '#model/diagnostic'
import { bundleOf } from '#model/records/content-layout'
import { runbookSchema } from '#model/records/runbook'
import { lineSpan } from './text-span.ts'

/** Keys that a text of another kind may have as well. */
const COMMON = ['labels', 'links', 'source']
const KEYS = new Set(Object.keys(runbookSchema.shape).filter((key) => !COMMON.includes(key)))

/**
 * An error for a runbook that lies beside the `index.md` of another: it was read until somebody put that file there. What
 * begins without the front matter of a runbook is that one's companion, and its own affair.
 */
export function hiddenRunbook(file: string, index: string, text: string): Problem[] {
  const [, yaml = ''] = /^\uFEFF?---[^\S\n]*\n(.*?)\n---/s.exec(text) ?? []
  const own = yaml.split('\n').filter((line) => KEYS.has(/^["']?([a-z_]+)["']?\s*:/.exec(line)?.[1] ?? ''))
  if (own.length < 2) return []
  const folder = bundleOf(index)
  return [
    {
      rule: 'unknown-file',
      severity: 'error',
      at: { file, span: lineSpan(text, 1) },
      message: `Unexpected runbook beside \`${index}\`, expected what belongs to that one: this file isn't read, nobody finds it.`,
      help: `A folder with an \`index.md\` is one runbook. Rename that to \`${folder}.md\`, under which it keeps its id, or move this one out of \`${folder}/\`.`,
    },
  ]
}
