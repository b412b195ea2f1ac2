import type { Problem } from '#model/diagnostic'
import type { Body } from '#model/records/body'
import { runbookSchema, type Runbook } from '#model/records/runbook'
import { listFiles, readText } from './content-files.ts'
import { splitFrontMatter } from './front-matter.ts'
import { countLines } from './text-span.ts'
import { readYaml } from './yaml-reader.ts'

/** Runbooks as they are, whoever wrote them for whichever tool. */
export interface ForeignRunbooks {
  /** By their paths below the folder, without `.md`. */
  runbooks: Runbook[]
  problems: Problem[]
  /** By path from the folder that was named. */
  texts: Map<string, string>
}

/**
 * Reads every Markdown file below a folder as a runbook; where it or a folder in it has a `runbooks/`, what lies in that. Pages of contents
 * (`_index.md`, `README.md`) are passed over. Front matter is looked into where there is some, whatever else it holds;
 * what is needed and missing there stays empty.
 */
export function readForeignRunbooks(folder: string): ForeignRunbooks {
  const listed = listFiles(folder)
  const isOne = runbooksAmong(listed.paths)
  const within = listed.paths.some((path) => path.startsWith('runbooks/')) ? 'runbooks/' : ''
  const problems = listed.problems.filter(({ at }) => isOne(at.file))
  const texts = new Map<string, string>()
  const runbooks: Runbook[] = []
  for (const path of listed.paths) {
    if (!isOne(path)) continue
    const read = readText(folder, path)
    if ('problem' in read) {
      problems.push(read.problem)
      continue
    }
    texts.set(path, read.text)
    const one = foreignRunbook(path, read.text)
    problems.push(...one.problems)
    if (one.fields) runbooks.push({ ...one.fields, id: idOf(path.slice(within.length)), file: path, body: one.body })
  }
  return { runbooks, problems, texts }
}

/**
 * Whether one of some files may be a runbook: Markdown, no page of contents, and not beside a folder `runbooks/`, as the docs
 * of a repository of theirs are.
 */
export function runbooksAmong(paths: readonly string[]): (path: string) => boolean {
  const tops = new Set(paths.flatMap((path) => foldersOf(path).filter((one) => path.startsWith(`${one}runbooks/`))))
  return (path) => {
    const top = foldersOf(path).find((one) => tops.has(one))
    return isRunbook(path) && (top === undefined || path.startsWith(`${top}runbooks/`))
  }
}

/** The folders above a file, from the outermost in, each with a slash behind it: of `a/b.md` none but `a/`, and the top. */
const foldersOf = (path: string): string[] => [
  '',
  ...[...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1)),
]

const isRunbook = (path: string): boolean => /\.md$/i.test(path) && !/(?:^|\/)(?:_index|readme)\.md$/i.test(path)
const idOf = (path: string): string => path.replace(/\.md$/i, '').replace(/\/index$/, '')

/** Front matter of TOML, as Hugo also takes it: nobody reads it here. */
const TOML = /^\+\+\+[ \t]*\n(?:[^]*?\n)??\+\+\+[ \t]*(?:\n|$)/

/** A runbook with as much of its front matter as is ours; no fields where its language is refused, or its YAML is broken. */
export function foreignRunbook(
  file: string,
  text: string,
): { fields: Omit<Runbook, 'id' | 'file' | 'body'> | null; body: Body; given: object; problems: Problem[] } {
  const none = { given: {}, problems: [] }
  if (!/^---(?!-)/.test(text)) {
    const skipped = TOML.exec(text)?.[0].length ?? 0
    return { ...none, fields: fieldsOf(file, {}), body: bodyFrom(text, skipped) }
  }
  const split = splitFrontMatter(text)
  if ('error' in split) {
    const line = split.line ?? 1
    const at = { file, span: { line, column: 1, end_line: line, end_column: 1 } }
    const problem = { rule: 'front-matter', severity: 'error', at, message: split.error, help: split.help } as const
    return { fields: null, body: bodyFrom(text, 0), given: {}, problems: [problem] }
  }
  const { data, problems } = readYaml(file, split.yaml, 1)
  const [first] = data
  const given = typeof first === 'object' && first !== null && !Array.isArray(first) ? first : {}
  return { fields: data.length === 0 ? null : fieldsOf(file, given), body: split.body, given, problems }
}

const bodyFrom = (text: string, at: number): Body => ({
  markdown: text.slice(at),
  line: countLines(text.slice(0, at)),
})

/** The fields that are ours and in order; a title and a team there must be, so they may be empty words here. */
function fieldsOf(file: string, given: object): Omit<Runbook, 'id' | 'file' | 'body'> {
  const ours = Object.entries(given).filter(([name, value]) => {
    const field = Object.hasOwn(runbookSchema.shape, name)
      ? runbookSchema.shape[name as keyof typeof runbookSchema.shape]
      : null
    return field?.safeParse(value).success === true
  })
  const fields = runbookSchema.parse({ title: file, team: 'nobody', ...Object.fromEntries(ours) })
  // Hugo calls the older addresses of a page so.
  return { ...fields, aliases: fields.aliases.filter((name) => !name.includes('/')) }
}
