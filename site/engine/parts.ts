import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import { replaceFile } from '#io/replace-file'
import type { Remember } from './page.ts'

/*
 * Parts of a page that shows very much, a runbook on the page of all of them: a part is made anew only where what it is
 * made from, or what was looked up for it, is another. What the builds before have made lies beside the manifest.
 */

interface Part {
  /** In UTF-8. */
  html: Uint8Array
  /** What it looked up, and what it was told. */
  answers: [question: string, answer: string | null][]
}

export interface Parts {
  remember: Remember
  /** Keeps the parts that were asked for, if any. Where they can't be written, the next build makes them anew. */
  save: () => void
}

/** The parts in a file; what another engine has made, and what isn't as it was written, counts for nothing. */
export function partsIn(file: string, engine: string, fresh: boolean): Parts {
  let known: ReadonlyMap<string, Part> | null = null
  const used = new Map<string, Part>()
  let made = 0
  return {
    remember(from, lookUp, make) {
      known ??= fresh ? new Map() : readParts(file, engine)
      const key = hash('sha256', from, 'base64url').slice(0, 22)
      const found = used.get(key) ?? known.get(key)
      // Asked again, so that the page knows what it hangs on.
      if (found?.answers.map(([question, answer]) => lookUp(question) === answer).every(Boolean)) {
        used.set(key, found)
        return utf8.decode(found.html)
      }
      const answers = new Map<string, string | null>()
      const html = make((question) => {
        const answer = lookUp(question)
        answers.set(question, answer)
        return answer
      })
      made++
      used.set(key, { html: Buffer.from(html), answers: [...answers] })
      return html
    },
    save() {
      if (known === null || (made === 0 && used.size === known.size)) return
      try {
        const bytes = serialize({ engine, parts: used })
        replaceFile(file, Buffer.concat([digestOf(bytes), bytes]))
      } catch {
        // Nobody asked for it.
      }
    },
  }
}

const utf8 = new TextDecoder()
const digestOf = (bytes: Uint8Array) => hash('sha256', bytes, 'buffer')

function readParts(file: string, engine: string): ReadonlyMap<string, Part> {
  try {
    const kept = readFileSync(file)
    const bytes = kept.subarray(32)
    if (!digestOf(bytes).equals(kept.subarray(0, 32))) return new Map()
    const stored: unknown = deserialize(bytes)
    if (typeof stored === 'object' && stored !== null && 'engine' in stored && stored.engine === engine)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `save` of this very engine
      return (stored as unknown as { parts: Map<string, Part> }).parts
  } catch {
    // There are none, or they are cut off.
  }
  return new Map()
}
