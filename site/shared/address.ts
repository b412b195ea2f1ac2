/** The folder of its host that a site lives under, as `astro.config.mjs` has it; empty for a whole host. */
const BASE = (process.env['EVENKEEL_BASE'] ?? '/').replace(/\/+$/, '')

/** Prefixes a path of this site with the folder that it lives under, and encodes what a file's name may hold. */
export const at = (path: string): string => `${BASE}${encodeURI(path)}`

/**
 * The address of a page that a record names. Astro writes a `?` or `#` in its name into the folder's name as `%3F` and
 * `%23`, so the address encodes the per cent sign of that once more.
 */
export const href = (page: string): string => at(page).replaceAll('?', '%253F').replaceAll('#', '%2523')
