/** A site that was made from data: what it consists of, each part to be rendered by itself. */
export interface Site {
  /** In the order in which they are written. */
  pages: readonly Page[]
  /** What frames every page, whatever it shows: as it changes, all pages do. Plain data. */
  frame: unknown
}

export interface Page {
  /** Its address within the site, as records name things: `/incidents/3k2j…/` or `/history.atom`. */
  path: string
  /** The route that renders it, as Astro names it: `/[...locale]/incidents/[id]`. */
  route: string
  /**
   * What it shows, as plain data: rendered again, the same data gives the same bytes. `current` for a page that shows
   * what goes on, which every build makes anew.
   */
  shows: unknown
  locals: Partial<App.Locals>
}

/** What the pages of today show: all of it, so nothing is worked out twice only to be compared. */
export const CURRENT = 'current'
