const { node, icu, cldr, tz, unicode } = process.versions

/**
 * What runs the code, in short. How a date is written, what a zone's hours are and which signs are letters comes with
 * Node and not with us: what one version has made, another might make otherwise.
 */
export const RUNTIME: string = [node, icu, cldr, tz, unicode].join(' ')
