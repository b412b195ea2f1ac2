import { basename, dirname, join, resolve } from 'node:path'
import { takeName } from '#import/naming'
import { judgeContent } from '#assess/content'
import type { Content } from '#io/catalog-reader'
import { diagnose } from '#io/diagnose'
import { writeRecord } from '#io/record-writer'
import { writeBlockYaml, writeYaml } from '#io/yaml-writer'
import type { Catalog } from '#model/catalog'
import type { Diagnostic } from '#model/diagnostic'
import { recordFile } from '#model/records/content-layout'
import { fromAbove } from '#report/from-above'
import { findingText } from '#report/text'
import { contentWith, readAround } from '../change/content-around.ts'
import { contentFolder, wholeSecond, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import type { Answers, Form } from '../flags/forms/form.ts'

/** Writes a record that is a file, by its form: what no flag tells is asked for on a terminal, or missing. */
export async function newRecord(form: Form, flags: Answers, options: CommonOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  const around = readAround(folder, null)
  const { catalog } = contentWith(around, {}, options.now ?? null, wholeSecond)
  const answers = await answered(form, flags, catalog, terminal)
  if (answers === null) return fail('Stopped; nothing is written.\n', terminal)

  const { id, path } = placeFor(form, answers, around.all, catalog)
  const data = form.data(id, answers)
  const text = form.comment ? writeBlockYaml(data, [form.comment(answers)]) : writeYaml(data)
  const there = around.texts.get(path)
  if (there === text) return terminal.out(`${join(folder, path)} is there already; nothing is changed.\n`)
  if (around.all.includes(path))
    return fail(`${join(folder, path)} is there, and says something else; nothing is written.\n`, terminal)
  const wrong = broughtBy(
    contentWith(around, {}, catalog.now, wholeSecond),
    contentWith(around, { [path]: text }, catalog.now, wholeSecond),
    folder,
  )
  if (wrong.length > 0)
    return fail(`${wrong.map(findingText).join('\n')}\nNothing is written: the record would not be valid.\n`, terminal)
  if (writeRecord(folder, path, text) !== 'written')
    return fail(
      `${join(folder, path)} can't be written: something is there, or it leads out of the folder.\n`,
      terminal,
    )
  terminal.out(`${join(folder, path)}\n`)
  terminal.err(
    `\nNext:\n${form
      .next(id)
      .map((step) => `- ${step}\n`)
      .join('')}`,
  )
}

/** The errors that a record brings, in it or in others, named as reports do: those that were there before are no reason. */
export const broughtBy = (before: Content, after: Content, folder: string): Diagnostic[] =>
  fromAbove(basename(resolve(folder)), freshErrors(before, after))

/** The errors that came with some records, their files named from the content folder. */
export function freshErrors(before: Content, after: Content): Diagnostic[] {
  const [known, found] = [before, after].map((content) =>
    diagnose(
      [...content.problems, ...judgeContent(content)].filter(({ severity }) => severity === 'error'),
      content.texts,
    ),
  )
  const said = new Set(known?.map(fingerprint))
  return (found ?? []).filter((one) => !said.has(fingerprint(one)))
}
const fingerprint = ({ file, rule, message }: Diagnostic): string => [file, rule, message].join('\0')

/** Where it goes: by the name that was told; else by the first free one of those that its words make. */
function placeFor(form: Form, answers: Answers, paths: readonly string[], { slos }: Catalog) {
  const told = answers['id'] ?? (form.kind === 'slo' ? answers['name'] : undefined)
  const folder = dirname(recordFile(form.kind, 'x'))
  const files = paths.filter((path) => dirname(path) === folder).map((path) => basename(path).replace(/\.ya?ml$/, ''))
  const taken = new Set([...files, ...(form.kind === 'slo' ? slos.map((one) => one.id) : [])])
  const id = told ?? takeName(form.id(answers), taken)
  return { id, path: recordFile(form.kind, id) }
}

/** What the flags tell, and what is asked for besides. Null: whoever was asked gave up. */
export async function answered(
  form: Pick<Form, 'parts'> & { kind: string },
  flags: Answers,
  catalog: Catalog,
  terminal: Terminal,
): Promise<Answers | null> {
  const wrong = form.parts.flatMap(({ name, wrong: judge }) => {
    const text = flags[name]
    const why = text === undefined ? null : (judge?.(text) ?? null)
    return why === null ? [] : [`error: option '--${name}' argument '${text}' is invalid. ${why}`]
  })
  const missing = form.parts.filter(({ name, needed }) => needed && flags[name] === undefined)
  if (wrong.length > 0 || (missing.length > 0 && !terminal.canAsk))
    throw new UsageError(
      [
        ...wrong,
        ...(missing.length > 0 && !terminal.canAsk
          ? [`Missing: ${missing.map(({ name }) => `--${name}`).join(', ')}. See \`new ${form.kind} --help\`.`]
          : []),
      ].join('\n'),
    )
  if (missing.length === 0) return flags
  const { askFor, isGivenUp } = await import('./questions.ts')
  let answers = flags
  try {
    for (const part of missing) answers = { ...answers, [part.name]: await askFor(part, answers, catalog) }
    return answers
  } catch (error) {
    if (isGivenUp(error)) return null
    throw error
  }
}

/** Says why nothing was done. */
export function fail(message: string, terminal: Terminal) {
  terminal.err(message)
  terminal.exitCode = 1
}
