/** A name, as monitoring tools write it: `http_error_ratio`, `job:errors:rate5m`, `system.cpu.user`, `5xx-rate`. */
const NAME = /^(?=.*[a-z])[\w:][\w:./-]*$/i

/** Strings, names and numbers (with units), brackets, and runs of other signs. An unclosed string goes on to the end. */
const TOKENS =
  /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|`[^`]*`?|[\p{L}\p{N}_:.]+|[()[\]{}]|[^\s\p{L}\p{N}_:.()[\]{}"'`]+|\S/gu
const QUOTED = /^["'`]./u
const WORD = /^[\p{L}\p{N}_:.]+$/u
const SIGN = /[()[\]{}<>=+*/%^|-]/

/** Words that PromQL puts between two operands, or between an operand and a bracket. */
const GROUPING = /^(by|without|on|ignoring|group_left|group_right)$/i
const JOINING = /^(and|or|unless|atan2|offset|bool)$/i

/** `.as_count()`: what Datadog and others hang on an operand. */
const METHOD = /^\.[a-z]/i

/**
 * Whether a text can be measured: the name of a metric, or an expression with one in it. It isn't parsed, for teams
 * measure with more than Prometheus; but in every such language an operator, a bracket or a joining word stands between
 * two operands, and only in prose they follow each other ("errors too high"). Words without any sign are prose as well.
 */
export function isMeasurable(text: string): boolean {
  const whole = text.trim()
  if (NAME.test(whole)) return true
  const tokens = whole.match(TOKENS) ?? []
  const bare = tokens.filter((token) => !QUOTED.test(token))
  const named = tokens.some((token) => isOperand(token) && !/^[\d.]/.test(token))
  return named && bare.some((token) => SIGN.test(token)) && !operandsMeet(tokens)
}

const isOperand = (token: string): boolean =>
  QUOTED.test(token) || (WORD.test(token) && !GROUPING.test(token) && !JOINING.test(token) && !METHOD.test(token))

function operandsMeet(tokens: readonly string[]): boolean {
  /** For each open bracket, whether it lists the labels of a grouping: an operand may follow that. */
  const open: boolean[] = []
  let complete = false
  for (const [i, token] of tokens.entries()) {
    const closes = /^[)\]}]$/.test(token)
    if (isOperand(token) && complete) return true
    if (/^[([{]$/.test(token)) open.push(GROUPING.test(tokens[i - 1] ?? ''))
    complete = closes ? !open.pop() : isOperand(token)
  }
  return false
}
