import type { z } from 'zod'
import type { Problem } from '#model/diagnostic'
import { check } from '#model/records/schema-problem'
import { composed } from './composed.ts'
import { readYaml } from './yaml-reader.ts'

/*
 * A slip of YAML hides whatever else is wrong in its file, and who mends one at a time waits for the check each time. So
 * the entries that are YAML by themselves are judged without the others.
 */

/** A map without the entries in which something is no YAML. */
export interface Intact {
  /** Blanks in the place of what is gone: what is left stands where it stood. */
  text: string
  data: Record<string, unknown>
  /** The keys of what is gone. */
  gone: ReadonlySet<string>
  /** Keys that stand below something that is gone, and may belong to it. */
  doubtful: ReadonlySet<string>
  /** Whether something is gone whose key nobody can tell. */
  unnamed: boolean
}

/** More entries than this were written by no hand. */
const MOST = 200

/** What is left of a map that is no YAML as it stands; null where its entries can't be told apart. */
export function intactYaml(text: string): Intact | null {
  // An entry with an alias is nothing without the other.
  if (/(?:^|[\s[{,])\*[\w-]/.test(text)) return null
  const entries = entriesOf(text)
  if (entries === null) return null
  const times = new Map<string, number>()
  for (const { key } of entries) if (key !== null) times.set(key, (times.get(key) ?? 0) + 1)
  const whole = entries.map(({ key, lines }) => key !== null && times.get(key) === 1 && isYaml(lines.join('\n')))
  const left = entries
    .flatMap(({ lines }, i) => (whole[i] ? lines : lines.map((line) => ' '.repeat(line.length))))
    .join('\n')
  const { data, problems } = readYaml('', left)
  const [map] = data
  if (problems.length > 0 || data.length !== 1 || !isMap(map)) return null
  const lost = entries.filter((_, i) => !whole[i])
  return {
    text: left,
    data: map,
    gone: new Set(lost.flatMap(({ key }) => key ?? [])),
    doubtful: new Set(entries.flatMap(({ key }, i) => (i > 0 && !whole[i - 1] && key !== null ? key : []))),
    unnamed: lost.some(({ key }) => key === null),
  }
}

interface Entry {
  key: string | null
  lines: string[]
}

const KEY = /^(?:"([^"]+)"|'([^']+)'|([^\s"'#:[\]{}&*!|>%@`,?-][^\s:]*))[ \t]*:(?=[ \t]|$)/

/** The entries of a map at the beginning of their lines, with what lies indented below; other lines are each their own. */
function entriesOf(text: string): Entry[] | null {
  const entries: Entry[] = []
  for (const line of text.split('\n')) {
    if (/^---(?:\s|$)/.test(line)) return null
    const open = entries.at(-1)
    if (open && (open.key !== null || line === '') && /^(?:[ \t#]|$|-(?:\s|$))/.test(line)) {
      open.lines.push(line)
      continue
    }
    const [, double, single, plain] = KEY.exec(line) ?? []
    entries.push({ key: double ?? single ?? plain ?? (/^\s*(?:#|$)/.test(line) ? '' : null), lines: [line] })
    if (entries.length > MOST) return null
  }
  return entries
}

const isYaml = (text: string): boolean => readYaml('', text).problems.length === 0

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is certainly wrong with the fields of a record beside its slips of YAML. */
export function restProblems(schema: z.ZodType, text: string, file: string): Problem[] {
  const intact = intactYaml(text)
  if (!intact) return []
  const { data, gone, doubtful, unnamed } = intact
  return check(schema, composed(data), file).problems.filter(({ at }) => {
    const [key] = 'path' in at ? at.path : []
    if (typeof key !== 'string' || gone.has(key)) return false
    // What is missing may be what nobody can read, and a key that nobody knows may lie below it.
    return Object.hasOwn(data, key) ? !('key' in at && at.key && doubtful.has(key)) : !unnamed
  })
}
