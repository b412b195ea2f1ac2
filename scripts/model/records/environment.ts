import { distance } from 'fastest-levenshtein'

/** Where customers are. */
export const PRODUCTION = 'production'

/** What people also call it; without marks, as `environmentName` compares. */
const ALSO_PRODUCTION: ReadonlySet<string> = new Set([
  'prod',
  'prd',
  'live',
  'productive',
  'produktion',
  'produktiv',
  'produccion',
  'producao',
  'produzione',
])

/** As many letters may differ from `production`: a slip, or a number behind it. */
const SLIP = 2

/**
 * Letters that look like Latin ones, from the lists of Unicode (https://www.unicode.org/Public/security/latest/confusables.txt),
 * as far as they are small letters of Cyrillic, Greek and Armenian, or digits.
 */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аα',
    b: 'ьƅ',
    c: 'сϲ',
    d: 'ԁժ',
    e: 'еҽ',
    g: 'ց',
    h: 'һհ',
    i: 'іιı1ӏ|',
    j: 'јϳ',
    k: 'кκ',
    n: 'пոռη',
    o: 'оοօσ0',
    p: 'рρ',
    q: 'ԛգ',
    r: 'гᴦ',
    s: 'ѕ5',
    t: 'тτ',
    u: 'цսυʋ',
    v: 'ѵνᴠ',
    w: 'ԝաѡ',
    x: 'хχ',
    y: 'уүγ',
  }).flatMap(([latin, alike]) => [...alike].map((letter) => [letter, latin] as const)),
)

/** An environment as lists of names are searched for it: it is free text, and `Production ` is `production`. */
export const environmentKey = (written: string): string => written.normalize('NFKC').trim().toLowerCase()

/**
 * An environment as it is compared. Whatever looks like `production`, means it, or is a slip for it, is it: a letter
 * of another script must not be a way round what holds for customers.
 */
export function environmentName(written: string): string {
  const key = environmentKey(written)
  // Marks and what shows nothing go; the letters below them stay.
  const seen = Array.from(
    key.normalize('NFKD').replaceAll(/[\p{M}\p{Cf}\s]/gu, ''),
    (letter) => LOOK_ALIKES.get(letter) ?? letter,
  ).join('')
  const bare = seen.replaceAll(/[^\p{L}\p{N}]/gu, '')
  const isProduction = ALSO_PRODUCTION.has(bare) || (bare.length < 20 && distance(bare, PRODUCTION) <= SLIP)
  return isProduction ? PRODUCTION : key
}

/** Whether something is done where customers are, by its name. */
export const isInProduction = ({ environment }: { environment: string }): boolean =>
  environmentName(environment) === PRODUCTION
