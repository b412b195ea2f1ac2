/**
 * The languages that the public site has words in: one file each in `site/status/i18n`, by its name. A list and not the
 * folder's own, since a site that is compiled has no such folder.
 */
export const SITE_LANGUAGES: readonly string[] = ['ar', 'de', 'en', 'es', 'fr', 'ja']
