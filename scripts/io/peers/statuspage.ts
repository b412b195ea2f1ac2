import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceDocument } from '#model/source-document'
import { limitedText, reasonOf } from '../response-text.ts'

export interface SourceFailure {
  file: string
  line: number | null
  message: string
}

export type SourceRead =
  | { documents: SourceDocument[]; failures: SourceFailure[]; remote: boolean }
  /** There is no such source at all. */
  | { missing: string }

const PARTS = ['summary', 'components', 'incidents', 'scheduled-maintenances']
const LINES = ['incidents.jsonl', 'scheduled-maintenances.jsonl', 'maintenances.jsonl']
const LIMIT = 50 * 1024 * 1024
const TIMEOUT = 30_000
const REDIRECTS = 5

/** Reads a Statuspage: from its origin, from a folder of its JSON documents, or from one file of them or of JSON lines. */
export async function readStatuspage(source: string): Promise<SourceRead> {
  if (/^https?:\/\//i.test(source)) return readOrigin(source)
  if (!existsSync(source)) return { missing: `No file, folder or address ${source}.` }
  const files = statSync(source).isDirectory() ? exportFiles(source) : [source]
  if (files.length === 0)
    return {
      missing: `Nothing to import in ${source}, expected ${PARTS.map((part) => `${part}.json`).join(', ')} or ${LINES[0]}.`,
    }
  const read = files.map((file) => {
    const { size } = statSync(file)
    return size > LIMIT ? failed(file, tooLarge) : parse(file, readFileSync(file, 'utf8'))
  })
  return { ...together(read), remote: false }
}

const tooLarge = 'Unexpected size, expected at most 50 MB.'

function exportFiles(folder: string): string[] {
  const names = new Set(readdirSync(folder))
  const wanted = [...PARTS.flatMap((part) => [`${part}.json`, `${part.replace('-', '_')}.json`]), ...LINES]
  return [...new Set(wanted)].filter((name) => names.has(name)).map((name) => join(folder, name))
}

interface Read {
  documents: SourceDocument[]
  failures: SourceFailure[]
}

const failed = (file: string, message: string): Read => ({ documents: [], failures: [{ file, line: null, message }] })
const together = (reads: readonly Read[]): Read => ({
  documents: reads.flatMap(({ documents }) => documents),
  failures: reads.flatMap(({ failures }) => failures),
})

/** One JSON document, or one in every line. */
function parse(file: string, text: string): Read {
  const whole = parseJson(text)
  if ('value' in whole) return { documents: [{ file, value: whole.value }], failures: [] }
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [{ line: i + 1, ...parseJson(line) }]))
  // A broken document isn't told apart from lines by its ending: lines are where at least one holds a whole object.
  if (
    !lines.some(
      (one) => 'value' in one && typeof one.value === 'object' && one.value !== null && !Array.isArray(one.value),
    ) ||
    !text.trimStart().startsWith('{')
  )
    return failed(file, `Unexpected text, expected JSON: ${whole.error}.`)
  return {
    documents: lines.flatMap((one) => ('value' in one ? [{ file, line: one.line, value: one.value }] : [])),
    failures: lines.flatMap((one) =>
      'value' in one ? [] : [{ file, line: one.line, message: `Unexpected text, expected JSON: ${one.error}.` }],
    ),
  }
}

function parseJson(text: string): { value: unknown } | { error: string } {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch (error) {
    return { error: error instanceof Error ? error.message.slice(0, 120) : String(error) }
  }
}

async function readOrigin(source: string): Promise<SourceRead> {
  if (!URL.canParse(source)) return { missing: `No address ${source}.` }
  const reads = await Promise.all(
    PARTS.map(async (part) => {
      const url = new URL(`/api/v2/${part}.json`, source)
      try {
        return parse(url.href, await fetchText(url))
      } catch (error) {
        return failed(url.href, `Can't be fetched: ${reasonOf(error)}.`)
      }
    }),
  )
  const { documents, failures } = together(reads)
  if (documents.length === 0)
    return {
      missing: `No Statuspage at ${source}.\n${failures.map(({ file, message }) => `  ${file}: ${message}`).join('\n')}`,
    }
  return { documents, failures, remote: true }
}

/** Fetches a text; a redirect is followed on the same host only, so that no page can send us into another network. */
async function fetchText(start: URL): Promise<string> {
  const signal = AbortSignal.timeout(TIMEOUT)
  let url = start
  for (let hops = 0; hops <= REDIRECTS; hops++) {
    const response = await fetch(url, { redirect: 'manual', signal, headers: { accept: 'application/json' } })
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null) {
      const next = new URL(location, url)
      if (next.hostname !== start.hostname || !/^https?:$/.test(next.protocol))
        throw new Error(`it redirects to another host, ${next.origin}; name that one if you trust it`)
      url = next
      continue
    }
    if (!response.ok) throw new Error(`status ${response.status}`)
    const text = await limitedText(response, LIMIT)
    if (text === null) throw new Error('it is over 50 MB')
    return text
  }
  throw new Error('too many redirects')
}
