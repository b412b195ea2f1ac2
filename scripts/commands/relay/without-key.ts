/** So many characters of a key on a line are of the key, and no accident. */
const TELLING = 12

/** Takes a key out of words for a log, also where they were cut in the middle of it. */
export function withoutKey(key: string): (line: string) => string {
  const parts = new Set(
    Array.from(key, (_, at) => key.slice(at, at + TELLING)).filter((part) => part.length === TELLING),
  )
  return (line) => {
    let kept = ''
    for (let at = 0; at < line.length;) {
      let end = at + TELLING
      if (parts.has(line.slice(at, end))) {
        while (parts.has(line.slice(end - TELLING + 1, end + 1))) end++
        kept += '(the key)'
        at = end
      } else kept += line[at++]
    }
    return kept
  }
}
