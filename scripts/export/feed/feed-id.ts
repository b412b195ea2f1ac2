import { withoutEndSlashes } from '#model/page-address'

/*
 * Addresses that name a feed or an entry and never change (RFC 4151); readers know them by these, so they are
 * Statuspage's.
 */

/** Of a site's feed, or of one that lies in a folder of it, `/components/checkout`. */
export const feedId = (siteUrl: string, folder = ''): string =>
  `tag:${hostOf(siteUrl)},2005:${folderOf(siteUrl)}${folder}/history`

/** Of an incident or a maintenance. */
export const entryId = (siteUrl: string, publicId: string): string => `tag:${hostOf(siteUrl)},2005:Incident/${publicId}`

const hostOf = (siteUrl: string) => new URL(siteUrl).hostname
/** Two sites of one host, in folders of it, have feeds of their own. */
const folderOf = (siteUrl: string) => withoutEndSlashes(new URL(siteUrl).pathname)
