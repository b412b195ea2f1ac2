import { join } from 'node:path'
import { slugOf } from '#import/naming'
import { outlineOf } from '#io/markdown'
import { recordText, writeRecord } from '#io/record-writer'
import type { Content } from '#io/catalog-reader'
import type { Catalog } from '#model/catalog'
import { moveOf } from '#model/change/moves'
import { lacking, type ChangeDraft } from '#model/change/draft'
import { announcementOf, draftRecord } from '#model/change/draft-record'
import { withAnchors } from '#model/change/score-anchors'
import { filled, fromTemplate, placeholdersIn, templateSections } from '#model/change/draft-template'
import type { ChangeTemplate } from '#model/records/template'
import { compactInstant } from '#model/time'
import { findingText } from '#report/text'
import { contentWith, errorsIn, readAround } from '../change/content-around.ts'
import { draftOf, type NewChangeOptions } from './draft.ts'
import { nextId } from '../next-id.ts'
import { collisionWords } from './offer.ts'
import { renumber } from './renumber.ts'
import { surroundingsOf, type Surroundings } from './surroundings.ts'
import { contentFolder, wholeSecond } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { indexFile, placeOf, publicFile } from '#model/records/content-layout'

/** Writes a change request, or gives one whose id is taken another. */
export async function newChange(
  file: string | undefined,
  options: NewChangeOptions,
  terminal: Terminal,
): Promise<void> {
  const folder = contentFolder(options, terminal)
  if (options.renumber !== undefined) return renumber({ folder, id: options.renumber, file }, terminal)
  if (file !== undefined) throw new UsageError(`Unexpected ${file}: only --renumber takes a file.`)
  return write(folder, options, terminal)
}

async function write(folder: string, options: NewChangeOptions, terminal: Terminal) {
  const around = readAround(folder, null)
  const { catalog } = contentWith(around, {}, options.now ?? null, wholeSecond)
  const { now } = catalog
  refuseWrong(options, terminal.canAsk)
  if (!terminal.canAsk) refuseMove(draftOf(options))
  const surroundings = surroundingsOf(folder, now)
  const draft = await complete(draftOf(options), options, { catalog, around: surroundings, canAsk: terminal.canAsk })
  if (draft === null) {
    terminal.err('Stopped; nothing is written.\n')
    terminal.exitCode = 1
    return
  }
  refuseMove(draft)

  const id = await nextId('change', new Date(now).getUTCFullYear(), { folder, paths: around.all })
  const { files, record } = filesOf(id, draft, options, catalog)
  const wrong = errorsIn(contentWith(around, files, now, wholeSecond), record, folder, true)
  if (wrong.length > 0) {
    terminal.err(`${wrong.map(findingText).join('\n')}\nNothing is written: the record would not be valid.\n`)
    terminal.exitCode = 1
    return
  }
  for (const [path, text] of Object.entries(files)) {
    if (writeRecord(folder, path, text) !== 'written') {
      terminal.err(`${join(folder, path)} can't be written: something is there, or leads out of the folder.\n`)
      terminal.exitCode = 1
      return
    }
    terminal.out(`${join(folder, path)}\n`)
  }
  const collision = await collisionIn(id, draft, surroundings)
  if (collision !== null) terminal.err(`\n${collision}\n`)
  terminal.err(nextSteps(id, draft, Object.values(files), options))
}

/** Nothing more is read where there is no window to look at. */
const collisionIn = async (id: string, draft: ChangeDraft, around: () => Surroundings): Promise<string | null> =>
  draft.window ? collisionWords(id, draft, around()) : null

function refuseMove({ status = 'draft', type = 'normal' }: ChangeDraft) {
  const { legal, allowed } = moveOf(null, status, type)
  if (!legal) throw new UsageError(`A new ${type} change can't be ${status}: --status is one of ${allowed.join(', ')}.`)
}

/** Every flag that can't be read, and where nobody can be asked every one that is missing, in one go. */
function refuseWrong(options: NewChangeOptions, canAsk: boolean) {
  const wrong = options.wrong ?? []
  if (wrong.length === 0) return
  const given = new Set(wrong.map(({ flag }) => flag))
  const draft = withDefaults(draftOf(options), { type: 'normal', environment: 'production', window: null })
  // What a template would say isn't known yet.
  const missing =
    canAsk || options.template !== undefined
      ? []
      : lacking(draft)
          .map(({ flag }) => flag)
          .filter((flag) => !given.has(flag))
  throw new UsageError(
    [...wrong.map(({ words }) => words), ...(missing.length > 0 ? [usage(missing, [])] : [])].join('\n'),
  )
}

