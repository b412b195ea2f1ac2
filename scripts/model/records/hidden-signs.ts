/*
 * Signs that nobody sees: what is read isn't what is there. Some scripts, and emoji, can't be written without a few of
 * them; there they stay as they are.
 */

/** Controls but breaks and tabs; breaks that few know (Zl, Zp); what renderers leave out (UAX #44), directions among it; marks of annotation. */
const HIDDEN = /[^\P{Cc}\t\n\r]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu

/** Before and after it, the signs that a hidden one needs to be of use. */
const USES: readonly { sign: RegExp; after: RegExp; before?: RegExp }[] = [
  // Emoji that are put together, and flags of regions.
  {
    sign: /\u200D/u,
    after: /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]$/u,
    before: /^\p{Extended_Pictographic}/u,
  },
  { sign: /[\u{E0020}-\u{E007F}]/u, after: /\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{0,6}$/u },
  // Joiners between letters of scripts that join, and chances of a break where no blanks stand between words.
  { sign: /[\u200C\u200D]/u, after: /[\p{Lo}\p{Mc}]$|(?=\p{Mn})\P{Script=Inherited}$/u },
  { sign: /\u200B/u, after: /[\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Thai}]$/u },
  // Forms of the sign before, one of them.
  { sign: /[\uFE00-\uFE0F]/u, after: /[\p{Emoji}\p{S}\p{Lo}]$/u },
  { sign: /[\u{E0100}-\u{E01EF}]/u, after: /\p{Script=Han}$/u },
  { sign: /[\u180B-\u180F]/u, after: /\p{Script=Mongolian}$/u },
]
/** Which way a word runs says nothing where all of them run one way. */
const DIRECTION = /[\u061C\u200E\u200F]/u
const RIGHT_TO_LEFT = /(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}\p{Script=Syriac}\p{Script=Thaana}]/u

/** As much as a sign's use is told by. */
const NEAR = 16

/** A text with each hidden sign as `shown` has it. */
export function withHiddenShown(text: string, shown: (sign: string) => string): string {
  let runsBoth: boolean | undefined
  return text.replaceAll(HIDDEN, (sign, index: number) => {
    if (DIRECTION.test(sign)) {
      runsBoth ??= RIGHT_TO_LEFT.test(text)
      return runsBoth ? sign : shown(sign)
    }
    const before = text.slice(Math.max(0, index - NEAR), index)
    const after = text.slice(index + sign.length, index + sign.length + 2)
    const isOfUse = USES.some(
      (use) => use.sign.test(sign) && use.after.test(before) && (use.before?.test(after) ?? true),
    )
    return isOfUse ? sign : shown(sign)
  })
}

/** `U+202E`, as Unicode names a sign. */
const nameOf = (sign: string) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** A text in which each hidden sign stands by its name: `get pods [U+202E]`. */
export const withHiddenNamed = (text: string): string => withHiddenShown(text, (sign) => `[${nameOf(sign)}]`)

/** What is hidden in a text. */
export interface HiddenSigns {
  count: number
  /** Each once, as Unicode names them: `U+202E`. */
  names: string[]
  /** The line of the first, from 1. */
  line: number
}

/** The hidden signs of a text; null where there are none. */
export function hiddenSigns(text: string): HiddenSigns | null {
  const names = new Set<string>()
  let count = 0
  const marked = withHiddenShown(text, (sign) => {
    count++
    names.add(nameOf(sign))
    return '\0'
  })
  if (count === 0) return null
  const line = marked.slice(0, marked.indexOf('\0')).split(/\r\n?|\n/).length
  return { count, names: [...names], line }
}
