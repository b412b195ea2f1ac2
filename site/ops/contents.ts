/** A section of a rendered text. */
export interface Section {
  id: string
  /** As HTML that the renderer has already made safe, without tags. */
  html: string
}

/** The second-level sections of what our own renderer wrote. */
export const sectionsOf = (html: string): Section[] =>
  html.split('<h2 id="').flatMap((part, index) => {
    const [id, words] = [part.indexOf('">'), part.indexOf('</h2>')]
    if (index === 0 || words < id || id < 0) return []
    return { id: part.slice(0, id), html: part.slice(id + 2, words).replaceAll(TAG, '') }
  })

/** A sign that stands in quotes is none of its own. */
const TAG = /<(?:[^<>"]|"[^"]*")*>/g
