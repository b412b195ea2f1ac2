/** Letters in Latin ones, as the usual transliterations have them, and as Upptime writes them. */
const PAIRS =
  'аa бb вv гg дd еe ёyo жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щsch ъ ыy ь эe юyu яya єye іi їyi ґg ќkj љlj њnj ћc ђdj џdz αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξks οo πp ρr σs ςs τt υy φf χx ψps ωo άa έe ίi όo ύy ήi ώo ϊi ϋy'
const LATIN = new Map(PAIRS.split(' ').map((pair): [string, string] => [pair.charAt(0), pair.slice(1)]))

/** A text with Cyrillic and Greek letters in Latin ones; what other scripts have stays. */
export const inLatin = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/ъе/g, 'ye')
    .replaceAll(/ый(?!\p{L})/gu, 'iy')
    .replaceAll(/[\u0370-\u04ff]/g, (letter) => {
      const small = letter.toLowerCase()
      const latin = LATIN.get(small)
      if (latin === undefined) return letter
      return letter === small ? latin : latin.charAt(0).toUpperCase() + latin.slice(1)
    })
