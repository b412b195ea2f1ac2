import { inLatin } from '../latin.ts'
import { slugOf } from '../naming.ts'

/** Longer names than this aren't made into slugs whole: the work on them would grow out of hand. */
const MAX = 200

/**
 * The name of a site's history file where the configuration gives it no `slug`, as Upptime's `@sindresorhus/slugify`
 * makes it: words are split at capitals (`IPv6 test` → `i-pv6-test`). Of scripts that can't be spelt in Latin letters
 * nothing is left.
 */
export function slugOfSite(name: string): string {
  const words = inLatin(name.slice(0, MAX))
    .replaceAll('&', ' and ')
    .replaceAll(/[äöüßæœøþ]/gi, spelt)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/(?<![A-Z])([A-Z]{2,})(\d+)/g, '$1 $2')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/(?<![A-Z])([A-Z]+)([A-Z][a-z\d]+)/g, '$1 $2')
    .toLowerCase()
  return words.replaceAll(/[^a-z\d]+/g, '-').replaceAll(/^-|-$/g, '')
}

const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', þ: 'th' }
/** Spelt out, and in capitals where it was one. */
function spelt(letter: string): string {
  const latin = UMLAUTS[letter.toLowerCase()] ?? letter
  return letter === letter.toLowerCase() ? latin : latin.charAt(0).toUpperCase() + latin.slice(1)
}

/**
 * What a site is called in addresses where its name has no Latin letters: the host that is watched, or else a number
 * that its name always has. Two sites of one host are told apart by that as well.
 */
export function slugOfAddress({ name, url }: { name: string; url: string | null }, taken: (slug: string) => boolean) {
  const host = url !== null && !url.includes('$') && URL.canParse(url) ? new URL(url).hostname : ''
  const slug = slugOf(host.replace(/^www\./, '').replaceAll('.', '-'))
  if (slug !== '' && !taken(slug)) return slug
  return `${slug || 'site'}-${digest(name)}`
}

/** FNV-1a, 32 bits, in letters and digits. */
function digest(text: string): string {
  let hash = 0x81_1c_9d_c5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01_00_01_93) >>> 0
  return hash.toString(36)
}

/** Whether a slug names a file of `history/` itself. */
export const isInside = (slug: string): boolean =>
  !/[/\\\u0000-\u001f]/.test(slug) && slug !== '' && !/^\.+$/.test(slug)
