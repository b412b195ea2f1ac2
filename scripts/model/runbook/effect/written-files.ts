import type { Words } from './shell-words.ts'
import { VALUED } from './http.ts'

/** Where a name of a file is made of an address: in the folder that one is in. */
const NAMED_BY_ADDRESS = '.'

const CURL_WRITES =
  /^--(?:output|output-dir|dump-header|cookie-jar|trace|trace-ascii|stderr|etag-save|hsts|alt-svc|libcurl)(?:$|=)/

/** The files that curl writes what it gets to; `-` and its like among them. */
export function filesOfCurl(args: Words): string[] {
  const files: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (/^--remote-name(?:-all)?$/.test(arg)) files.push(NAMED_BY_ADDRESS)
    else if (CURL_WRITES.test(arg)) files.push(arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : (args[++i] ?? ''))
    else if (/^-[^-]/.test(arg)) {
      const letters = [...arg].slice(1)
      const at = letters.findIndex((letter) => VALUED.includes(letter))
      if (letters.slice(0, at === -1 ? undefined : at).includes('O')) files.push(NAMED_BY_ADDRESS)
      if (at === -1) continue
      const value = at === letters.length - 1 ? (args[++i] ?? '') : letters.slice(at + 1).join('')
      if ('oDc'.includes(letters[at] ?? '')) files.push(value)
    }
  }
  return files
}

/** The file that wget writes to: it always does, but where it only asks whether something is there. */
export function filesOfWget(args: Words): string[] {
  if (args.includes('--spider')) return []
  for (const [i, arg] of args.entries()) {
    const [, file] = /^(?:-[a-zA-Z]{0,20}O|--output-document=?)(.*)$/s.exec(arg) ?? []
    if (file !== undefined) return [file === '' ? (args[i + 1] ?? '') : file]
  }
  return [NAMED_BY_ADDRESS]
}
