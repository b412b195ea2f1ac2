import type { Finding } from '../diagnostic.ts'
import { isApprovedOn } from './standing.ts'
import { differenceFrom, hasPlaceholder, type Difference, type Matching } from './template-match.ts'
import { bodyParts, type BodyPart } from './template-sections.ts'
import type { Body, Outline, TextSpan } from '../records/body.ts'
import type { Change } from '../records/change.ts'
import type { ChangeTemplate } from '../records/template.ts'

/** What is said of a change beside its plan. */
const FREE: ReadonlySet<string | null> = new Set(['outcome', 'review', 'notes'])
const HELP = 'Keep to the template, or make it a normal change; what is no part of the plan stands under `## Notes`.'

/**
 * What the text of a standard change has beyond its template, which is all that anybody approved. A section may be left
 * out: it is the template's as it stands. A definition of a link counts wherever it stands, as it reaches every section.
 */
export function* textBeyond(
  change: Change,
  template: ChangeTemplate,
  outlineOf: (body: Body) => Outline,
): Generator<Finding> {
  const { file } = change
  const isAgreed = isApprovedOn(change)
  const outline = outlineOf(change.body)
  const parts = bodyParts(change.body, outline)
  const known = Map.groupBy(bodyParts(template.body, outlineOf(template.body)), ({ name }) => name)
  const matching: Matching = { unfilled: !isAgreed, values: new Map() }
  const related = (span: TextSpan) => [{ at: { file: template.file, span }, message: 'The template says so here.' }]
  for (const part of parts) {
    const wanted = known.get(part.name)?.shift()
    if (wanted) {
      const difference = differenceFrom(wanted.lines, part.lines, matching)
      if (difference) yield { ...different(file, part, difference), related: related(wanted.span) }
    } else if (FREE.has(part.name)) {
      for (const span of outline.definitions ?? [])
        if (isWithin(span, part))
          yield {
            at: { file, span },
            message: 'Unexpected definition, which holds in the whole text, expected the template’s alone.',
            help: HELP,
          }
    } else
      yield {
        at: { file, span: part.span },
        message:
          part.name === null
            ? 'Unexpected text before the first section, expected none beyond the template.'
            : `Unexpected section "${part.heading}", expected none beyond the template.`,
        help: HELP,
      }
  }
  if (isAgreed)
    for (const [missing] of known.values())
      if (missing && missing.name !== null && hasPlaceholder(missing.lines))
        yield {
          at: { file, path: ['template'] },
          message: `Missing section "${missing.heading}", expected the template’s with its placeholders filled in.`,
          help: `Copy it from \`${template.file}\` and fill it in.`,
          related: related(missing.span),
        }
}

const isWithin = ({ line }: TextSpan, { first, lines }: BodyPart): boolean =>
  line >= first && line < first + lines.length

function different(file: string, part: BodyPart, { line, expected, placeholder }: Difference): Finding {
  const at = { file, span: line === null ? part.span : spanOf(part, line) }
  const shown = expected === null ? '' : JSON.stringify(expected.trim().slice(0, 120))
  const said = part.name === null ? 'the text before the first section' : `"${part.heading}"`
  if (placeholder !== null)
    return {
      at,
      message: `Unexpected text in ${said}, expected a value for \`{{${placeholder}}}\` in ${shown}, and the rest as it stands there.`,
      help: 'A value is a name, a number or an address of at most 200 characters, the same one wherever its placeholder stands; in code a word that is no option.',
    }
  return {
    at,
    message:
      line === null
        ? `Unexpected end of ${said}, expected ${shown} as in its template.`
        : `Unexpected text in ${said}, expected ${expected === null ? 'its end, as in its template' : `${shown} as in its template`}.`,
    help: HELP,
  }
}

function spanOf({ lines, first }: BodyPart, line: number): TextSpan {
  const text = lines[line] ?? ''
  const column = text.length - text.trimStart().length + 1
  return { line: first + line, column, end_line: first + line, end_column: text.trimEnd().length + 1 }
}
