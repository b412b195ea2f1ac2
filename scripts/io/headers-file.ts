import { parseAllHeaders } from '@netlify/headers-parser'

/** The headers that a `_headers` file sets for the path of an address. */
export type HeadersOf = (path: string) => Headers

/**
 * Reads a `_headers` file as Netlify does; without one nothing is set. Values of one header in several rules are
 * joined, as Cloudflare does. Throws where a line of it can't be read.
 */
export async function readHeadersFile(file: string): Promise<HeadersOf> {
  const { headers: rules, errors } = await parseAllHeaders({
    headersFiles: [file],
    configHeaders: [],
    minimal: false,
  })
  if (errors.length > 0) throw new AggregateError(errors, `${file}: ${errors.map(({ message }) => message).join(' ')}`)
  return (path) => {
    const set = new Headers()
    for (const rule of rules)
      if ('forRegExp' in rule && rule.forRegExp.test(path))
        for (const [name, value] of Object.entries(rule.values)) set.append(name, value)
    return set
  }
}
