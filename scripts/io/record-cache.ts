import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Body, Outline } from '#model/records/body'
import type { Procedure } from '#model/runbook/procedure'
import { knownOutline, rememberOutline } from './markdown.ts'
import { knownProcedure, rememberProcedure } from './procedure-reader.ts'
import { NONE_PASSED, passedTexts, type PassedTexts } from './passed-texts.ts'
import { replaceFile } from './replace-file.ts'
import { RUNTIME } from './runtime.ts'

/** A record that was read and checked before, without a finding: its fields, and where its text begins. */
interface Remembered {
  fields: unknown
  /** Characters above the body, and the body's first line. */
  from: number
  line: number
  /** What stands in the text, where a rule has asked. */
  outline?: Outline | undefined
  procedure?: Procedure | undefined
  /** Which of the rules that judge texts have found nothing in it: a bit for each of `passes`. */
  passed?: number | undefined
}

/** Records that were found in order, by their kind and content: what they are read from decides what they are. */
export interface RecordCache {
  recall: (kind: string, text: string) => { fields: unknown; body: Body } | null
  remember: (kind: string, text: string, fields: unknown, body: Body) => void
  /** Texts of them that rules found nothing in. */
  passed: PassedTexts
  /** Keeps what was used for the next time. Where it can't be written, the next time is slower. */
  save: () => void
}

export const NO_CACHE: RecordCache = { recall: () => null, remember: () => {}, passed: NONE_PASSED, save: () => {} }

interface Stored {
  version: string
  records: Map<string, Remembered>
  /** Who has looked at the texts. */
  passes: string[]
}

/** The cache in a file, safe to delete; what another version of the code, or another Node, has written counts for nothing. */
export function recordCache(file: string, code: string): RecordCache {
  const version = `${code} ${RUNTIME}`
  const { records: known, passes } = readStored(file, version)
  const passed = passedTexts(passes)
  const used = new Map<string, { found: Remembered; body: Body }>()
  let learned = 0
  // What is remembered was asked for in vain just before.
  let asked = { kind: '', text: '', key: '' }
  return {
    recall(kind, text) {
      const key = keyOf(kind, text)
      asked = { kind, text, key }
      const found = used.get(key)?.found ?? known.get(key)
      if (!found) return null
      const body = { markdown: text.slice(found.from), line: found.line }
      if (found.outline) rememberOutline(body, found.outline)
      if (found.procedure) rememberProcedure(body, found.procedure)
      passed.restore(body, found.passed ?? 0)
      used.set(key, { found, body })
      return { fields: found.fields, body }
    },
    remember(kind, text, fields, body) {
      learned++
      const found = { fields, from: text.length - body.markdown.length, line: body.line }
      used.set(asked.kind === kind && asked.text === text ? asked.key : keyOf(kind, text), { found, body })
    },
    passed,
    save() {
      const changed = learned + passed.learned()
      // To write all of them costs as much as to read a few anew: those wait until there are more.
      if (changed * WORTH_IT <= used.size && used.size * 2 > known.size) return
      try {
        const { bitsOf, names } = passed.asked()
        const records = new Map(
          [...used].map(([key, { found, body }]) => [
            key,
            { ...found, outline: knownOutline(body), procedure: knownProcedure(body), passed: bitsOf(body) },
          ]),
        )
        replaceFile(file, sealed(serialize({ version, records, passes: names } satisfies Stored)))
      } catch {
        // Nobody asked for it.
      }
    },
  }
}

/** Times that keeping a record is quicker than reading it. */
const WORTH_IT = 100

/** With a digest before it: one byte that a disk has lost could make a record another one, or no record at all. */
const sealed = (bytes: Buffer) => Buffer.concat([digestOf(bytes), bytes])
function unsealed(bytes: Buffer): Buffer {
  const content = bytes.subarray(SEAL)
  if (!digestOf(content).equals(bytes.subarray(0, SEAL))) throw new Error('The cache is not what was written.')
  return content
}
const SEAL = 32
const digestOf = (bytes: Buffer) => hash('sha256', bytes, 'buffer')

const keyOf = (kind: string, text: string) => hash('sha256', `${kind}\0${text}`, 'base64')

function readStored(file: string, version: string): Pick<Stored, 'records' | 'passes'> {
  try {
    if (!existsSync(file)) return { records: new Map(), passes: [] }
    const stored: unknown = deserialize(unsealed(readFileSync(file)))
    if (typeof stored === 'object' && stored !== null && 'version' in stored && stored.version === version)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `save` of this very version
      return stored as Stored
  } catch {
    // Cut off, spoilt, or something else: as if there were none.
  }
  return { records: new Map(), passes: [] }
}

/**
 * Where the cache of a content folder lies: among the user's own caches and never in the repository, where a pull
 * request could bring one along. `EVENKEEL_CACHE` names another folder.
 */
export function cacheFile(content: string, env: NodeJS.ProcessEnv): string {
  const folder =
    env['EVENKEEL_CACHE'] ?? join(env['XDG_CACHE_HOME'] ?? env['LOCALAPPDATA'] ?? join(homedir(), '.cache'), 'evenkeel')
  return join(folder, `records-${hash('sha256', resolve(content), 'hex').slice(0, 16)}.v8`)
}
