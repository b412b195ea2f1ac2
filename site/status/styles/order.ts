/** The files of the public site's style sheet, in the order in which they have the last word. */
export const ORDER = [
  'page',
  'frame',
  'headline',
  'open',
  'components',
  'bars',
  'history',
  'record',
  'tables',
  'embed',
  'wide',
  'narrow',
  'other-media',
] as const
