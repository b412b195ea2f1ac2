import { makeBadge } from 'badge-maker'
import type { ComponentStatus } from '#model/records/update'

export interface Badge {
  /** What it is about: left, on grey. */
  label: string
  /** How that is: right, on the colour of `tone`. */
  message: string
  tone: ComponentStatus
  /** What a screen reader says and a pointer shows, whole: also as of when it is so, for a badge doesn't change. */
  title: string
}

/**
 * A badge as shields.io draws them, SVG. Its texts come from strangers: they are escaped, and shortened where they are
 * too long to stand in a line of others.
 */
export function badge({ label, message, tone, title }: Badge): string {
  const svg = makeBadge({
    label: shortened(label, LONGEST_LABEL),
    message: shortened(message, LONGEST_MESSAGE),
    labelColor: '#555555',
    color: COLOURS[tone],
    style: 'flat',
  })
  const said = escaped(plain(title))
  if (!LIBRARYS_TITLE.test(svg)) throw new Error('The badge has no title where one was expected.')
  return svg
    .replace(LIBRARYS_TITLE, () => ` aria-label="${said}"><title>${said}</title>`)
    .replaceAll(/ textLength="\d+">([^<>]*)/g, (whole, text: string) => (JOINED.test(text) ? `>${text}` : whole))
}

/** The library says label and message in these two places, without the time; it takes no other title. */
const LIBRARYS_TITLE = / aria-label="[^"<>]*"><title>[^<>]*<\/title>/

/**
 * A letter of a script whose letters may join, as those of Arabic or Devanagari do: to be stretched to a length would
 * tear them apart.
 */
const JOINED =
  /[^\p{Script=Common}\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** White on them, and on the lighter edge that the flat style draws over them, has a contrast of more than 6 to 1. */
const COLOURS: Record<ComponentStatus, string> = {
  operational: '#0e5f36',
  under_maintenance: '#1f5596',
  degraded_performance: '#714e00',
  partial_outage: '#923e00',
  major_outage: '#a21921',
}

/** In characters as readers count them. */
const LONGEST_LABEL = 40
const LONGEST_MESSAGE = 60

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

function shortened(text: string, longest: number): string {
  const all = [...characters.segment(plain(text))].map(({ segment }) => segment)
  return all.length <= longest
    ? all.join('')
    : `${all
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
}

/** One line without what XML forbids, and without marks that would turn the text after them around. */
const plain = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s\uFFFE\uFFFF]+/gu, ' ')
    .replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .trim()

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
