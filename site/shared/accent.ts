import { brandColours } from '#model/status/brand'

/** What a brand's colour changes in the style sheet: the accent, and nothing else. Nothing where there is none. */
export function accentOf(color: string | undefined): string {
  if (color === undefined) return ''
  const { light, dark } = brandColours(color)
  return `:root{--accent:${light}}@media (prefers-color-scheme:dark){:root{--accent:${dark}}}`
}
