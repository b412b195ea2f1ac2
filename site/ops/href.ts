import { at } from '../shared/address'

/**
 * The address of a page. Astro writes a `?` or `#` in a record's name into the folder's name as `%3F` and `%23`, so
 * the address encodes the per cent sign of that once more.
 */
export const href = (page: string): string => at(page).replaceAll('?', '%253F').replaceAll('#', '%2523')
