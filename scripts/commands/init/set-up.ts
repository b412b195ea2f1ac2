import { mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { planReport } from '#import/report'
import { readContent } from '#io/catalog-reader'
import { whereabouts } from '#io/git/whereabouts'
import { installation, shippedFile } from '#io/installation'
import { writeNewFiles, writeNewFolder } from '#io/new-files'
import type { Instant } from '#model/time'
import { teamId, type Answers } from './answers.ts'
import { gather, pageOf, type Ask, type Given } from './gather.ts'
import { filesOfImport, subjectOf, withoutTeam, type Imported } from './imported.ts'
import { nextSteps } from './next-steps.ts'
import { dependencyOn, packageFiles } from './package-files.ts'
import { filesBeside, filesOfContent, WEBSITE, type Forge } from './repository-files.ts'
import { CONTENT, survey, type Survey } from './survey.ts'

export interface Order {
  folder: string
  given: Given
  /** What to install as evenkeel, where it isn't what is running. */
  package: string | null
  imported: Imported | null
  forge: Forge
  ask: Ask | null
  /** The zone of this machine. */
  timeZone: string
  now: Instant
}

/** What was done, in words for stdout, and what is left to do. */
export interface Told {
  done: string
  next: string
}

/** Makes a folder where there is none yet, and says where it really is. */
export function folderAt(dir: string): string {
  mkdirSync(dir, { recursive: true })
  return realpathSync(dir)
}

/** Whether there is nothing to write, before anybody is asked for anything. */
export const isComplete = ({ missing, content }: Survey): boolean => missing.length === 0 && content === 'records'

/** Writes what is missing in a folder, all of it new. */
export async function setUp({
  folder,
  given,
  package: spec,
  imported,
  forge,
  ask,
  timeZone,
  now,
}: Order): Promise<Told> {
  const before = survey(folder, forge)
  const git = await whereabouts(folder)
  const there = before.content === 'records' ? readContent(join(folder, CONTENT), now, () => now) : null
  const page = there ? pageOf(there.catalog) : imported && { ...imported, members: [] }
  const answers = await gather(given, { folder, git, page, timeZone, now }, ask)
  const dependency = dependencyOn(installation(), folder, spec)

  const records = there ? {} : recordsFor(answers, imported)
  if (before.content === 'missing') writeNewFolder(folder, CONTENT, records)
  else writeNewFiles(join(folder, CONTENT), records)
  const all = {
    ...packageFiles(answers.name, dependency),
    ...filesBeside(answers, subjectFor(imported), template, forge),
  }
  const files = Object.fromEntries(Object.entries(all).filter(([path]) => before.missing.includes(path)))
  writeNewFiles(folder, files)

  const own = Object.keys(records).filter((path) => !imported?.plan.files.some((file) => file.path === path))
  const wrote = [...own.map((path) => `${CONTENT}/${path}`), ...Object.keys(files)]
  const left = [...before.kept, ...(there ? [`${CONTENT}/`] : [])]
  const lines = [
    ...wrote.map((path) => `wrote ${path}\n`),
    left.length === 0 ? '' : `Left as they are: ${left.join(', ')}.\n`,
    imported && !there ? reportOf(imported) : '',
  ]
  return { done: lines.join(''), next: nextSteps({ answers, dependency, before, below: git.below, forge }) }
}

const template = (name: string): string => readFileSync(shippedFile(`init/${name}`), 'utf8')

const subjectFor = (imported: Imported | null) => (imported && subjectOf(imported)) ?? WEBSITE

function recordsFor(answers: Answers, imported: Imported | null): Record<string, string> {
  const known = { site: imported !== null, services: imported !== null && subjectOf(imported) !== null }
  return {
    ...filesOfContent(answers, subjectFor(imported), template, known),
    ...(imported ? filesOfImport(imported, teamId(answers), answers) : {}),
  }
}

/** What an import brought, its records named from here. */
const reportOf = ({ plan }: Imported): string =>
  `\n${planReport(withoutTeam(plan), new Set(), false).replaceAll(/^wrote /gm, `wrote ${CONTENT}/`)}`
