import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Repository } from '#io/git/repository'
import { changeId } from '#model/records/field'
import { authorsOf } from '#model/gate/authors'
import { verdictOf, type GateVerdict } from '#model/gate/verdict'
import { reviewsSchema, type Review } from '#model/gate/review'
import { verdictFromAbove } from '#report/from-above'
import { gateJson } from '#report/gate/json'
import { gateMarkdown } from '#report/gate/markdown'
import { gateText } from '#report/gate/terminal'
import { assessPullRequest } from '#assess/pull-request'
import { assessStart } from '#assess/start'
import { neededCommit, neededRepository, shallowWords } from './needed-repository.ts'
import { clock, contentFolder, type CommonOptions } from './options.ts'
import { pathFrom, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface GateOptions extends CommonOptions {
  base?: string
  head?: string
  author?: string[]
  reviews?: string
  format: 'text' | 'markdown' | 'json'
}

/** Judges a pull request, or whether one change may start. */
export async function gate(change: string | undefined, options: GateOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  const verdict =
    change === undefined
      ? await pullRequest(folder, options, terminal)
      : await start(folder, change.trim().toUpperCase(), options)
  terminal.out(PRINT[options.format](verdictFromAbove(basename(resolve(folder)), verdict)))
  if (verdict.verdict === 'fail') terminal.exitCode = 1
}

const PRINT = {
  text: gateText,
  markdown: gateMarkdown,
  json: gateJson,
} satisfies Record<GateOptions['format'], (verdict: GateVerdict) => string>

async function pullRequest(folder: string, options: GateOptions, terminal: Terminal): Promise<GateVerdict> {
  const { base, head = 'HEAD', author = [], reviews, now } = options
  if (base === undefined) throw new UsageError('Name what the pull request goes into with --base REF, or a change.')
  const repository = await neededRepository(folder, 'gate')
  const range = await rangeOf(repository, base, head)
  const assessment = await assessPullRequest(
    repository,
    {
      ...range,
      authors: authorsOf(author[0] ?? null, author.slice(1)),
      reviews: reviews === undefined ? [] : readReviews(pathFrom(terminal, reviews)),
    },
    now ?? null,
    clock,
  )
  return verdictOf(assessment)
}

/** The commits of a pull request. What a shallow clone can't know is refused, not guessed. */
export async function rangeOf(repository: Repository, base: string, head: string) {
  const [from, to] = [await neededCommit(repository, base), await neededCommit(repository, head)]
  const parted = await repository.mergeBase(from, to)
  if (parted === null)
    throw new UsageError(
      `${base} and ${head} have no commit in common.${(await shallowWords(repository)) || ' Name another --base.'}`,
    )
  return { base: from, head: to }
}

function readReviews(file: string): Review[] {
  const parsed = reviewsSchema.safeParse(json(file))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(
    `${file}: ${issue?.message ?? 'Unexpected content'} (${issue?.path.join('.') ?? ''}). Expected GitHub's list of reviews.`,
  )
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`${file} can't be read as JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function start(folder: string, change: string, { base, reviews, now }: GateOptions): Promise<GateVerdict> {
  if (base !== undefined || reviews !== undefined)
    throw new UsageError('A single change is judged as it is: leave out --base and --reviews.')
  if (!changeId.safeParse(change).success)
    throw new UsageError(`Unexpected change ${change}, expected an id such as CHG-2026-0451.`)
  const assessment = await assessStart(folder, change, now ?? null, clock)
  if (!assessment) throw new UsageError(`No change ${change} in ${folder}.`)
  return verdictOf(assessment)
}
