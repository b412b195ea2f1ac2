import { isSeen } from '../records/plain-line.ts'

/** A question with its answers, and where each leads. */
export interface Question {
  ask: string
  branches: Branch[]
}

/** An answer: what to do then, and what follows, a further question among it. One of them is there. */
export interface Branch {
  answer: string
  do?: string
  next?: { question: Question } | { runbook: string } | { escalate: string }
}

/** What is wrong in a tree, by the path to it in its data. */
export interface TreeFault {
  path: readonly (string | number)[]
  /** The key itself, not what stands behind it. */
  key?: boolean
  message: string
  help: string
}

/** How many questions one may be asked in a row. */
export const MOST_QUESTIONS = 6
/** Of a whole tree. */
const MOST_BRANCHES = 400

const KEYS = ['answer', 'ask', 'branches', 'do', 'runbook', 'escalate'] as const

/**
 * Reads the documents of a `decision` block: one tree, in which every answer leads on or says what to do. The tree where
 * nothing is wrong; else what is, each at its place, and as much of the tree as can be followed, if any can.
 */
export function readTree(
  documents: readonly unknown[],
): { tree: Question } | { faults: TreeFault[]; sound: Question | null } {
  const [root] = documents
  if (documents.length > 1 || (Array.isArray(root) && root.length !== 1))
    return {
      faults: [
        {
          path: Array.isArray(root) ? [1] : [],
          message: 'Unexpected second root, expected one question that all others follow from.',
          help: 'Ask first which of the two it is, or write two blocks.',
        },
      ],
      sound: null,
    }
  const reading: Reading = { faults: [], open: new Set(), branches: 0 }
  const tree = question(Array.isArray(root) ? root[0] : root, Array.isArray(root) ? [0] : [], 1, reading)
  return reading.faults.length > 0 || tree === null ? { faults: reading.faults, sound: tree } : { tree }
}

interface Reading {
  faults: TreeFault[]
  /** What is being read, from the root on: none of it may come again. */
  open: Set<object>
  branches: number
}
type Path = TreeFault['path']
type Fields = Readonly<Record<string, unknown>>

const isFields = (data: unknown): data is Fields => typeof data === 'object' && data !== null && !Array.isArray(data)

function question(data: unknown, path: Path, depth: number, reading: Reading): Question | null {
  const fault = (more: Omit<TreeFault, 'path'> & { path?: Path }) => {
    reading.faults.push({ ...more, path: [...path, ...(more.path ?? [])] })
    return null
  }
  if (!isFields(data))
    return fault({
      message: 'Unexpected decision block, expected `ask` and `branches`.',
      help: 'Write `ask: a question`, and below it `branches` with an `answer` each.',
    })
  if (reading.open.has(data))
    return fault({
      message: 'Unexpected cycle, expected each answer to lead further.',
      help: 'Whoever follows it would be asked the same again: say what to do, or escalate.',
    })
  if (depth > MOST_QUESTIONS)
    return fault({
      path: ['ask'],
      message: `Unexpected question ${depth} in a row, expected ${MOST_QUESTIONS} at most.`,
      help: 'Nobody holds more than that in mind at night: let the answer above lead to another runbook.',
    })
  if (depth === 1) unknownKeys(data, path, ['ask', 'branches'], reading)
  const ask = words(data['ask'])
  if (ask === null)
    fault({ message: 'Missing `ask`, expected a question.', help: 'Write the question above its `branches`.' })
  const list = data['branches']
  if (!Array.isArray(list) || list.length === 0)
    return fault({
      path: ['branches'],
      message: `Missing \`branches\` of ${ask === null ? 'a question' : `"${ask}"`}, expected an answer at least.`,
      help: 'Write `branches: [{answer: yes, do: …}, {answer: no, escalate: …}]`.',
    })
  reading.open.add(data)
  const branches = list.map((one: unknown, i) => branch(one, [...path, 'branches', i], depth, reading))
  reading.open.delete(data)
  // One that can't be followed at all stands there all the same; more of them than anybody follows are left out as a whole.
  return ask === null || branches.includes(null) ? null : { ask, branches: branches.filter((one) => one !== null) }
}

