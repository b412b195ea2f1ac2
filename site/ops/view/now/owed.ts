import type { OwedNotices } from '#model/notify/owed-notices'
import type { Instant } from '#model/time'
import { some, type Some } from '../rows.ts'

const MOST = 3

/** That not everybody could be told of what was published. */
export interface OwedLine {
  /** Who is owed what, "2 channels are owed 5 notices". */
  words: string
  channels: Some<string>
  since: Instant
  as_of: Instant
}

export const owedLine = ({ channels, notices, since, as_of }: OwedNotices): OwedLine => ({
  words: `${counted(channels.length, 'channel')} ${channels.length === 1 ? 'is' : 'are'} owed ${counted(notices, 'notice')}`,
  channels: some(channels, MOST, (channel) => channel),
  since,
  as_of,
})

const counted = (count: number, noun: string) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
