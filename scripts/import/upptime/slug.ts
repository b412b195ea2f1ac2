/** Longer names than this aren't made into slugs whole: the work on them would grow out of hand. */
const MAX = 200

/**
 * The name of a site's history file where the configuration gives it no `slug`, as Upptime's `@sindresorhus/slugify`
 * makes it: words are split at capitals (`IPv6 test` → `i-pv6-test`). It writes other scripts in Latin letters, which
 * isn't repeated here: such a site is found by its address.
 */
export function slugOfSite(name: string): string {
  const words = name
    .slice(0, MAX)
    .replaceAll('&', ' and ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([A-Z]{2,})(\d+)/g, '$1 $2')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z\d]+)/g, '$1 $2')
    .toLowerCase()
  return words.replaceAll(/[^a-z\d]+/g, '-').replaceAll(/^-|-$/g, '')
}

/** Whether a slug names a file of `history/` itself. */
export const isInside = (slug: string): boolean =>
  !/[/\\\u0000-\u001f]/.test(slug) && slug !== '' && !/^\.+$/.test(slug)
