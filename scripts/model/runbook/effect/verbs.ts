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

/** Whether a word is one that commands have for doing something. */
export const isChanging = (word: string): boolean => spaced(CHANGING).has(word.toLowerCase())

/**
 * Whether a program that nobody knows changes something, by what it calls it itself: `flagctl set …`. That it only looks
 * is never known: what it calls `status`, or `describe`, it may do as it likes, or not know at all.
 */
export const effectByVerb = (words: readonly string[]): 'changes' | null =>
  words.slice(0, 2).some(isChanging) ? 'changes' : null
