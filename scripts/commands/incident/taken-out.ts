import type { TakenOut } from '#io/git/taken-out'
import type { Posting } from '#model/incident/posted/posting'
import { markOf } from '#model/records/posted-mark'
import { DAY, formatInstant } from '#model/time'
import { printable } from '#report/text'
import type { Desk } from './desk.ts'
import { saysKey } from './posted-record.ts'

/** GitHub runs a job again for thirty days: https://docs.github.com/en/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs */
const REMEMBERED = 35 * DAY

/**
 * Who took out what a posting has written before, so that it comes again by somebody's mistake; null: nobody has, or it
 * can't be told from another one of the same words.
 */
export async function postedAndTakenOut(posting: Posting, desk: Desk): Promise<TakenOut | null> {
  if (posting.kind === 'component' || posting.byWords === true || !desk.takenOut) return null
  const { key, update, at } = posting
  const mark = markOf(key)
  const is =
    update === undefined ? (text: string) => saysKey(text, key) : (text: string) => text.includes(`id: ${mark}`)
  // Such as one that was given another number.
  if ([...desk.around.texts.values()].some(is)) return null
  return desk.takenOut(is, (at ?? desk.now - REMEMBERED) - DAY)
}

/** The same of the incident of alerts, which fire again until they are over. */
export const alertsTakenOut = async (group: string, { takenOut, now }: Desk): Promise<TakenOut | null> =>
  (await takenOut?.((text) => text.includes(group), now - REMEMBERED)) ?? null

export const takenOutWords = ({ commit, at, by }: TakenOut): string =>
  `taken out by ${commit.slice(0, 12)} (${printable(by)}, ${formatInstant(at)})`
