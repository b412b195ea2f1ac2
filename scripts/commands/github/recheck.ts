import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { GithubError } from '#io/github-error'
import type { PullRequest } from '#io/github-pulls'
import { replaceFile } from '#io/replace-file'
import { instant } from '#model/records/field'
import { formatInstant, type Instant } from '#model/time'
import { plain } from '#report/gate/escape'
import { actionsEnvironment } from './actions-environment.ts'
import type { GithubOptions } from './github.ts'
import { judgeAndTell } from './judge-and-tell.ts'
import { openDesk, twinsAmong, type PullRequestDesk } from './judgement.ts'
import { clock } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { inWords, message, print, summarise } from './workflow-log.ts'

export interface RecheckOptions extends GithubOptions {
  /** How many requests it may cost. */
  requests: number
  /** The file that knows when each was judged last. */
  memory?: string
}

/** Judges all open pull requests anew, whose verdict is the oldest first, and leaves what is too much to the next run. */
export async function githubRecheck(options: RecheckOptions, terminal: Terminal): Promise<void> {
  const around = actionsEnvironment(terminal.env)
  const desk = await openDesk(options, around, terminal)
  await inWords(terminal, around, async () => {
    const open = await desk.github.openPullRequests(await desk.github.defaultBranch())
    const judged = options.memory === undefined ? new Map<number, Instant>() : remembered(options.memory)
    const lines: string[] = []
    const say = (line: string) => {
      print(terminal, `${line}\n`)
      lines.push(`- ${plain(line)}`)
    }
    const left: string[] = []
    let dearest = RESERVED
    let isUsedUp = false
    for (const pull of open.toSorted((a, b) => age(judged, a) - age(judged, b) || a.number - b.number)) {
      if (isUsedUp || !isAffordable(desk, options.requests, dearest)) {
        left.push(`#${pull.number}`)
        continue
      }
      const before = desk.github.meter.spent
      const known = { pull, twins: twinsAmong(open, pull) }
      // What is wrong with one must not keep the others from being judged.
      const words = await judgeAndTell(desk, known, around, { write: !options.dryRun, pushed: false }).then(
        ({ sentence }) => sentence,
        (error: unknown) => {
          terminal.exitCode = 1
          isUsedUp = error instanceof GithubError && error.usedUpUntil !== undefined
          return `It can't be judged. ${message(error)}`
        },
      )
      if (!isUsedUp) judged.set(pull.number, options.now ?? clock())
      dearest = Math.max(dearest, desk.github.meter.spent - before)
      say(`#${pull.number}  ${words}`)
    }
    if (left.length > 0) say(`Left to the next run: ${left.join(' ')}.`)
    if (open.length === 0) terminal.out('No pull request is open.\n')
    else summarise(`${lines.join('\n')}\n`, around)
    if (options.memory !== undefined && !options.dryRun) remember(options.memory, judged, open)
  })
}

const age = (judged: ReadonlyMap<number, Instant>, { number }: PullRequest): Instant => judged.get(number) ?? 0

/** What judging one pull request may cost: four requests to read it, and what there is to say; more where it is long. */
const RESERVED = 12
/** Of an hour's requests so many stay for what happens meanwhile: pushes and reviews are judged when they come. */
const FOR_OTHERS = 1 / 4

function isAffordable({ github: { meter } }: PullRequestDesk, requests: number, dearest: number): boolean {
  const isLeft = meter.left === null || meter.limit === null || meter.left - dearest >= meter.limit * FOR_OTHERS
  return isLeft && meter.spent + dearest <= requests
}

const memorySchema = z.record(z.string().regex(/^\d+$/), instant)

/** Nothing where there is no such file, or none that can be read: then the order is all that is lost. */
function remembered(file: string): Map<number, Instant> {
  try {
    const known = memorySchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return new Map(Object.entries(known).map(([number, at]) => [Number(number), at]))
  } catch {
    return new Map()
  }
}

function remember(file: string, judged: ReadonlyMap<number, Instant>, open: readonly PullRequest[]) {
  const times = open.flatMap(({ number }) => {
    const at = judged.get(number)
    return at === undefined ? [] : [[number, formatInstant(at)]]
  })
  replaceFile(file, `${JSON.stringify(Object.fromEntries(times), null, 2)}\n`)
}
