import { closest, distance } from 'fastest-levenshtein'

/* What somebody probably meant by the name of a zone, a language or a colour, or by an address. */

/** `Berlin`, `Europe/Berln` → `Europe/Berlin`; null where several or none are near. */
export function meantZone(written: string): string | null {
  const plain = written.trim().toLowerCase().replaceAll(/\s+/g, '_')
  if (plain.length < 3 || plain.length > 60) return null
  const zones = Intl.supportedValuesOf('timeZone')
  const ending = zones.filter((zone) => zone.toLowerCase().endsWith(`/${plain}`))
  const near = ending.length > 0 ? ending : zones.filter((zone) => distance(zone.toLowerCase(), plain) <= 2)
  return near.length === 1 ? (near[0] ?? null) : null
}

/** `status.acme.example`, `https:/status.acme.example` → `https://status.acme.example`; also a repository as git has it. */
export function meantAddress(written: string): string | null {
  const plain = written.trim()
  if (plain.length > 200) return null
  const [, host, path] = /^(?:ssh:\/\/)?git@([\w.-]+)[:/]([\w./-]+?)(?:\.git)?$/.exec(plain) ?? []
  if (host !== undefined && path !== undefined) return `https://${host}/${path}`
  const [, rest] = /^(?:https?\W{1,3})?((?:[a-z\d-]+\.)+[a-z]{2,}(?::\d+)?(?:\/\S*)?)$/i.exec(plain) ?? []
  const address = rest === undefined ? null : `${/^http\W/i.test(plain) ? 'http' : 'https'}://${rest}`
  return address !== null && URL.canParse(address) ? address : null
}

/** `de_DE` → `de-DE`; null where that is no tag either. */
export function meantTag(written: string): string | null {
  try {
    return Intl.getCanonicalLocales(written.trim().replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}

/** `german`, `Deutsch`, `deutsche` → `de`, of some languages. */
export function meantLanguage(written: string, languages: readonly string[]): string | null {
  const plain = written.trim().toLowerCase()
  const names = (tag: string) =>
    ['en', tag].map((within) => new Intl.DisplayNames([within], { type: 'language' }).of(tag)?.toLowerCase())
  return plain.length < 4 || plain.length > 40 ? null : (languages.find((tag) => names(tag).includes(plain)) ?? null)
}

/** `0b5fff`, `#05f` → `"#0b5fff"`, `"#0055ff"`. */
export function meantColour(written: string): string | null {
  const [, six, three] = /^#?(?:([\da-f]{6})|([\da-f]{3}))$/i.exec(written.trim()) ?? []
  if (six !== undefined) return `"#${six}"`
  return three === undefined ? null : `"#${three.replaceAll(/./g, (digit) => digit + digit)}"`
}

/** More names than this aren't searched for the nearest one: it would cost more than it helps. */
const FEW = 500

/** The name, of an alert or a component, that somebody probably meant: the same but for case, or near it; null where none is. */
export function meantName(written: string, among: readonly string[]): string | null {
  if (written.length > 200 || among.length > FEW) return null
  const same = among.find((one) => one.toLowerCase() === written.toLowerCase())
  if (same !== undefined) return same
  const near = among.length > 0 ? closest(written, [...among]) : ''
  return near !== '' && distance(written, near) <= Math.max(2, written.length / 4) ? near : null
}
