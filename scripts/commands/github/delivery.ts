import type { Github } from '#io/github'
import type { GateVerdict } from '#model/gate/verdict'
import { plain } from '#report/gate/escape'
import { gateMarkdown } from '#report/gate/markdown'
import { reviewersToAsk } from './reviewers.ts'
import type { Judgement } from './judgement.ts'

/** The name of the status, to be required of the branch. */
export const STATUS = 'evenkeel/gate'
/** What the comment begins with, so that it is found again. */
const MARKER = '<!-- evenkeel:gate -->'

export interface Delivery {
  github: Github
  /** Where the status leads if there is no comment. */
  run: string | null
  /** Whether the pull request has just got new commits. */
  pushed: boolean
}

/**
 * Tells a verdict on the pull request: asks for the reviews that are missing, writes the one comment, sets the one
 * status. Each is done though another fails; the first failure is thrown in the end. Says whether anything was new.
 */
export async function deliver(judgement: Judgement, { github, run, pushed }: Delivery): Promise<boolean> {
  const { pull, verdict, passes, sentence } = judgement
  const failures: unknown[] = []
  const attempt = async <T>(step: () => Promise<T>): Promise<T | null> =>
    step().catch((error: unknown) => {
      failures.push(error)
      return null
    })

  const comment = await attempt(() => github.comment(pull.number, MARKER))
  const asked = askedIn(comment?.body ?? '')
  const asking = { requested: pull.requested, asked, again: pushed, turn: pull.number }
  // Who has marked it as a draft doesn't want it looked at yet.
  const ask = pull.isDraft ? [] : reviewersToAsk(verdict, asking).filter((handle) => ACCOUNT.test(handle))
  const requested =
    ask.length === 0 || (await attempt(() => github.requestReviewers(pull.number, ask).then(() => true)))
  const body = commentText(judgement, requested ? [...asked, ...ask] : asked)
  const isWanted = comment !== null || saysSomething(verdict) || !passes
  const isNew = isWanted && comment?.body !== body
  const written = isNew ? await attempt(() => github.writeComment(pull.number, MARKER, body)) : comment
  const state = passes ? 'success' : 'failure'
  const isSet = await attempt(() =>
    github.setStatus(pull.head.sha, STATUS, { state, description: sentence, url: written?.url ?? run }),
  )
  if (failures.length > 0) throw failures[0]
  return isNew || isSet === true
}

/** A pull request without records needs no comment. */
const saysSomething = ({ changes, paths, outer, published }: GateVerdict): boolean =>
  changes.length > 0 || paths.length > 0 || outer.length > 0 || published !== null

function commentText({ verdict, obstacle, caveat, fileUrl }: Judgement, asked: readonly string[]): string {
  const report = gateMarkdown(verdict, { marker: MARKER, fileUrl })
  const first = obstacle === null ? '' : `\n\n**${plain(obstacle)}**`
  const last = caveat === null ? '' : `\n\n${plain(caveat)}\n`
  const names = [...new Set(asked)].slice(-MOST_NAMES).join(' ')
  return `${MARKER}${first}${report.slice(MARKER.length)}${last}${names === '' ? '' : `\n<!-- evenkeel:asked ${names} -->\n`}`
}

/** The comment has to stay within what GitHub takes. */
const MOST_NAMES = 15

/** What GitHub has as the name of an account; nothing else gets into the comment's hidden line. */
const ACCOUNT = /^[a-z\d](?:[a-z\d_-]{0,62})$/i

const askedIn = (body: string): string[] =>
  (/\n<!-- evenkeel:asked ([^<>]*) -->\s*$/.exec(body)?.[1] ?? '').split(' ').filter((handle) => ACCOUNT.test(handle))
