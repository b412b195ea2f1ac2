import { existsSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Body } from '#model/records/body'
import type { Path, Problem } from '#model/diagnostic'
import type { SourceDocument } from '#model/source-document'
import { listFiles, readText } from '../content-files.ts'
import { readMarkdown } from '../front-matter.ts'
import { readYaml } from '../yaml-reader.ts'
import { locator } from '../locate.ts'
import type { SourceFailure } from './statuspage.ts'

/** One YAML file of a cState site, or the front matter of one of its issues with the Markdown below it. */
export interface CstateDocument extends SourceDocument {
  /** From the folder of issues, without the ending; empty for the config. */
  name: string
  body: Body
  /** The line of the file that a value stands on. */
  lineOf: (path: Path) => number
}

export type CstateRead =
  | { config: CstateDocument | null; issues: CstateDocument[]; failures: SourceFailure[] }
  /** There is no such site at all. */
  | { missing: string }

const CONFIGS = ['config.yml', 'config.yaml', 'hugo.yml', 'hugo.yaml', 'config.json', 'hugo.json']
const TOML = ['config.toml', 'hugo.toml']
const ISSUES = ['content/issues', 'issues']

const IN_TOML = 'Unexpected front matter in TOML, expected YAML. Hugo rewrites it: `hugo convert toYAML --unsafe`.'

/** Reads the folder of a cState site: its config, and every issue. Nothing outside of the folder is read. */
export function readCstate(source: string): CstateRead {
  if (!isFolder(source)) return { missing: `No folder ${source}.` }
  const config = CONFIGS.find((name) => existsSync(join(source, name)))
  const toml = TOML.find((name) => existsSync(join(source, name)))
  if (config === undefined && toml !== undefined)
    return {
      missing: `${join(source, toml)} is TOML, and only YAML is read. Hugo writes it as YAML: run \`hugo config --format yaml > config.yml\` in ${source}.`,
    }
  if (config === undefined)
    return { missing: `No cState site in ${source}, expected its ${CONFIGS[0]} and ${ISSUES[0]}/.` }
  const settings = readOne(source, config, '', readYaml)
  const folder = ISSUES.find((name) => isFolder(join(source, name)))
  if (folder === undefined) return { config: settings.document, issues: [], failures: settings.failures }
  const root = join(source, folder)
  if (!isWithin(source, folder)) return { missing: `${root} leads out of ${source}.` }
  const { paths, problems } = listFiles(root)
  const issues = paths.flatMap((path) => {
    const name = nameOf(path)
    return name === null ? [] : [readOne(root, path, name, readMarkdown)]
  })
  return {
    config: settings.document,
    issues: issues.flatMap(({ document }) => document ?? []),
    failures: [
      ...settings.failures,
      ...problems.map((problem) => failureOf(root, problem)),
      ...issues.flatMap(({ failures }) => failures),
    ],
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

const isWithin = (root: string, path: string): boolean =>
  realpathSync(join(root, path)).startsWith(realpathSync(root) + sep)

/** `2018/x` of `2018/x.md` and of `2018/x/index.md`; null for what is no page, or the page of a list. */
const nameOf = (path: string): string | null => {
  const name = /^(.+?)(?:\/index)?\.(?:md|markdown)$/.exec(path)?.[1]
  return name === undefined || /(?:^|\/)_?index$/.test(name) ? null : name
}

function readOne(
  root: string,
  path: string,
  name: string,
  parse: typeof readYaml | typeof readMarkdown,
): { document: CstateDocument | null; failures: SourceFailure[] } {
  const file = join(root, path)
  if (!isWithin(root, path))
    return { document: null, failures: [{ file, line: null, message: `Unexpected link that leaves ${root}.` }] }
  const read = readText(root, path)
  if ('problem' in read) return { document: null, failures: [failureOf(root, read.problem)] }
  const { text } = read
  if (text.startsWith('+++')) return { document: null, failures: [{ file, line: 1, message: IN_TOML }] }
  const { data, body, problems } = parse(path, text)
  if (problems.length > 0) return { document: null, failures: problems.map((problem) => failureOf(root, problem)) }
  let locate: ReturnType<typeof locator> | null = null
  const lineOf = (at: Path) => (locate ??= locator(path, text))(at).line
  return { document: { file, name, value: data[0] ?? null, body, lineOf }, failures: [] }
}

const failureOf = (root: string, { at, message, help }: Problem): SourceFailure => ({
  file: join(root, at.file),
  line: 'span' in at ? at.span.line : null,
  message: help === undefined ? message : `${message} ${help}`,
})
