import type { Body, Outline } from '../records/body.ts'
import { CHANGE_SECTIONS } from '../records/change.ts'

type SectionName = (typeof CHANGE_SECTIONS)[number]
type Heading = Outline['headings'][number]

/**
 * What the sections are also called, by change templates of ITIL handbooks, Jira Service Management, ServiceNow
 * (https://docs.servicenow.com: implementation, backout and test plan) and teams of our own. Each may have one of
 * `ENDINGS` behind it.
 */
const NAMES: Record<SectionName, readonly string[]> = {
  'Implementation plan': ['implementation', 'deployment', 'execution', 'rollout', 'change implementation'],
  Verification: ['verification', 'validation', 'testing', 'tests', 'test', 'checks', 'smoke tests'],
  'Rollback plan': ['rollback', 'backout', 'fallback', 'revert', 'reversion', 'undo', 'recovery'],
}
const ENDINGS = ['', ' plan', ' steps', ' procedure', ' instructions', ' strategy', ' details']
const WHEN = ['', 'post implementation ', 'post change ', 'post deployment ']

const ALIASES: ReadonlyMap<string, SectionName> = new Map(
  CHANGE_SECTIONS.flatMap((section) =>
    NAMES[section].flatMap((name) =>
      ENDINGS.flatMap((ending) =>
        (section === 'Verification' ? WHEN : ['']).map((when) => [when + name + ending, section] as const),
      ),
    ),
  ),
)

/** A heading without what people dress it with: numbers, a colon, emoji, hyphens, case. */
function bare(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s&/+().-]/gu, '')
    .replace(/^[\s.()-]*(?:(?:step|part|section)?\s*(?:\d+|[ivx]+(?=[.)])|[a-z](?=[.)]))(?:[.)-]\d*)*)?[\s.()-]*/, '')
    .replaceAll(/[-\s]+/g, ' ')
    .replaceAll(/(?<!\s)\s*[&/+]\s*/g, ' and ')
    .replaceAll(/\b(roll|back|fall) (back|out)\b/g, '$1$2')
    .replace(/(?<![\s.()])[\s.()]+$/, '')
}

/** The section that a heading stands for, or null. */
export function changeSectionOf(heading: string): SectionName | null {
  // So long a heading names none.
  if (heading.length > 200) return null
  const plain = bare(heading)
  const exact = CHANGE_SECTIONS.find((name) => name.toLowerCase() === plain)
  if (exact) return exact
  // "Testing & validation": both of one section.
  const sections = new Set(plain.split(' and ').map((part) => ALIASES.get(part) ?? null))
  const [only] = sections
  return sections.size === 1 && only ? only : null
}

/** The headings that open a section: those with its own name, or, where none has that, those with another name for it. */
export function headingsOf(name: SectionName, { headings }: Outline): Heading[] {
  const own = headings.filter(({ text }) => text.trim().toLowerCase() === name.toLowerCase())
  if (own.length > 0) return own
  const named = headings.filter(({ text }) => changeSectionOf(text) === name)
  // "Rollback steps" below "Rollback" is a part of it.
  const top = Math.min(...named.map(({ depth }) => depth))
  return named.filter(({ depth }) => depth === top)
}

/** The lines below each heading of a section, up to the next one as high. Where it stands twice, either may be followed. */
export function linesUnder(name: SectionName, { markdown, line: first }: Body, outline: Outline): string[][] {
  const { headings } = outline
  const wanted = new Set(headingsOf(name, outline))
  const lines = wanted.size === 0 ? [] : markdown.replaceAll(/\r\n?/g, '\n').split('\n')
  return headings.flatMap((heading, index) => {
    if (!wanted.has(heading)) return []
    let next = index + 1
    while ((headings[next]?.depth ?? 0) > heading.depth) next += 1
    const end = headings[next]
    return [lines.slice(heading.span.end_line - first + 1, end && end.span.line - first)]
  })
}
