import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { objectParser } from './object-parser.ts'
import type { GitObject } from './object.ts'
import { endedBy, startGit } from './process.ts'
import { Unreachable } from './unreachable.ts'

/** Reads the objects of a repository, by one process of git however often it is asked. */
export interface ObjectReader {
  /**
   * What some names stand for, in their order: ids, or whatever else git takes for the name of an object; null where a
   * name stands for nothing, or for more than one. Rejects where git fails.
   */
  objects: (names: readonly string[]) => Promise<(GitObject | null)[]>
  /** Ends the process at once, as it would soon after the last question. */
  close: () => void
}

/** Milliseconds that the process waits for another question. It keeps nobody from ending. */
const PATIENCE = 5000

interface Question {
  left: number
  found: (GitObject | null)[]
  done: (found: (GitObject | null)[]) => void
  fail: (why: Error) => void
}

/** A reader for the repository at a folder; `env` is added to the environment. Nothing runs before it is asked. */
export function objectReader(folder: string, env: NodeJS.ProcessEnv = {}): ObjectReader {
  let batch: Batch | null = null
  return {
    objects: async (names) => {
      // A line is a name.
      const asked = names.filter((name) => !name.includes('\n'))
      if (asked.length === 0) return names.map(() => null)
      if (batch === null || batch.isOver()) batch = startBatch(folder, env)
      const found = await batch.ask(asked)
      let at = 0
      return names.map((name) => (name.includes('\n') ? null : (found[at++] ?? null)))
    },
    close: () => batch?.end(),
  }
}

interface Batch {
  ask: (names: readonly string[]) => Promise<(GitObject | null)[]>
  isOver: () => boolean
  end: () => void
}

function startBatch(folder: string, env: NodeJS.ProcessEnv): Batch {
  const child = startGit(folder, ['cat-file', '--batch'], env)
  const questions: Question[] = []
  let isOver = false
  let words = ''
  let idle: NodeJS.Timeout | undefined
  const end = () => {
    isOver = true
    child.stdin.end()
  }
  const rest = () => {
    hold(child, false)
    idle = setTimeout(end, PATIENCE).unref()
  }
  const parser = objectParser((object) => {
    const [question] = questions
    if (!question) return
    question.found.push(object)
    if (--question.left > 0) return
    questions.shift()
    question.done(question.found)
    if (questions.length === 0) rest()
  })
  const failed = (why: Error) => {
    isOver = true
    for (const { fail } of questions.splice(0)) fail(why)
  }
  child.stdout.on('data', parser)
  child.stderr.on('data', (part: Buffer) => (words += part.toString()))
  // Git may stop reading before it was asked everything; how it ended says why.
  child.stdin.on('error', () => undefined)
  child.on('error', failed)
  child.on('close', (_, signal) =>
    failed(
      signal ? new Unreachable(endedBy('git cat-file', signal)) : new Error(`git cat-file failed: ${words.trim()}`),
    ),
  )
  return {
    ask: (names) =>
      new Promise((done, fail) => {
        clearTimeout(idle)
        hold(child, true)
        questions.push({ left: names.length, found: [], done, fail })
        child.stdin.write(names.map((name) => `${name}\n`).join(''))
      }),
    isOver: () => isOver,
    end,
  }
}

/** Whether a process keeps ours from ending: only while somebody waits for its answer. */
function hold(child: ChildProcessWithoutNullStreams, isHeld: boolean) {
  for (const one of [child, child.stdin, child.stdout, child.stderr]) {
    const handle: unknown = one
    if (!isHolding(handle)) continue
    if (isHeld) handle.ref()
    else handle.unref()
  }
}

const isHolding = (value: unknown): value is { ref: () => void; unref: () => void } =>
  typeof value === 'object' && value !== null && 'ref' in value && 'unref' in value
