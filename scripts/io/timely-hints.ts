import { basename } from 'node:path'
import type { Problem } from '#model/diagnostic'
import { dateHint, durationHint, timeHint } from '#model/loose-time'
import { timeZone } from '#model/records/field'
import { parseCompactInstant, parseInstant, type Instant } from '#model/time'

/** What was probably meant by a time that can't be read, in the site's zone; null for other problems. */
export function timelyHints(texts: ReadonlyMap<string, string>): (problem: Problem) => string | null {
  let zone: string | null = null
  return ({ at: { file }, written }) => {
    if (!written) return null
    const { as, text } = written
    if (as === 'date') return dateHint(text)
    if (as === 'duration') return durationHint(text)
    zone ??= zoneOf(texts.get('site.yaml') ?? '')
    return timeHint(text, { timeZone: zone, around: aroundOf(file, texts.get(file) ?? '') })
  }
}

/** From the text: the words are needed where the rest of it can't be read, too. */
function zoneOf(site: string): string {
  const written = /^time_zone:[ \t]*["']?([\w/+-]+)/m.exec(site)?.[1]
  return timeZone.safeParse(written).data ?? 'Etc/UTC'
}

/** The time of an update by its file's name; else the first one in the text. */
function aroundOf(file: string, text: string): Instant | null {
  const named = parseCompactInstant(basename(file).replace(/(?:-\d+)?\.\w+$/, ''))
  if (named !== null) return named
  const first = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})/.exec(text)?.[0]
  const instant = first === undefined ? null : parseInstant(first)
  return typeof instant === 'number' ? instant : null
}
