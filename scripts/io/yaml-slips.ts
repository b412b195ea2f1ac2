/** What is wrong with a line of YAML in words of ours, before the parser's: the line quoted, and how it should read. */
export interface Slip {
  message: string
  help: string
  /** Characters of the text that it is about. */
  from: number
  to: number
}

interface Line {
  text: string
  /** Where it begins. */
  from: number
}

/**
 * The slip behind a syntax error at `at`: in its line, or in the nearest line above that looks wrong by itself, since a
 * parser often notices late: of quotes that don't close (`far`) at the very end. Null where none is known.
 */
export function slipBehind(text: string, at: number, far = false): Slip | null {
  const lines = linesAround(text, at, far ? FAR_ABOVE : ABOVE)
  const below = lineBelow(text, lines.at(-1))
  const further = below && indentSlip(below, lines.at(-1))
  if (further && below.text.includes(':')) return further
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]
    const above = lines.slice(0, i).findLast((one) => one.text.trim() !== '')
    const slip = line && slipIn(line, above)
    if (slip) return slip
  }
  return null
}

/** More lines above an error than this aren't looked at. */
const ABOVE = 4
const FAR_ABOVE = 200

/** The line of an offset, and some above it. */
function linesAround(text: string, at: number, most: number): Line[] {
  const end = text.indexOf('\n', Math.min(at, text.length))
  const lines: Line[] = []
  let until = end < 0 ? text.length : end
  while (lines.length <= most && until >= 0) {
    // A search from before the beginning is one from the beginning: it would find the same blank line for ever.
    const from = until === 0 ? 0 : text.lastIndexOf('\n', until - 1) + 1
    lines.push({ text: text.slice(from, until), from })
    until = from - 1
  }
  return lines.toReversed()
}

/** The line below one: what is indented too far is told of as a fault of the value above it. */
function lineBelow(text: string, line: Line | undefined): Line | null {
  if (!line) return null
  const from = line.from + line.text.length + 1
  const end = text.indexOf('\n', from)
  const below = text.slice(from, end < 0 ? text.length : end)
  return from >= text.length || below.trim() === '' || below.length > LONG ? null : { text: below, from }
}

/** Longer lines than this aren't quoted, nor looked at. */
const LONG = 500
const ENTRY = /^(\s*(?:-\s+)*)([\w./-]+|"[^"]*"|'[^']*')(\s*):(\s*)(.*)/s

