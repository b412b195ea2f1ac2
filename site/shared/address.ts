/** Prefixes a path of this site with the folder that it lives under, and encodes what a file's name may hold. */
export const at = (path: string): string => `${import.meta.env.BASE_URL.replace(/\/$/, '')}${encodeURI(path)}`
