/** A section of a rendered text. */
export interface Section {
  id: string
  /** As HTML that the renderer has already made safe, without tags. */
  html: string
}

/** The second-level sections of what our own renderer wrote. */
export const sectionsOf = (html: string): Section[] =>
  [...html.matchAll(/<h2 id="([^"]*)">(.*?)<\/h2>/gs)].map(([, id = '', words = '']) => ({
    id,
    html: words.replaceAll(/<[^>]*>/g, ''),
  }))