function slipIn(line: Line, above: Line | undefined): Slip | null {
  const { text } = line
  if (text.length > LONG || text.trim() === '' || text.trimStart().startsWith('#')) return null
  const [, dash = '', flow] = /^(\s*-\s+)([{[].*)$/.exec(text) ?? []
  if (flow !== undefined) {
    const span = { from: line.from + dash.length, to: line.from + text.trimEnd().length }
    return bracketSlip(flow.trimEnd(), quote(text), (message, written) => ({
      message,
      help: `Write \`- ${written}\`.`,
      ...span,
    }))
  }
  const entry = /^\s*[*•·]\s/.test(text) ? null : ENTRY.exec(text)
  return (entry ? (valueSlip(line, entry) ?? indentSlip(line, above)) : null) ?? keySlip(line)
}

/** `website: operational, shop: major_outage`: settings of components behind their key. */
const SETTINGS = /^[\w.-]+:\s+\w+(?:,\s*[\w.-]+:\s+\w+)*$/

/** A value that needs quotes, or whose quotes or brackets don't close. */
function valueSlip(line: Line, [, lead = '', key = '', , blank = '', rest = '']: RegExpExecArray): Slip | null {
  const value = rest.trimEnd()
  const from = line.from + line.text.length - rest.length
  const slip = (message: string, written: string): Slip => ({
    message,
    help: `Write \`${key}: ${written}\`.`,
    from,
    to: from + Math.max(1, value.length),
  })
  const [first = ''] = value
  const entry = quote(line.text)
  if (first === '"' || first === "'") {
    const close = closing(value, first)
    if (close === null)
      return slip(
        `Unexpected end of ${entry} within quotes, expected a closing \`${first}\`.`,
        inQuotes(value.slice(1)),
      )
    const behind = value.slice(close + 1).trim()
    if (behind !== '' && !behind.startsWith('#'))
      return slip(
        `Unexpected text behind the quotes in ${entry}, expected the quotes around all of it.`,
        inQuotes(value.length > 1 && value.endsWith(first) ? value.slice(1, -1) : value),
      )
    return null
  }
  if (/^-\s/.test(value))
    return slip(`Unexpected \`- \` at the start of the value in ${entry}, expected it in quotes.`, inQuotes(value))
  if (first === '[' || first === '{') return bracketSlip(value, entry, slip)
  if (/^[*&!%@`|>]/.test(value) && !/^[|>][-+\d]*\s*(?:#.*)?$/.test(value))
    return slip(
      `Unexpected \`${first}\` at the start of the value in ${entry}, expected it in quotes: YAML means something else by it.`,
      inQuotes(value),
    )
  if (/^components?$/.test(key) && SETTINGS.test(value))
    return {
      ...slip(`Unexpected second colon in ${entry}, expected a map in braces.`, ''),
      help: `Write \`components: {${value}}\`.`,
    }
  if (/:(?:\s|$)/.test(value) && blank !== '')
    return slip(`Unexpected \`: \` in the value of ${entry}, expected a text with a colon in quotes.`, inQuotes(value))
  return lead === '' || value !== '' ? null : null
}

/** Keys of maps that people write on one line. */
const KEYS_HERE = new Set(
  (
    'after who how component status since from to at name phone chat title owner due kind link metric comparator ' +
    'threshold for action percent bake success slo fraction ask answer do runbook escalate days time_zone start end ' +
    'change by reason started finished held max_duration'
  ).split(' '),
)

/** `after: 15m who: ada`: one word, and behind it another key. */
const NO_COMMA = /([,{]\s{0,20}([a-z_]{1,20}): {1,20}[^\s,:{}[\]"']{1,100}) {1,20}(?=([a-z_]{1,20}): )/

/** The same with its commas, where both keys are ours; each that is put there makes room for the next. */
function withCommas(map: string): string {
  let left = map
  for (let i = 0; i < 20; i++) {
    const [, , one = '', other = ''] = NO_COMMA.exec(left) ?? []
    if (!KEYS_HERE.has(one) || !KEYS_HERE.has(other)) return left
    left = left.replace(NO_COMMA, '$1, ')
  }
  return left
}

function bracketSlip(value: string, entry: string, slip: (message: string, written: string) => Slip): Slip | null {
  const open = value[0] === '[' ? '[' : '{'
  const close = open === '[' ? ']' : '}'
  const end = value.lastIndexOf(close)
  if (end < 0)
    return slip(
      `Unexpected end of ${entry}, expected a closing \`${close}\`.`,
      `${value.replace(/(?<![,\s])[,\s]+$/, '')}${close}`,
    )
  const behind = value.slice(end + 1).trim()
  if (behind !== '' && !behind.startsWith('#') && !behind.startsWith(','))
    return slip(
      `Unexpected text behind the brackets in ${entry}, expected a text that begins with \`${open}\` in quotes.`,
      inQuotes(value),
    )
  const inner = value.slice(1, end)
  if (open === '{' && /(?:^|,)\s*[\w-]+:[^\s,]/.test(inner) && !/https?:/.test(inner))
    return slip(
      `Unexpected \`:\` without a blank behind it in ${entry}, expected \`key: value\`.`,
      `{${inner.replaceAll(/(?<![\w-])([\w-]+):(?=[^\s/])/g, '$1: ')}}`,
    )
  if (/(?:[[,{]\s*|:\s+)[@`%>|]/.test(value))
    return slip(
      `Unexpected sign in ${entry}, expected what begins with \`@\`, \`%\`, \`>\`, \`|\` or a backtick in quotes.`,
      value.replaceAll(
        /([[,{]\s*|:\s+)([@`%>|][^,\]}]*)/g,
        (_, lead: string, one: string) => lead + inQuotes(one.trim()),
      ),
    )
  if (/\s#\S/.test(value) && !/["']/.test(value))
    return slip(
      `Unexpected \`#\` behind a blank in ${entry}, expected it in quotes: else the rest of the line is a comment.`,
      value
        .replaceAll(/(?<=[:,[{]\s*)([^,:[\]{}]*\s)?(#[^,\]}]*)/g, (one) => ` ${inQuotes(one.trim())}`)
        .replaceAll(/([[{])\s+/g, '$1')
        .replaceAll(/ {2,}/g, ' '),
    )
  if (open === '{' && withCommas(value) !== value)
    return slip(
      `Missing comma between two fields of ${entry}, expected \`{key: value, key: value}\`.`,
      withCommas(value),
    )
  if (open === '{' && /: [^,{}[\]"']*: /.test(inner))
    return slip(
      `Unexpected \`: \` in a value of ${entry}, expected a text with a colon in quotes.`,
      value.replaceAll(/: ([^,{}[\]"']*: [^,{}[\]"']*)/g, (_, one: string) => `: ${inQuotes(one.trim())}`),
    )
  return null
}

/** A line that stands further in, or less far in, than the one above it lets it. */
function indentSlip({ text, from }: Line, above: Line | undefined): Slip | null {
  const entry = above && ENTRY.exec(above.text)
  if (!above || !entry || /^\s*-/.test(text)) return null
  const [here, there] = [indentOf(text), indentOf(above.text)]
  // The first field decides the column of all.
  if (here < there && above.from === 0)
    return {
      message: `Unexpected indentation of ${quote(above.text)}, expected it in the column of \`${text.trim().split(':')[0]}:\` below.`,
      help: `Take out ${there - here} space${there - here === 1 ? '' : 's'} before \`${entry[2]}:\`.`,
      from: above.from + there,
      to: above.from + above.text.trimEnd().length,
    }
  const value = (entry[5] ?? '').replace(/^#.*/, '').trim()
  if (here <= there || value === '' || /^[|>[{]/.test(value)) return null
  return {
    message: `Unexpected indentation of ${quote(text)}, expected it in the column of \`${entry[2]}\` above, which has its value already.`,
    help: `Take out ${here - there} space${here - there === 1 ? '' : 's'} before \`${text.trim().split(':')[0]}:\`.`,
    from: from + here,
    to: from + text.trimEnd().length,
  }
}

/** A line that is no `key: value`. */
function keySlip({ text, from }: Line): Slip | null {
  const line = text.trim()
  const span = { from: from + indentOf(text), to: from + text.trimEnd().length }
  const joined = /^([a-z_]{2,30}):(?![\s/])(\S.*)$/.exec(line)
  if (joined)
    return {
      message: `Unexpected ${quote(text)} without a blank behind the colon, expected \`key: value\`.`,
      help: `Write \`${joined[1]}: ${joined[2]}\`.`,
      ...span,
    }
  const bullet = /^[*•·]\s+([a-z_]{2,30}):(?:\s.*)?$/.exec(line)
  if (bullet)
    return {
      message: `Unexpected \`${line[0]}\` in ${quote(text)}, expected the field alone.`,
      help: `Write \`${line.slice(1).trim()}\`.`,
      ...span,
    }
  const strange = /^([a-z_]{2,30})\s*[：﹕︓＝=](.*)$/su.exec(line)
  if (strange)
    return {
      message: `Unexpected ${quote(text)}, expected a colon and a blank behind the key.`,
      help: `Write \`${strange[1]}: ${strange[2]?.trim()}\`.`,
      ...span,
    }
  const spaced = /^([a-z_]{2,30})\s+([^\s:][^:]*)$/.exec(line)
  if (spaced)
    return {
      message: `Unexpected line ${quote(text)}, expected \`key: value\`.`,
      help: `Write \`${spaced[1]}: ${spaced[2]}\`, or put text below the closing \`---\`.`,
      ...span,
    }
  const dashless = /^-([^\s-].*)$/.exec(line)
  if (dashless)
    return {
      message: `Unexpected ${quote(text)} without a blank behind the dash, expected \`- \` before an entry of a list.`,
      help: `Write \`- ${dashless[1]}\`.`,
      ...span,
    }
  return null
}

const indentOf = (text: string): number => text.length - text.trimStart().length

/** A line in a sentence. */
const quote = (text: string): string => {
  const line = text.trim().replaceAll('`', "'")
  return `\`${line.length > 80 ? `${line.slice(0, 79)}…` : line}\``
}

/** Text as a quoted value that is what it was meant to be. */
export const inQuotes = (text: string): string => (/["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`)

/** Where the quotes that a value begins with are closed; null: nowhere. */
function closing(value: string, mark: string): number | null {
  for (let at = 1; at < value.length; at++) {
    if (mark === '"' && value[at] === '\\') at++
    else if (value[at] === mark) {
      if (mark === "'" && value[at + 1] === "'") at++
      else return at
    }
  }
  return null
}
