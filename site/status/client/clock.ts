/** The moment that an attribute holds, in milliseconds; NaN where there is none. */
export const momentIn = (element: Element, attribute: string): number =>
  Date.parse(element.getAttribute(attribute) ?? '')

/**
 * The clock of the reader, in milliseconds. A page of sample content lives in the time of its story: there the clock
 * starts at the moment that the page was made for.
 */
export function readersClock(root: HTMLElement): () => number {
  const built = momentIn(root, 'data-now')
  return root.hasAttribute('data-sample') && !Number.isNaN(built) ? () => built + performance.now() : () => Date.now()
}
