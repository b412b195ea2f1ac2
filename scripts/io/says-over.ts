import type { Placed } from '#model/change/environment'
import { idAt, kindAt } from '#model/records/content-layout'
import type { Instant } from '#model/time'

/*
 * Whether a record says by a line of its own that it is over, told without parsing it: of ten thousand records that is most.
 * A doubt means no: then the record is read in full.
 *
 * A key of a record begins a line of its front matter, and nothing else does there: not in a map by indentation, which its
 * first line tells. Only a line feed ends a line: what other characters do, the reader of YAML says. Written in any other
 * way than this it isn't taken for over, nor where the key seems to stand there twice.
 */

/** Of a change: its status is one of an end. */
export function changeSaysOver(text: string): boolean {
  const status = valueIn(text, 'status')
  return status !== null && OVER.test(status)
}
const OVER = /^(?:completed|rolled_back|aborted|cancelled|rejected)$/

/** Of an incident: it was resolved by `now`. */
export function incidentSaysOver(text: string, now: Instant): boolean {
  const resolved = endSaid(text)
  return resolved !== null && resolved <= now
}

/** When an incident was resolved, where that is said as plainly; null: it has to be read, or goes on. */
export function endSaid(text: string): Instant | null {
  const resolved = valueIn(text, 'resolved')
  return resolved !== null && TIME.test(resolved) ? Date.parse(resolved) : null
}

/** When an incident began, where that is said as plainly; null: it has to be read. */
export function startSaid(text: string): Instant | null {
  const started = valueIn(text, 'started')
  return started !== null && TIME.test(started) ? Date.parse(started) : null
}

/** Where an update says that its incident, or maintenance, stands; null where it doesn't say so as plainly. */
export const stateSaid = (text: string): string | null => valueIn(text, 'state')

/** What a record that it repeats is called, where the text names one at all. */
export const repeatedIn = (text: string): string[] =>
  text.includes('\nduplicate_of:') ? (/^duplicate_of:.*$/m.exec(text)?.[0].match(/INC-\d{4}-\d{4,}/gi) ?? []) : []

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/

/**
 * Where changes that are over were carried out, of texts that say so as plainly; by path. What was only given up, what
 * somebody imported, and what isn't said as plainly is left out.
 */
export function placesOver(texts: ReadonlyMap<string, string>): Placed[] {
  const places: Placed[] = []
  for (const [path, text] of texts) {
    const id = kindAt(path) === 'change' ? idAt(path) : null
    if (id === null || text.includes('\nsource:')) continue
    const environment = valueIn(text, 'environment')
    const status = DONE.find((one) => one === valueIn(text, 'status'))
    if (environment !== null && status !== undefined && valueIn(text, 'type') === 'normal')
      places.push({ id, environment, status, type: 'normal', source: undefined })
  }
  return places
}
const DONE = ['completed', 'rolled_back', 'aborted'] as const

/** What stands behind a key at the left edge of the front matter, where that is a word without quotes. */
function valueIn(
  text: string,
  key: 'status' | 'resolved' | 'environment' | 'type' | 'started' | 'state',
): string | null {
  const end = text.indexOf('\n---', 3)
  if (end === -1 || !text.startsWith('---')) return null
  const front = text.slice(text.indexOf('\n'), end + 1)
  const at = front.indexOf(`\n${key}: `)
  if (at === -1 || front.includes(`\n${key}:`, at + 1) || !isByIndentation(front)) return null
  const line = front.slice(at + key.length + 2, front.indexOf('\n', at + 1))
  const [word = '', value = ''] = /^ +([\w:.+-]+)/.exec(line) ?? []
  return END.test(line.slice(word.length)) ? value : null
}

/** Nothing more, or a comment. */
const END = /^(?: +#| *\r?$)/

/** Whether the first line that is neither blank nor a comment is a key of ours. */
function isByIndentation(front: string): boolean {
  let at = 1
  while (/^[ \r]*(?:#|$)/.test(front.slice(at, front.indexOf('\n', at)))) at = front.indexOf('\n', at) + 1
  return /^[a-z_]+:(?:[ \r]|$)/.test(front.slice(at, front.indexOf('\n', at)))
}
