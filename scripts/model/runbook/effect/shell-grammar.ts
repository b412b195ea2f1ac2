import { assignedIn, loadsCode } from './loading.ts'
import type { Words } from './shell-words.ts'

const BEFORE_COMMAND = new Set([
  '!',
  '{',
  '}',
  'then',
  'do',
  'else',
  'elif',
  'if',
  'while',
  'until',
  'time',
  'fi',
  'done',
  'esac',
])
/** What follows these are names and lists. */
const NO_COMMAND = new Set(['for', 'case', 'select', 'function', 'in'])

/** The commands of one line of words: without those that are the shell's own, and values set for the command alone, but for what these load. */
export function withoutGrammar(words: Words): Words[] {
  const loading: Words[] = []
  let from = 0
  while (from < words.length) {
    const word = words[from] ?? ''
    if (NO_COMMAND.has(word)) return []
    if (loadsCode(word)) loading.push([word])
    if (!BEFORE_COMMAND.has(word) && assignedIn(word) === null) break
    from++
  }
  return [...loading, words.slice(from)]
}
