import { ago } from './ago.ts'
import { momentIn } from './clock.ts'

/** A part of the page that stands there from a moment on (milliseconds), until another. */
interface Span {
  element: Element
  from: number
  until: number
}

/** A boundary that isn't named is always past, or always to come; NaN where it is named and can't be read. */
const boundary = (element: Element, attribute: string, unnamed: number) =>
  element.hasAttribute(attribute) ? momentIn(element, attribute) : unnamed

/** The parts of the page that have their time. One with a boundary that can't be read stays as it was built. */
export const spansIn = (page: ParentNode): Span[] =>
  [...page.querySelectorAll('[data-from],[data-until]')]
    .map((element) => ({
      element,
      from: boundary(element, 'data-from', -Infinity),
      until: boundary(element, 'data-until', Infinity),
    }))
    .filter(({ from, until }) => !Number.isNaN(from + until))

/** Shows what has its time now and hides the rest. Returns the next moment at which something changes, or Infinity. */
export function showByTime(spans: readonly Span[], now: number): number {
  let next = Infinity
  for (const { element, from, until } of spans) {
    element.toggleAttribute('hidden', now < from || now >= until)
    for (const moment of [from, until]) if (moment > now && moment < next) next = moment
  }
  return next
}

/** Says in words how long ago moments are, or how soon. */
export function sayAgo(page: ParentNode, now: number, words: Intl.RelativeTimeFormat): void {
  for (const element of page.querySelectorAll('[data-ago]')) {
    const moment = momentIn(element, 'data-ago')
    if (Number.isNaN(moment)) continue
    // A reader's clock that is slow would put what was into the future, one that is fast what is to come into the past.
    const nearest = element.hasAttribute('data-ahead') ? Math.max : Math.min
    const text = ago(nearest(moment, now), now, words)
    if (element.textContent !== text) element.textContent = text
    element.removeAttribute('hidden')
  }
}
