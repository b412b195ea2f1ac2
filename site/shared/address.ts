/** The folder of its host that a site lives under, as `astro.config.mjs` has it; empty for a whole host. */
const BASE = (process.env['EVENKEEL_BASE'] ?? '/').replace(/\/+$/, '')

/** Prefixes a path of this site with the folder that it lives under, and encodes what a file's name may hold. */
export const at = (path: string): string => `${BASE}${encodeURI(path)}`
