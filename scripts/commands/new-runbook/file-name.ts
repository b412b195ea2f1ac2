/** What a file of any making is called here: letters, digits, blanks and `._-`, and no dot in front; may be empty. */
export const fileName = (name: string): string =>
  name.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-').replace(/^[.\s-]{1,50}/, '')
