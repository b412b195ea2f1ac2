/** More than these are only counted. */
const NAMED = 5

/** Names for a line on the terminal. */
export const namedUpTo = (names: readonly string[]): string =>
  [...names.slice(0, NAMED), ...(names.length > NAMED ? [`${names.length - NAMED} more`] : [])].join(', ')
