import { together, type Effect } from './effect.ts'
import { isChanging } from './verbs.ts'

const READS = new Set(['select', 'show', 'explain', 'describe', 'desc', 'with', 'table', 'values', 'pragma'])
const CHANGES = new Set(
  (
    'update delete insert merge upsert replace truncate drop alter create grant revoke vacuum reindex cluster refresh ' +
    'call do lock copy load kill flush optimize repair rename comment reassign import restore backup purge reset shutdown'
  ).split(' '),
)
/** They frame what stands between them. */
const FRAME = new Set(['begin', 'start', 'commit', 'end', 'rollback', 'savepoint', 'set', 'use', 'release'])

/** Functions that a `select` may call, and that do something. */
const ACTING =
  /\b(?:pg_(?:terminate_backend|cancel_backend|reload_conf|promote|rotate_logfile|switch_wal|drop_replication_slot|create_\w{1,40}|wal_replay_(?:pause|resume)|stat_reset\w{0,40}|logical_emit_message)|setval|nextval|set_config|lo_\w{1,20}|pg_file_\w{1,20}|pg_(?:try_)?advisory_\w{1,40}|pg_\w{1,20}_backup|pg_replication_\w{1,60}|pg_logical_\w{1,60}|dblink_exec|dblink|sys_\w{1,20}_kill|rds_kill\w{0,20}|sp_\w{1,40})\s*\(/i
const WRITES_WITHIN = /\b(?:insert\s+into|update\s+(?:only\s+)?[\w".]+\s+set|delete\s+from|merge\s+into)\b/i

/** What statements of SQL do. A `select` that ends a session changes something. */
export function effectOfSql(text: string): Effect | null {
  const effects = statementsOf(text).flatMap(effectOfStatement)
  return together(isAmbiguous(text) ? [...effects, null] : effects)
}

/** Servers differ in where these end, so that what one reads as a text another runs: escapes, dollar quotes, comments within comments, MySQL's comments that run. */
const isAmbiguous = (text: string): boolean =>
  /\\['"]|\$\w{0,60}\$|\/\*[!+]/.test(text) ||
  text
    .split('/*')
    .slice(1)
    .some((comment) => !comment.includes('*/'))

const CALLED = /\b([a-z_]\w{0,80})\s{0,5}\(/gi
const callsActing = (statement: string): boolean =>
  [...statement.matchAll(CALLED)].some(([, name = '']) => {
    const words = name.toLowerCase().split('_')
    return words.length > 1 && words.some((word) => isChanging(word) || word === 'cleanup')
  })

function effectOfStatement(statement: string): (Effect | null)[] {
  // What a client reads itself: \d, \x.
  if (statement.includes('\\'))
    return [/^\\(?:[dl]\S*|x|timing|pset|conninfo|echo|q|encoding)(?:\s[^\\|]*)?$/.test(statement) ? 'reads' : null]
  const first = /^\(?\s{0,20}([a-z]{1,30})/i.exec(statement)?.[1]?.toLowerCase() ?? ''
  if (first === 'set' && /^set\s+(?:global|persist|@@global)/i.test(statement)) return ['changes']
  if (FRAME.has(first)) return []
  if (CHANGES.has(first)) return first === 'copy' && /\bto\s+stdout\b/i.test(statement) ? ['reads'] : ['changes']
  if (!READS.has(first)) return [null]
  if (
    ACTING.test(statement) ||
    (first === 'select' && /\binto\s+(?:(?:out|dump)file|[\w".]+\s+from)\b/i.test(statement))
  )
    return ['changes']
  // It locks rows, or calls a function by a name that sounds like doing something.
  if (/\bfor\s+(?:no\s+key\s+)?(?:update|(?:key\s+)?share)\b/i.test(statement) || callsActing(statement)) return [null]
  const runs = first === 'with' || (first === 'explain' && /^explain\b[^;]{0,80}\banaly[sz]e\b/i.test(statement))
  return [runs && WRITES_WITHIN.test(statement) ? 'changes' : 'reads']
}

/** Statements without comments, and without what stands in quotes. */
export function statementsOf(text: string): string[] {
  let bare = ''
  let at = 0
  while (at < text.length) {
    const sign = text.charAt(at)
    const closing = text.startsWith('--', at) ? '\n' : text.startsWith('/*', at) ? '*/' : sign === "'" ? "'" : null
    if (sign === '"') {
      // A name, or MySQL's text: it stays, but ends no statement.
      const close = text.indexOf('"', at + 1)
      const end = close === -1 ? text.length : close + 1
      bare += text.slice(at, end).replaceAll(';', ' ')
      at = end
    } else if (closing === null) {
      bare += sign
      at++
    } else {
      const end = text.indexOf(closing, at + (closing === "'" ? 1 : 2))
      bare += closing === "'" ? "''" : closing === '\n' ? '\n' : ' '
      at = end === -1 ? text.length : end + closing.length
    }
  }
  return bare
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
