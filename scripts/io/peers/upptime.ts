import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Path } from '#model/diagnostic'
import type { SourceDocument } from '#model/source-document'
import { readYaml } from '../yaml-reader.ts'
import { patchLog } from '../git/repository.ts'
import { locator } from '../locate.ts'
import type { SourceFailure } from './statuspage.ts'

export interface UpptimeRead {
  /** `.upptimerc.yml`; null where there is none. */
  config: { file: string; value: unknown; lineOf: (path: Path) => number } | 'unreadable' | null
  /** What commits did to `history/*.yml`, oldest first, as git prints it; null: no repository. */
  log: string | null
  /** Each issue by itself; null: no list of issues. */
  issues: { file: string; documents: SourceDocument[] } | null
  failures: SourceFailure[]
}

const LIMIT = 200 * 1024 * 1024

/**
 * Reads an Upptime: the clone of its repository, with the list of its issues beside it or in a file of its own.
 * `missing` says why there is nothing to read.
 */
export async function readUpptime(source: string, issuesFile?: string): Promise<UpptimeRead | { missing: string }> {
  if (!existsSync(source)) return { missing: `No file or folder ${source}.` }
  const isFile = !statSync(source).isDirectory()
  const folder = isFile ? dirname(source) : source
  const list = issuesFile ?? (isFile ? source : join(folder, 'issues.json'))
  if (issuesFile !== undefined && !isFileAt(list)) return { missing: `No file ${list}.` }
  const issues = isFileAt(list) ? readIssueList(list) : null
  if (isFile) return { config: null, log: null, issues: issues?.issues ?? null, failures: issues?.failures ?? [] }

  const history = await patchLog(folder, 'history/*.yml')
  if (history?.shallow)
    return {
      missing: `The clone in ${source} is shallow: its history begins in the middle, and outages would be missing or have the wrong dates. Run \`git fetch --unshallow\` in it first.`,
    }
  const config = readConfigFile(join(folder, '.upptimerc.yml'))
  if (history === null && issues === null)
    return {
      missing: `${source} is no git repository and holds no issues.json, expected the clone of an Upptime repository, or a list of its issues.`,
    }
  if (config === null && issues === null && (history?.log ?? '') === '')
    return { missing: `Nothing to import in ${source}, expected .upptimerc.yml, history/ or issues.json.` }
  return {
    config: config?.config ?? null,
    log: history?.log ?? null,
    issues: issues?.issues ?? null,
    failures: [...(config?.failures ?? []), ...(issues?.failures ?? [])],
  }
}

const isFileAt = (path: string) => existsSync(path) && statSync(path).isFile()

function readConfigFile(file: string): Pick<UpptimeRead, 'config' | 'failures'> | null {
  if (!isFileAt(file)) return null
  if (statSync(file).size > LIMIT) return { config: 'unreadable', failures: [failure(file, null, TOO_LARGE)] }
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  const { data, problems } = readYaml(file, text)
  const failures = problems.map(({ at, message }) => failure(file, 'span' in at ? at.span.line : null, message))
  if (data.length === 0) return { config: 'unreadable', failures }
  const locate = locator(basename(file), text)
  return { config: { file, value: data[0], lineOf: (path) => locate(path).line }, failures }
}

const TOO_LARGE = 'Unexpected size, expected at most 200 MB.'
const failure = (file: string, line: number | null, message: string): SourceFailure => ({ file, line, message })

function readIssueList(file: string): Pick<UpptimeRead, 'issues' | 'failures'> {
  const failed = (message: string) => ({ issues: null, failures: [failure(file, null, message)] })
  if (statSync(file).size > LIMIT) return failed(TOO_LARGE)
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  const value = parseJson(text)
  if ('error' in value) return failed(`Unexpected text, expected JSON: ${value.error}.`)
  if (!Array.isArray(value.value)) return failed('Unexpected data, expected a list of issues.')
  const lines = linesOfItems(text)
  // Pages that were fetched one by one may stand in a list of lists.
  const documents = value.value.flatMap((item: unknown, i): SourceDocument[] =>
    (Array.isArray(item) ? item : [item]).map((one: unknown) => ({ file, line: lines[i], value: one })),
  )
  return { issues: { file, documents }, failures: [] }
}

function parseJson(text: string): { value: unknown } | { error: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { error: error instanceof Error ? error.message.slice(0, 120) : String(error) }
  }
}

/** The line, from 1, that each item of the outermost list of a JSON text begins on. The text must be valid. */
function linesOfItems(text: string): number[] {
  const lines: number[] = []
  let [line, depth, awaits] = [1, 0, true]
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i)
    if (sign === '\n') line++
    if (/\s/.test(sign)) continue
    if (sign === ',' && depth === 1) awaits = true
    else if (sign === ']' || sign === '}') depth--
    else {
      if (awaits && depth === 1) {
        lines.push(line)
        awaits = false
      }
      if (sign === '[' || sign === '{') depth++
      else if (sign === '"') i = endOfString(text, i)
    }
  }
  return lines
}

/** Where the string ends that begins at an offset: a quote is escaped by an odd number of backslashes. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text[before - 1] === '\\') before--
    if ((end - before) % 2 === 0) return end
  }
  return text.length
}
