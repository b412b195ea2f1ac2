import type { OpsLocals } from './locals'

/*
 * Addresses within the page that holds every runbook: it is read as a file, with no site around it.
 */

/** The id of a runbook or a team on that page; null of any other page. */
export function printedId(page: string): string | null {
  const [, kind, name] = /^\/(runbook|team)s\/(.+)\/$/.exec(page) ?? []
  return kind === undefined || name === undefined ? null : `${kind}/${encodeURIComponent(name)}`
}

/** Where a page's name leads on it: to what is printed, or to the site, as far as anybody said where that is. */
export const printAddress =
  (href: (page: string) => string, site: string | undefined) =>
  (page: string): string => {
    const id = printedId(page)
    if (id !== null) return `#${id}`
    return URL.canParse(href(page), site) ? new URL(href(page), site).href : '#ev:contents'
  }

/** Of `#runbook/x#step-2` the runbook alone: ids of headings are short there, and no address. */
const withinPrint = (address: string | null): string | null =>
  address?.startsWith('#') === true ? `#${address.split('#')[1] ?? ''}` : address

/** What the page is handed, so that the links in its texts stay on it: `locals` have the addresses of `printAddress`. */
export const asPrinted = <T extends Pick<OpsLocals, 'linkFrom' | 'part'>>(locals: T): T => ({
  ...locals,
  ...within(locals),
  part: (from: unknown, make: Parameters<OpsLocals['part']>[1]) => locals.part(from, (own) => make(within(own))),
})

const within = ({ linkFrom }: Pick<OpsLocals, 'linkFrom'>): Pick<OpsLocals, 'linkFrom'> => ({
  linkFrom: (file) => (url) => withinPrint(linkFrom(file)(url)),
})
