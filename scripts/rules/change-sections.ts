import { distance } from 'fastest-levenshtein'
import type { Body, Outline } from '#model/records/body'
import { CHANGE_SECTIONS, type Change } from '#model/records/change'
import type { Finding } from '#model/diagnostic'
import { saysNothing } from '#model/change/says-nothing'
import { changeSectionOf, headingsOf, linesUnder } from '#model/change/sections'
import { isApprovedOn } from '#model/change/standing'
import { defineRule, unlessPassed } from './rule.ts'
import type { RuleContext } from './rule.ts'

export default defineRule({
  name: 'change-sections',
  severity: 'error',
  scope: 'record',
  doc: 'A normal or emergency change says how it is done, how it is checked and how it is undone; once approved in more than placeholders.',
  *check({ catalog, outlineOf, passed }) {
    // What type it is of, and whether it is approved, its file says as well.
    for (const change of catalog.changes)
      if (!change.source) yield* unlessPassed(passed, change.body, 'change-sections', () => unsaid(change, outlineOf))
  },
})

/** The sections of a change that are missing, empty, or say nothing though it is approved. */
export function* unsaid(change: Change, outlineOf: RuleContext['outlineOf']): Generator<Finding> {
  if (change.type === 'standard') return
  const { file, body } = change
  const outline = outlineOf(body)
  const missing = CHANGE_SECTIONS.filter((name) => headingsOf(name, outline).length === 0)
  for (const name of CHANGE_SECTIONS) {
    const [heading] = headingsOf(name, outline)
    if (!heading) yield missingSection(change, name, likely(name, missing, outline))
    else if (!heading.filled)
      yield {
        at: { file, span: heading.span },
        message: `Unexpected empty section "${name}", expected some text.`,
        help: 'Write down what will be done; "as usual" is no plan at 3 AM.',
      }
    else if (isApprovedOn(change) && isPlaceholder(name, body, outline))
      yield {
        at: { file, span: heading.span },
        message: `Unexpected section "${name}" that says nothing yet, expected a plan, as the change is ${change.status.replace('_', ' ')}.`,
        help: `Write it out where the placeholder stands${change.status === 'approved' ? ', or propose the change for now: `status: proposed`' : ''}.`,
      }
  }
}

const isPlaceholder = (name: (typeof CHANGE_SECTIONS)[number], body: Body, outline: Outline): boolean =>
  linesUnder(name, body, outline).every(saysNothing)

function missingSection({ file, body }: Change, name: string, meant: Outline['headings'][number] | null): Finding {
  const message = `Missing section "${name}", expected a heading \`## ${name}\`.`
  if (!meant)
    return {
      at: { file, span: { line: body.line, column: 1, end_line: body.line, end_column: 1 } },
      message,
      help: `Add \`## ${name}\` and what belongs under it.`,
    }
  const written = `${'#'.repeat(meant.depth)} ${meant.text}`
  return {
    at: { file, span: meant.span },
    message,
    help: `\`${written}\` at line ${meant.span.line}: rename it to \`${'#'.repeat(meant.depth)} ${name}\`, if that is what it holds.`,
  }
}

/** The heading that was probably meant: the nearest in its letters, or the only one left where one section is missing. */
function likely(
  name: (typeof CHANGE_SECTIONS)[number],
  missing: readonly string[],
  { headings }: Outline,
): Outline['headings'][number] | null {
  const top = Math.min(...headings.map(({ depth }) => depth))
  const free = headings.filter(({ depth, text }) => depth === top && changeSectionOf(text) === null).slice(0, 20)
  const near = free
    .map((heading) => ({ heading, far: distance(heading.text.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.far - b.far)[0]
  if (near && near.far <= name.length / 3) return near.heading
  const stem = STEMS[name]
  const alike = free.find(({ text }) => stem.test(text))
  if (alike) return alike
  const [only, ...others] = free.filter(
    ({ text }) => !/^(outcome|review|notes?|background|context|why|summary)\b/i.test(text),
  )
  return missing.length === 1 && only && others.length === 0 ? only : null
}

const STEMS: Record<(typeof CHANGE_SECTIONS)[number], RegExp> = {
  'Implementation plan':
    /implement|deploy|steps|procedure|what we do|how it is done|umsetzung|durchführung|mise en œuvre/i,
  Verification: /verif|validat|test|check|prüf|contrôle/i,
  'Rollback plan': /roll|back|revert|undo|undone|rück|retour/i,
}
