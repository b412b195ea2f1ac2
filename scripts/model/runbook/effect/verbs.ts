const sets = new Map<string, ReadonlySet<string>>()

/** Words with blanks between them as a set, made once. */
export function spaced(words: string): ReadonlySet<string> {
  const known = sets.get(words)
  if (known) return known
  const made = new Set(words.split(' '))
  sets.set(words, made)
  return made
}

const CHANGING =
  'set unset delete remove rm destroy apply create patch edit scale restart stop start kill drain cordon uncordon evict promote demote failover switchover reload rollback undo put update upgrade install uninstall enable disable purge truncate drop flush reset resize reboot write push deploy pause resume cancel retry requeue replay move migrate restore rotate revoke add del terminate disconnect block unblock ban unban open close'
const READING =
  'get list ls show status describe info version check inspect logs log top query ping help diff stats health print dump tail view find search'

/** Whether a word is one that commands have for doing something. */
export const isChanging = (word: string): boolean => spaced(CHANGING).has(word.toLowerCase())

/** What a program that nobody knows does, by what it calls it itself: `flagctl set …`, `payments-cli status`. */
export function effectByVerb([first = '', second = '']: readonly string[]): 'changes' | 'reads' | null {
  if ([first, second].some(isChanging)) return 'changes'
  return spaced(READING).has(first.toLowerCase()) ? 'reads' : null
}
