import { basename } from 'node:path'
import { readText } from '#io/content-files'
import { foreignRunbook } from '#io/foreign-runbooks'
import { diagnose } from '#io/diagnose'
import type { Diagnostic } from '#model/diagnostic'
import { runbookSchema } from '#model/records/runbook'

/** A runbook of any making, as far as it can be taken over. */
export interface TakenOver {
  /** What the file is called, without its ending. */
  name: string
  /** The Markdown, as it is. */
  markdown: string
  /** The line of its file that it begins in. */
  line: number
  /** The lines above it. */
  front: string[]
  title: string | null
  /** Fields of its front matter that are ours, and in order. */
  fields: Record<string, unknown>
  /** Keys of it that aren't. */
  left: string[]
  /** What keeps it from being read. */
  wrong: Diagnostic[]
}

/** Reads a runbook to take it over. `file` is where it is, `named` what it is called in reports. */
export function takenOver(file: string, named: string): TakenOver {
  const read = readText(file, '')
  const name = basename(named).replace(/\.\w+$/, '')
  const nothing = { name, markdown: '', line: 1, front: [], title: null, fields: {}, left: [] }
  if ('problem' in read)
    return { ...nothing, wrong: diagnose([{ ...read.problem, at: { ...read.problem.at, file: named } }], new Map()) }
  const { fields, given, body, problems } = foreignRunbook(named, read.text)
  const wrong = diagnose(problems, new Map([[named, read.text]]))
  if (!fields || wrong.length > 0) return { ...nothing, wrong }
  const ours = Object.fromEntries(
    Object.entries(given).filter(
      ([key]) => Object.hasOwn(runbookSchema.shape, key) && Object.hasOwn(fields, key) && isKept(key, fields),
    ),
  )
  const title = typeof ours['title'] === 'string' ? ours['title'] : headingOf(body.markdown)
  return {
    name,
    markdown: body.markdown,
    line: body.line,
    front: read.text.split('\n').slice(0, body.line - 1),
    title,
    fields: ours,
    left: Object.keys(given).filter((key) => !Object.hasOwn(ours, key)),
    wrong,
  }
}

/** Whether a field of ours was in order: what wasn't has become its default. */
const isKept = (key: string, fields: object): boolean => {
  const value: unknown = Object.entries(fields).find(([name]) => name === key)?.[1]
  return value !== undefined && !(Array.isArray(value) && value.length === 0)
}

/** The words of the heading that a text begins with. */
function headingOf(markdown: string): string | null {
  const [first = ''] = markdown.trimStart().split('\n', 1)
  const [, text = ''] = /^# (.{1,200})$/.exec(first) ?? []
  return text.trim() === '' ? null : text.trim()
}
