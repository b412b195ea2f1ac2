import type { Effect } from './effect.ts'
import type { Words } from './shell-words.ts'
import { spaced } from './verbs.ts'
import { plain } from './words.ts'

/** What a program does, by the words behind its name. `inner` judges a command that it runs. */
export type Judge = (args: Words, inner: (command: Words) => Effect | null) => Effect | null

/** By its first word that is no flag: what it names as changing, as reading; nothing is known of others. */
export const byVerb =
  (changing: string, reading: string, valued = ''): Judge =>
  (args) => {
    const [verb = '', next = ''] = plain(args, spaced(valued))
    const [change, read] = [spaced(changing), spaced(reading)]
    if (change.has(`${verb}:${next}`)) return 'changes'
    if (read.has(`${verb}:${next}`)) return 'reads'
    return change.has(verb) ? 'changes' : read.has(verb) ? 'reads' : null
  }
