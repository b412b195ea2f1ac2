import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { DAY, formatInstant, parseInstant, type Instant } from '#model/time'
import type { LinkState } from './link-check.ts'
import { cacheFile } from './record-cache.ts'
import { replaceFile } from './replace-file.ts'

/** What became of links the last time that they were asked for. */
export interface LinkMemory {
  /** Null where nobody knows any more. */
  recall: (url: string) => LinkState | null
  note: (url: string, state: LinkState) => void
  /** Keeps what still holds. Where it can't be written, the next run asks again. */
  save: () => void
}

export const NO_MEMORY: LinkMemory = { recall: () => null, note: () => {}, save: () => {} }

/** How long an answer holds: a page that is there stays as a rule, one that died may be mended at once. */
const HOLDS = { there: 7 * DAY, dead: DAY } as const

const SCHEMA = z.record(
  z.string(),
  z.strictObject({ state: z.enum(['there', 'dead']), why: z.string().optional(), at: z.string() }),
)
type Kept = z.output<typeof SCHEMA>[string]

/** The memory in a file, as of `now`. One that is cut off, or something else, is none; what is said to be of later counts for nothing. */
export function linkMemory(file: string, now: Instant): LinkMemory {
  const known = new Map(Object.entries(readKept(file)).filter(([, kept]) => holds(kept, now)))
  return {
    recall(url) {
      const kept = known.get(url)
      if (!kept) return null
      return kept.state === 'there' ? { state: 'there' } : { state: 'dead', why: kept.why ?? 'it was gone' }
    },
    note(url, state) {
      // What nothing can be said of is asked for the next time, too.
      const at = formatInstant(now)
      if (state.state === 'there') known.set(url, { state: 'there', at })
      else if (state.state === 'dead') known.set(url, { ...state, at })
    },
    save() {
      try {
        replaceFile(file, `${JSON.stringify(Object.fromEntries(known), null, 1)}\n`)
      } catch {
        // Nobody asked for it.
      }
    },
  }
}

function holds({ state, at }: Kept, now: Instant): boolean {
  const asked = parseInstant(at)
  return typeof asked === 'number' && asked <= now && now - asked < HOLDS[state]
}

function readKept(file: string): Record<string, Kept> {
  try {
    return SCHEMA.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? {}
  } catch {
    return {}
  }
}

/** Where the memory of a content folder lies: beside the cache of its records, among the user's own. */
export function linkMemoryFile(content: string, env: NodeJS.ProcessEnv): string {
  const records = cacheFile(content, env)
  return join(dirname(records), basename(records).replace(/^records-(.*)\.v8$/, 'links-$1.json'))
}
