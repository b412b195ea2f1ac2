import type { Effect } from './effect.ts'
import type { Words } from './shell-words.ts'
import { isChanging } from './verbs.ts'

/** Searches and queries are posted as well: to Elasticsearch, Prometheus and Loki, at the end of an address. */
const ASKS = /\/(?:_search|_count|_msearch|api\/v1\/(?:query|query_range|query_exemplars|series|labels))(?:\?|$)/
/** Letters of curl that have a value, which may stand right behind them. */
export const VALUED = 'AbcCdDeEFHKmoPQrtTuUwxXyYz'
const SENDS =
  /^--(?:data(?:-\w{1,20})?|form(?:-string)?|upload-file|json|post-data|post-file|body-data|body-file)(?:$|=)/
const METHOD = /^--(?:request|method)(?:$|=)/

/** What curl and its like do: they send where they are told a method, or something to send. */
export function effectOfRequest(args: Words): Effect | null {
  let [method, sends, asGet] = [null as string | null, false, false]
  const addresses: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (METHOD.test(arg)) method = arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : (args[++i] ?? '')
    else if (arg === '--get') asGet = true
    else if (arg === '--config') return null
    else if (SENDS.test(arg)) {
      sends = true
      if (!arg.includes('=')) i++
    } else if (/^-[^-]/.test(arg)) {
      const letters = [...arg].slice(1)
      const at = letters.findIndex((letter) => VALUED.includes(letter))
      if (letters.slice(0, at === -1 ? undefined : at).includes('G')) asGet = true
      if (at === -1) continue
      const value = at === letters.length - 1 ? (args[++i] ?? '') : letters.slice(at + 1).join('')
      if (letters[at] === 'X') method = value
      if ('dFT'.includes(letters[at] ?? '')) sends = true
      if (letters[at] === 'K') return null
    } else if (!arg.startsWith('-')) addresses.push(arg)
  }
  const paths = addresses.filter((one) => one.includes('/'))
  const asks = paths.length > 0 && paths.every((one) => ASKS.test(one) && !one.includes('..'))
  if (method === null && sends && !asGet) return asks ? 'reads' : 'changes'
  if (method !== null && !/^(?:get|head|options)$/i.test(method))
    return asks && /^post$/i.test(method) ? 'reads' : 'changes'
  // Some services act where one only looks at an address: nothing is said of one that sounds like that.
  return addresses.some((one) => one.split(/[/?#]/).some(isChanging)) ? null : 'reads'
}
