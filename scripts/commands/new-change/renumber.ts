import { renameSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { editFrontMatter } from '#io/front-matter-edit'
import { openRepository } from '#io/git/repository'
import { addedAt } from '#io/git/names'
import { listFiles, readText } from '#io/content-files'
import { rewriteRecord } from '#io/record-writer'
import { indexFile, isRead, publicAt, slotsIn } from '#model/records/content-layout'
import { printable } from '#report/text'
import { changesNear, readAround } from '../change/content-around.ts'
import { nextId } from '../next-id.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface Renumbering {
  folder: string
  id: string
  /** The one that is meant, where it was named. */
  file: string | undefined
}

/**
 * Gives one of the changes that share an id the next free one: in the name of its file or folder, and as its `id`.
 * Nothing else is touched; what else names the old id is listed, for a person knows which of the two it means.
 */
export async function renumber({ folder, id, file }: Renumbering, terminal: Terminal): Promise<void> {
  const around = readAround(folder, id)
  const records = changesNear(around, id)
  const record =
    file === undefined ? await newestOf(folder, id, records) : named({ folder, id, file }, records, terminal)
  const fresh = await nextId('change', Number(id.split('-')[1]), { folder, paths: around.all })
  const index = indexFile(record)
  const was = around.texts.get(index)
  const text = was === undefined ? null : editFrontMatter(was, [{ key: 'id', value: fresh }])
  if (was === undefined || text === null)
    return fail(terminal, `${join(folder, index)} can't be edited; \`validate\` says why.`)

  const target = `${dirname(record)}/${fresh}${basename(record).slice(id.length)}`
  const [from, to] = [join(folder, record), join(folder, target)]
  renameSync(from, to)
  if (rewriteRecord(folder, indexFile(target), was, text) !== 'written') {
    renameSync(to, from)
    return fail(terminal, `${join(folder, index)} has changed meanwhile, or is a link; nothing is changed.`)
  }
  terminal.out(`${from}\n  → ${to}\n  id: ${id} → ${fresh}\n`)
  const left = mentions(folder, id, new Set(records))
  if (left.length > 0)
    terminal.out(
      `\nThese still name ${id} and were left alone. Correct those that mean this one:\n${left.map((line) => `  ${line}\n`).join('')}`,
    )
  const isPublic = [...around.texts.keys()].some((path) => publicAt(path)?.record === record)
  if (isPublic && !/^public_id:/m.test(text))
    terminal.err('Its public address is made from its id, and changes with it.\n')
}

function fail(terminal: Terminal, message: string) {
  terminal.err(`${message}\n`)
  terminal.exitCode = 1
}

const listed = (folder: string, records: readonly string[]) =>
  records.map((record) => `\n  ${join(folder, record)}`).join('')

/** The record that was committed last, or not yet. */
async function newestOf(folder: string, id: string, records: readonly string[]): Promise<string> {
  const [first] = records
  if (first === undefined) throw new UsageError(`No change ${id} in ${folder}.`)
  if (records.length === 1) return first
  const repository = await openRepository(folder)
  const unclear = new UsageError(
    `${id} is the id of several changes, and git doesn't say which is newer. Name the one to renumber:${listed(folder, records)}`,
  )
  if (!repository || (await repository.isShallow())) throw unclear
  const added = await Promise.all(
    records.map(async (record) => ({
      record,
      time: (await addedAt(repository, indexFile(record))) ?? Infinity,
    })),
  )
  const [newest, next] = added.toSorted((a, b) => b.time - a.time)
  if (!newest || newest.time === next?.time) throw unclear
  return newest.record
}

/** The record that a path means: its file, its folder or the index in it, from here or from the content folder. */
function named(
  { folder, id, file }: Renumbering & { file: string },
  records: readonly string[],
  terminal: Terminal,
): string {
  const here = resolve(terminal.folder, file)
  const fromContent = [relative(resolve(folder), here), file]
    .filter((path) => !isAbsolute(path) && !path.startsWith('..'))
    .map((path) => path.replaceAll('\\', '/').replace(/\/(index\.md)?$/, ''))
  const record = records.find((one) => fromContent.includes(one))
  if (record !== undefined) return record
  throw new UsageError(
    records.length === 0
      ? `No change ${id} in ${folder}.`
      : `${file} isn't a record of ${id}. Expected${records.length > 1 ? ' one of' : ''}:${listed(folder, records)}`,
  )
}

/** Where the folder still names an id, but for the other records of that id naming themselves. */
function mentions(folder: string, id: string, records: ReadonlySet<string>): string[] {
  const { paths } = listFiles(folder)
  const own = new Set([...records].map(indexFile))
  const name = new RegExp(`(?<![\\w-])${id}(?!\\d)`, 'g')
  return [...slotsIn(paths)].flatMap(([path, slot]) => {
    if (!isRead(slot)) return []
    const read = readText(folder, path)
    if (!('text' in read) || !read.text.includes(id)) return []
    return read.text
      .split('\n')
      .flatMap((line, i) =>
        own.has(path) && line.startsWith('id:')
          ? []
          : [...line.matchAll(name)].map(({ index }) =>
              printable(`${join(folder, path)}:${i + 1}:${index + 1}  ${line.trim().slice(0, 100)}`),
            ),
      )
  })
}