function branch(data: unknown, path: Path, depth: number, reading: Reading): Branch | null {
  const fault = (message: string, help: string): Branch => {
    reading.faults.push({ path, message, help })
    return { answer: (isFields(data) ? words(data['answer']) : null) ?? UNREAD_ANSWER, do: MISTAKEN }
  }
  reading.branches++
  if (reading.branches > MOST_BRANCHES) {
    if (reading.branches === MOST_BRANCHES + 1)
      fault(`Unexpected number of answers, expected ${MOST_BRANCHES} at most.`, 'Split the tree among runbooks.')
    return null
  }
  if (!isFields(data))
    return fault('Unexpected branch, expected `answer` and what follows from it.', 'Write `{answer: yes, do: …}`.')
  const before = reading.faults.length
  unknownKeys(data, path, KEYS, reading)
  const answer = words(data['answer'])
  if (answer === null) fault('Missing `answer`, expected what one may find.', 'Write `answer: yes`, or what is seen.')
  const isMistaken = reading.faults.length > before
  const [act, runbook, escalate] = [words(data['do']), words(data['runbook']), words(data['escalate'])]
  const asks = data['ask'] !== undefined || data['branches'] !== undefined
  if ([asks, runbook !== null, escalate !== null].filter(Boolean).length > 1)
    return fault(
      'Unexpected second way on, expected one of `ask`, `runbook` and `escalate`.',
      'Choose one; what else is to be done goes into `do`.',
    )
  const inner = asks ? question(data, path, depth + 1, reading) : null
  if (!asks && act === null && runbook === null && escalate === null)
    return fault(
      `Unexpected answer ${answer === null ? '' : `"${answer}" `}that leads nowhere, expected \`ask\`, \`do\`, \`runbook\` or \`escalate\`.`,
      'Say what to do then, or whom to call.',
    )
  // What can't be told must not be missing without a word.
  const told = isMistaken || (asks && inner === null) ? [act, MISTAKEN].filter((one) => one !== null).join(' ') : act
  return {
    answer: answer ?? UNREAD_ANSWER,
    ...(told === null ? {} : { do: told }),
    ...(inner ? { next: { question: inner } } : {}),
    ...(runbook === null ? {} : { next: { runbook } }),
    ...(escalate === null ? {} : { next: { escalate } }),
  }
}

const UNREAD_ANSWER = 'An answer that can’t be read'
const MISTAKEN = 'Something is wrong here in the tree: read it as it is written, below.'

const COMMENT = /<!--[^]*?(?:-->|$)/g

/** Text, or a plain value that someone wrote without quotes: `answer: 3`. Null where there is none to be seen. */
function words(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && isSeen(value.replaceAll(COMMENT, ''))
    ? value.trim().replaceAll(/\s+/g, ' ')
    : null
}

function unknownKeys(data: Fields, path: Path, known: readonly string[], { faults }: Reading) {
  for (const key of Object.keys(data))
    if (!known.includes(key))
      faults.push({
        path: [...path, key],
        key: true,
        message: `Unexpected key \`${key}\`, expected one of ${known.map((one) => `\`${one}\``).join(', ')}.`,
        help: nearest(key, known),
      })
}

const nearest = (key: string, known: readonly string[]): string => {
  if (key.includes(' ')) return 'Within `{…}` a text that has a comma in it stands in quotes.'
  const near = known.find((one) => one.startsWith(key.slice(0, 2).toLowerCase()))
  return near === undefined ? 'Take it out.' : `Did you mean \`${near}\`?`
}

/** Every way out of a tree to another record, with the path to it. */
export function* exitsOf(
  { branches }: Question,
  path: Path = [],
): Generator<{ kind: 'runbook' | 'escalate'; id: string; path: Path }> {
  for (const [i, { next }] of branches.entries()) {
    const here = [...path, 'branches', i]
    if (next === undefined) continue
    if ('question' in next) yield* exitsOf(next.question, here)
    else if ('runbook' in next) yield { kind: 'runbook', id: next.runbook, path: [...here, 'runbook'] }
    else yield { kind: 'escalate', id: next.escalate, path: [...here, 'escalate'] }
  }
}
