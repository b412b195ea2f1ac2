import { brandColours } from '#model/status/brand'

/** What a brand's colour changes in the style sheet; nothing where there is none. */
export function accentOf(color: string | undefined): string {
  if (color === undefined) return ''
  const { hue, light, dark } = brandColours(color)
  return `:root{--hue:${hue};--accent:${light}}@media (prefers-color-scheme:dark){:root{--accent:${dark}}}`
}
