import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { record } from '#model/records/field'
import { fieldTable, ownFieldTable } from './field-table.ts'
import { KINDS, type DocumentedKind } from './kinds.ts'

const INTRODUCTION = `# Records and their fields

<!-- Written by \`npm run docs\` from the schemas; edit those instead. -->

The records of the content folder are all that Evenkeel reads: nothing is configured elsewhere. What is written there is
judged by \`npx evenkeel validate\` and in every pull request, and published when the pull request is merged. The examples
are those of an invented company, Godwit Parcels.

- What is public lies in a \`public/\` folder or a \`public:\` block. Nothing else ever reaches the status page.
- A time is written with an offset (\`2026-03-01T10:00:00Z\`), a date as \`2026-03-01\`, a duration as \`90s\`, \`45m\`,
  \`2h30m\` or \`14d\`.
- A Markdown record is a file \`X.md\`, or a folder \`X/\` with \`index.md\` in it and what belongs to it beside it.
- Keys that aren't listed here are refused, with the nearest known one named.`

const COMMON = `Every record may have these fields:

${fieldTable(record({}))}`

const tree = () => ['```', ...KINDS.map(({ where, title }) => `${where.padEnd(50)} ${title}`), '```'].join('\n')

/** The text of `docs/records.md`: every kind of file with its fields and an example from a content folder. */
export const recordsPage = (folder: string): string =>
  `${[INTRODUCTION, tree(), COMMON, ...KINDS.map((kind) => section(kind, folder))].join('\n\n')}\n`

function section(kind: DocumentedKind, folder: string): string {
  const shown = sample(kind, folder)
  return [
    `## ${kind.title}`,
    `\`${kind.where}\``,
    kind.words,
    ...(kind.body ? [kind.body] : []),
    ...(shown ? [shown] : []),
    ...(kind.schema ? [ownFieldTable(kind.schema)] : []),
  ].join('\n\n')
}

function sample({ samples, pattern, body }: DocumentedKind, folder: string): string | null {
  const named = samples.find((path) => existsSync(join(folder, path)))
  const path = named ?? globSync(pattern, { cwd: folder }).toSorted()[0]
  if (path === undefined) return null
  const text = readFileSync(join(folder, path), 'utf8')
  const language = path.endsWith('.csv') ? 'csv' : path.endsWith('.json') ? 'json' : 'yaml'
  if (body !== undefined) return `For example \`${path}\`:\n\n\`\`\`\`markdown\n${abridged(text.trimEnd())}\n\`\`\`\``
  const words = path.endsWith('.md') ? frontMatter(text) : text
  return `For example \`${path}\`:\n\n\`\`\`${language}\n${cut(words.trimEnd())}\n\`\`\``
}

const frontMatter = (text: string): string => text.slice(0, text.indexOf('\n---', 3) + '\n---'.length)

const LONG = 80

/** Of a long Markdown record's sections, each with its first subsection only. */
function abridged(text: string): string {
  if (text.split('\n').length <= LONG) return text
  return text
    .split(/^(?=## )/m)
    .map((part) => {
      const [opening = '', first, ...rest] = part.split(/^(?=### )/m)
      return rest.length === 0 ? part : `${opening}${first}…\n\n`
    })
    .join('')
    .trimEnd()
}

/** Files that go on in the same way are cut short. */
function cut(text: string): string {
  const lines = text.split('\n')
  const [longest, shown] = text.startsWith('start,') ? [5, 4] : [40, 12]
  return lines.length > longest ? `${lines.slice(0, shown).join('\n')}\n…` : text
}