/** Asks for what is missing, or refuses. Null: whoever was asked gave up. */
async function complete(
  flags: ChangeDraft,
  { set = {} }: NewChangeOptions,
  { catalog, around, canAsk }: { catalog: Catalog; around: () => Surroundings; canAsk: boolean },
): Promise<ChangeDraft | null> {
  const defaults = { type: 'normal', environment: 'production', window: null } as const
  let draft: ChangeDraft = canAsk ? flags : withDefaults(flags, defaults)
  let values = set
  const questions = canAsk ? await import('./questions.ts') : null
  try {
    for (;;) {
      const template = templateOf(draft, catalog)
      const sections = template ? templateSections(template.body, outlineOf(template.body)) : {}
      const known = template ? fromTemplate(draft, template, sections) : draft
      const names = placeholdersIn(known.sections ?? {})
      refuseUnknown(values, names, template, draft)
      const missing = lacking(known)
      const open = names.filter((name) => !Object.hasOwn(values, name))
      const [first] = missing
      const [placeholder] = open
      if (!first && placeholder === undefined) return { ...known, sections: filled(known.sections ?? {}, values) }
      if (!questions)
        throw new UsageError(
          usage(
            missing.map(({ flag }) => flag),
            open,
          ),
        )
      if (first) draft = { ...draft, ...(await questions.ask(first.part, known, { catalog, around })) }
      else if (placeholder !== undefined)
        values = { ...values, [placeholder]: await questions.askPlaceholder(placeholder) }
    }
  } catch (error) {
    if (questions?.isGivenUp(error)) return null
    throw error
  }
}

const withDefaults = (
  draft: ChangeDraft,
  { type, environment, window }: Pick<ChangeDraft, 'type' | 'environment' | 'window'>,
) => ({
  ...draft,
  type: draft.type ?? type,
  environment: draft.environment ?? environment,
  window: draft.window ?? window,
})

const usage = (flags: readonly string[], placeholders: readonly string[]): string =>
  `Missing: ${[...flags, ...placeholders.map((name) => `--set ${name}=…`)].join(', ')}. See \`new change --help\`.`

function templateOf({ template: id }: ChangeDraft, { change_templates, broken }: Catalog): ChangeTemplate | null {
  if (id === undefined) return null
  const template = change_templates.find((one) => one.id === id)
  if (template) return template
  const known = change_templates.map((one) => one.id).join(', ')
  throw new UsageError(
    broken.change_template?.includes(id)
      ? `The template ${id} can't be read; \`validate\` says why.`
      : `No template ${id} in change-templates/${known === '' ? '' : `, expected one of ${known}`}.`,
  )
}

function refuseUnknown(
  values: Readonly<Record<string, string>>,
  names: readonly string[],
  template: ChangeTemplate | null,
  { type }: ChangeDraft,
) {
  const unknown = Object.keys(values).find((name) => !names.includes(name))
  if (unknown === undefined || (!template && type === undefined)) return
  throw new UsageError(
    template
      ? `The template ${template.id} has no placeholder {{${unknown}}}${names.length === 0 ? '' : `, but ${names.map((name) => `{{${name}}}`).join(', ')}`}.`
      : '--set goes with --template.',
  )
}

/** The files of the record, by path; the one that is announced is a folder. */
function filesOf(id: string, draft: ChangeDraft, options: NewChangeOptions, { services, now }: Content['catalog']) {
  const slug = slugOf(draft.title ?? '')
  const name = placeOf('change', id, slug)
  const { data, body } = draftRecord(id, draft, now)
  const text = withAnchors(recordText(data, body))
  if (options.announce === undefined) return { record: `${name}.md`, files: { [`${name}.md`]: text } }
  const shown = new Set(services.flatMap((service) => (service.public ? service.id : [])))
  const components = (draft.services ?? []).filter((service) => shown.has(service))
  const announcement = announcementOf(options.announce, options.announcement ?? '', components)
  const files = {
    [indexFile(name)]: text,
    [publicFile(name, `${compactInstant(now)}.md`)]: recordText(announcement.data, announcement.body),
  }
  return { record: name, files }
}

function nextSteps(id: string, { status, window }: ChangeDraft, texts: readonly string[], options: NewChangeOptions) {
  const steps = [
    texts.some((text) => text.includes('To be written: ')) ? 'Write the sections that say "To be written".' : '',
    window ? '' : 'Give it a `window` before it is approved.',
    options.announce !== undefined && options.announcement === undefined
      ? 'Say in the announcement what customers will notice.'
      : '',
    'Commit it on a branch and open a pull request: it says how risky the change is and who has to approve it.',
    status === 'draft' ? 'Set `status` to approved there when it is to be decided on.' : '',
  ].filter((step) => step !== '')
  return `\n${id} is ${(status ?? 'draft').replace('_', ' ')}. Next:\n${steps.map((step) => `- ${step}\n`).join('')}`
}
