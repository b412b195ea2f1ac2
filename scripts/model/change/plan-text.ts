import { CHANGE_SECTIONS } from '../records/change.ts'
import type { Body, Outline, TextSpan } from '../records/body.ts'
import { headingsOf } from './sections.ts'

type Heading = Outline['headings'][number]

/** What is written while a change is done, or beside its plan, and isn't approved: `## Outcome` and the like. */
const BESIDE = /^ {0,3}#{1,2}[ \t]+(?:outcome|review|notes)[ \t]*(?:#+[ \t]*)?$/i

/**
 * What a body says of the plan, a part from heading to heading: everything but the sections `## Outcome`, `## Review` and `## Notes`. Of
 * those only the definitions are in it, since links and footnotes of the plan may lead there. Line ends, white space at
 * line ends and blank lines around a part say nothing.
 *
 * A section that one of the three of a plan stands in, or that stands in one of them, is a part of the plan however it is
 * called, and so is all of a body whose Markdown asked for too much to be read.
 */
export function planText(body: Body, outline: Outline): string[] {
  const lines = body.markdown.replaceAll(/\r\n?/g, '\n').split('\n')
  const isDefined = coveredBy(outline.definitions ?? [], body)
  const skipped = besideThePlan(lines, body, outline)
  const begins = new Set(outline.headings.map(({ span }) => span.line - body.line))
  const parts: string[][] = [[]]
  for (const [index, line] of lines.entries()) {
    if (begins.has(index)) parts.push([])
    if (!skipped.has(index) || isDefined.has(index)) parts.at(-1)?.push(line)
  }
  return parts.map(withoutBlankEnds).filter((part) => part !== '')
}

/** The lines, from 0, of the sections that aren't approved. */
function besideThePlan(lines: readonly string[], body: Body, outline: Outline): Set<number> {
  const { headings, over } = outline
  const skipped = new Set<number>()
  if (over !== undefined) return skipped
  const plan = new Set(CHANGE_SECTIONS.flatMap((name) => headingsOf(name, outline)))
  const lineOf = ({ span }: Heading) => span.line - body.line
  let above: Heading[] = []
  for (const [at, heading] of headings.entries()) {
    above = above.filter(({ depth }) => depth < heading.depth)
    const within = above.some((one) => plan.has(one))
    above.push(heading)
    if (within || !BESIDE.test(lines[lineOf(heading)] ?? '')) continue
    let next = at + 1
    while ((headings[next]?.depth ?? 0) > heading.depth) next += 1
    if (headings.slice(at, next).some((one) => plan.has(one))) continue
    const end = headings[next]
    for (let line = lineOf(heading); line < (end ? lineOf(end) : lines.length); line++) skipped.add(line)
  }
  return skipped
}

const coveredBy = (spans: readonly TextSpan[], { line: first }: Body): Set<number> =>
  new Set(
    spans.flatMap(({ line, end_line }) => Array.from({ length: end_line - line + 1 }, (_, n) => line + n - first)),
  )

function withoutBlankEnds(lines: readonly string[]): string {
  const trimmed = lines.map((line) => line.trimEnd())
  const isFilled = (line: string) => line !== ''
  const first = trimmed.findIndex(isFilled)
  return first === -1 ? '' : trimmed.slice(first, trimmed.findLastIndex(isFilled) + 1).join('\n')
}
