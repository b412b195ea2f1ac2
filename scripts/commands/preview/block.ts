import { escapeUTF8 as escape } from 'entities'
import type { Diagnostic } from '#model/diagnostic'
import type { Instant } from '#model/time'
import { localIn, wordsIn } from './local-time.ts'
import type { View } from './view.ts'

/** What the preview says on top of a page. All of it is data: strangers wrote some of it. */
export interface Block {
  /** Tells this content from any other. */
  version: string
  view: View
  /** The moment that the page is as of. */
  now: Instant
  /** Whether that is another one than the clock says. */
  still: boolean
  timeZone: string
  /** The address of this page in the site as it is. */
  asItIs: string
  /** The other site's name and address. */
  other: { name: string; href: string }
  findings: readonly Diagnostic[]
  /** Whether these are all that there are, on a home page, or those of this page's own records. */
  all: boolean
  waiting: readonly Shown[]
  /** What went wrong besides: no sentence of a record. */
  trouble: string | null
}

/** What isn't public yet, and where it can be seen as if it were. */
export interface Shown {
  title: string
  state: string
  /** When it is shown; null where that is now. */
  from: Instant | null
  approval: boolean
  href: string
}

/** Of more findings than these a page says how many there are. */
const MOST = 100
/** More than these are folded up at first. */
const FEW = 5

/**
 * The block, as HTML to stand first in a body. Everything in it is named `ek-…` or stands in `#evenkeel-preview`, and
 * it works without a script. English, whatever the page speaks.
 */
export function blockHtml(block: Block): string {
  const { version, findings, waiting, trouble } = block
  return [
    `<aside id="evenkeel-preview" aria-label="Preview" lang="en" dir="ltr" data-version="${escape(version)}">`,
    '<link rel="stylesheet" href="/-/preview.css">',
    '<script src="/-/preview.js" defer></script>',
    bar(block),
    '<p class="ek-lost" role="status" hidden>The preview has stopped. This page is as it was.</p>',
    trouble === null ? '' : `<p class="ek-trouble">${glyph('error')}<span>${escape(trouble)}</span></p>`,
    findings.length === 0 ? '' : findingsHtml(block),
    waiting.length === 0 ? '' : waitingHtml(block),
    '</aside>',
  ].join('')
}

function bar({ view, now, timeZone, asItIs, other, findings, all }: Block): string {
  const moved = view.now !== null || view.approved
  return [
    '<div class="ek-bar">',
    '<p><strong>Preview</strong>',
    view.now === null ? '' : ` as of ${escape(wordsIn(view.now, timeZone))}`,
    view.approved ? ', as if approved' : '',
    moved ? `. <a href="${escape(asItIs)}">Back to now</a>` : '',
    all && findings.length === 0 ? ' <span class="ek-quiet">Nothing to correct.</span>' : '',
    '</p>',
    `<p><a href="${escape(other.href)}">${escape(other.name)}</a></p>`,
    '<form method="get">',
    `<label>As of <input type="datetime-local" name="now" required value="${localIn(now, timeZone)}"></label>`,
    `<span class="ek-quiet">${escape(timeZone)}</span>`,
    '<button>Show</button>',
    '</form>',
    '</div>',
  ].join('')
}

function findingsHtml({ findings, all }: Block): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const words = [count(errors, 'error'), count(findings.length - errors, 'warning')].filter((word) => word !== null)
  const kind = errors > 0 ? 'error' : 'warning'
  const more = findings.length - MOST
  return [
    `<details class="ek-findings ek-${kind}" data-name="findings"${all ? '' : ' open'}>`,
    `<summary>${glyph(kind)}<span>${words.join(' and ')} ${all ? 'in this content' : 'in the records of this page'}</span></summary>`,
    `<ul>${findings.slice(0, MOST).map(findingHtml).join('')}</ul>`,
    more > 0 ? `<p class="ek-quiet">And ${more} more: <code>validate</code> lists them all.</p>` : '',
    '</details>',
  ].join('')
}

function findingHtml({ severity, file, line, column, rule, message, help, related }: Diagnostic): string {
  const place = (at: { file: string; line: number; column: number }) =>
    `<code>${escape(`${at.file}:${at.line}:${at.column}`)}</code>`
  return [
    `<li><p><strong class="ek-${severity}">${severity === 'error' ? 'Error' : 'Warning'}</strong> ${prose(message)}</p>`,
    help === undefined ? '' : `<p>${prose(help)}</p>`,
    `<p class="ek-quiet">${place({ file, line, column })} <span>rule <code>${escape(rule)}</code></span></p>`,
    ...related.map((other) => `<p class="ek-quiet">${place(other)} ${prose(other.message)}</p>`),
    '</li>',
  ].join('')
}

function waitingHtml({ waiting, timeZone }: Block): string {
  const items = waiting.slice(0, MOST).map(({ title, state, from, approval, href }) => {
    const when = from === null ? '' : wordsIn(from, timeZone)
    const why = approval
      ? `public once its change is approved${when && `, from ${when}`}`
      : `${state.replaceAll('_', ' ')}, shown from ${when}`
    const link = approval ? 'See it as if approved' : 'See it then'
    return `<li><strong>${escape(title)}</strong> <span class="ek-quiet">${escape(why)}.</span> <a href="${escape(href)}">${link}<span class="ek-hidden">: ${escape(title)}</span></a></li>`
  })
  return [
    `<details class="ek-waiting" data-name="waiting"${waiting.length > FEW ? '' : ' open'}>`,
    `<summary>${glyph('waiting')}<span>Not public yet: ${waiting.length}</span></summary>`,
    `<ul>${items.join('')}</ul>`,
    waiting.length > MOST ? `<p class="ek-quiet">And ${waiting.length - MOST} more.</p>` : '',
    '</details>',
  ].join('')
}

/** Escaped, with what stands in backticks as code. */
const prose = (text: string): string => escape(text).replaceAll(/`([^`\n]+)`/g, '<code>$1</code>')

const count = (n: number, word: string): string | null =>
  n === 0 ? null : `${n.toLocaleString('en')} ${word}${n === 1 ? '' : 's'}`

const SHAPES = {
  error: '<path d="M5 0h6l5 5v6l-5 5H5l-5-5V5z"/>',
  warning: '<path d="M8 1l8 14H0z"/>',
  waiting: '<path d="M8 0a8 8 0 100 16A8 8 0 008 0zm0 2a6 6 0 110 12A6 6 0 018 2zm-1 2v5l4 2 .9-1.7L9 8V4z"/>',
}
const glyph = (name: keyof typeof SHAPES): string =>
  `<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`
