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
   * Works out what it shows, as plain data: rendered again, the same data and the same answers give the same bytes.
   * `CURRENT` for a page that shows what goes on, which every build makes anew.
   */
  shows: () => unknown
  /**
   * What only its text asks for, so that nothing knows of it before that is read: where a link in it leads. A page whose
   * questions have other answers by now is rendered again.
   */
  lookUp?: LookUp
  /** What its route is handed; `shown` is the JSON of what it shows. */
  locals: (shown: string, lookUp: LookUp, remember: Remember) => Partial<App.Locals>
}

export type LookUp = (question: string) => string | null

/** Makes a part of a page `from` some text, or knows it from before: the same text and the same answers give the same HTML. */
export type Remember = (from: string, lookUp: LookUp, make: (lookUp: LookUp) => string) => string

/** What the pages of today show: all of it, so nothing is worked out twice only to be compared. */
export const CURRENT = 'current'

/** A page with all that its route needs. */
export interface ReadyPage extends Pick<Page, 'path' | 'route'> {
  locals: Partial<App.Locals>
}

/** Readies a page by itself, away from the others of its site. */
export const readyPage = ({ path, route, shows, locals, lookUp = nothing }: Page): ReadyPage => ({
  path,
  route,
  locals: locals(JSON.stringify(shows()), lookUp, anew),
})

/** Makes a part without a memory. */
export const anew: Remember = (_, lookUp, make) => make(lookUp)

/** Of a page that looks nothing up. */
export const nothing: LookUp = () => null
