/**
 * Words of the field that mean one thing to who is paged, a line each: what alerts and runbooks say (the names of
 * Prometheus' and Kubernetes' own rules), and what is typed at night. A phrase stands for its words together.
 */
export const SAME_WORDS: readonly (readonly string[])[] = [
  ['disk', 'volume', 'pvc', 'pv', 'filesystem', 'file system', 'storage', 'partition'],
  ['full', 'filling up', 'filling', 'fills', 'space', 'out of space', 'running out', 'exhausted'],
  ['memory', 'mem', 'ram', 'oom', 'oomkilled', 'oomkill', 'out of memory'],
  ['certificate', 'cert', 'tls', 'ssl', 'x509'],
  ['expired', 'expires', 'expiration', 'expiry', 'renewal'],
  ['database', 'db'],
  ['kubernetes', 'k8s', 'kube'],
  ['slow', 'latency', 'slowness', 'response time', 'duration'],
  ['5xx', 'error', 'errors', 'errs', 'server errors', '500', '503'],
  ['failed', 'fails', 'fail', 'failing', 'failure', 'failures'],
  ['down', 'unreachable', 'unavailable', 'offline', 'outage'],
  ['crash loop', 'crash looping', 'crashloop', 'crashlooping', 'crashloopbackoff', 'restarts', 'restarting'],
  ['node', 'host', 'machine'],
  ['clock', 'ntp', 'time sync'],
  ['lag', 'backlog', 'behind', 'delay', 'delayed', 'late'],
  ['config', 'configuration'],
  ['deploy', 'deployment', 'rollout', 'release'],
]

/** A word or phrase that was typed, and what may stand in its place: each a list of words that all have to occur. */
export interface AskedWord {
  /** As they were typed; more than one where they are a phrase of the table. */
  words: string[]
  others: string[][]
}

const LONGEST = 3
const groups = new Map<string, (readonly string[])[]>()
for (const group of SAME_WORDS) for (const phrase of group) groups.set(phrase, [...(groups.get(phrase) ?? []), group])

/** What is typed, cut into what has to be found, phrases of the table whole. */
export function askedWords(typed: readonly string[]): AskedWord[] {
  const asked: AskedWord[] = []
  for (let at = 0; at < typed.length;) {
    const phrase = phraseAt(typed, at)
    const words = typed.slice(at, at + phrase.length)
    asked.push({ words, others: phrase.others })
    at += phrase.length
  }
  return asked
}

function phraseAt(typed: readonly string[], at: number): { length: number; others: string[][] } {
  for (let length = Math.min(LONGEST, typed.length - at); length > 0; length--) {
    const phrase = typed
      .slice(at, at + length)
      .join(' ')
      .toLowerCase()
    const found = groups.get(phrase)
    if (found) return { length, others: othersOf(phrase, found) }
  }
  return { length: 1, others: [] }
}

const othersOf = (phrase: string, found: readonly (readonly string[])[]): string[][] =>
  [...new Set(found.flat())].filter((one) => one !== phrase).map((one) => one.split(' '))
