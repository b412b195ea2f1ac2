import matter from 'gray-matter'
import type { Body } from '#model/records/body'
import type { Problem } from '#model/diagnostic'
import { countLines, lineSpan } from './text-span.ts'
import { wrongEnd, wrongStart, type FenceSlip } from './fence-slips.ts'
import { NO_BODY, readYaml, type Parsed } from './yaml-reader.ts'

const LANGUAGES = new Set(['', 'yaml', 'yml'])

/** Splits `---` front matter from Markdown. `yaml` starts on line 2. */
export function splitFrontMatter(text: string): { yaml: string; body: Body } | FenceSlip {
  if (!/^---(?!-)/.test(text)) return wrongStart(text)
  const language = matter.language(text).name
  if (!LANGUAGES.has(language))
    return {
      error: `Unexpected front matter in ${JSON.stringify(language)}, expected YAML.`,
      help: 'Only YAML front matter is read; nothing in it is ever run. Begin the file with a bare `---`.',
    }
  const close = text.indexOf('\n---', 3)
  // A longer line is none: its other hyphens would stand in the text.
  if (close < 0 || /^-+[ \t]*$/.test(lineAt(text, close + '\n---'.length))) return wrongEnd(text)
  // Cut as gray-matter cuts, which takes quadratic time on blank lines when it does so itself.
  const body = close + '\n---'.length
  const start = text[body] === '\n' ? body + 1 : body
  const yaml = text.slice(text.indexOf('\n') + 1, close + 1)
  return { yaml, body: { markdown: text.slice(start), line: countLines(text.slice(0, start)) } }
}

/** The rest of the line at an offset, as far as a fence may reach. */
const lineAt = (text: string, at: number): string => text.slice(at, at + 100).split('\n', 1)[0] ?? ''

/** Reads a Markdown record: front matter and body. */
export function readMarkdown(file: string, text: string): Parsed {
  const split = splitFrontMatter(text)
  if ('error' in split) {
    const { error: message, help, line = 1 } = split
    const problem: Problem = {
      rule: 'front-matter',
      severity: 'error',
      at: { file, span: lineSpan(text, line) },
      message,
      help,
    }
    return { data: [], body: NO_BODY, problems: [problem] }
  }
  const read = readYaml(file, split.yaml, 1)
  return { data: read.data, body: split.body, problems: read.problems }
}
