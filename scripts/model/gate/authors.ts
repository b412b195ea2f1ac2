/**
 * Who wrote a pull request, by handle: first who opened it ('' where that account is gone), then who wrote its commits.
 * Anyone may write any name into a commit. So those names only take something away, the review of who wrote along, and
 * grant nothing; what being the author permits, only who opened it is asked for.
 */
export type Authors = readonly string[]

/** Each of them once, without `@`; `opener` null: the account is gone. */
export function authorsOf(opener: string | null, writers: readonly string[] = []): Authors {
  const [first = '', ...others] = [opener ?? '', ...writers].map((handle) => handle.trim().replace(/^@/, ''))
  const known = new Set(['', first.toLowerCase()])
  return [first, ...others.filter((one) => !known.has(one.toLowerCase()) && known.add(one.toLowerCase()))]
}

/** Who opened it; null where nobody is known to be it. */
export const openerOf = ([opener = '']: Authors): string | null => (opener === '' ? null : opener)

/** Whether somebody is among them. */
export const isAuthor = (handle: string, authors: Authors): boolean =>
  authors.some((author) => author.toLowerCase() === handle.toLowerCase())
