/** Whether a server refuses by what may be done there, so that asking again changes nothing; by what git says in English (`LC_ALL=C`). */
export const isForGood = (words: string): boolean => FORBIDDEN.test(words)

const FORBIDDEN = /(?:HTTP|returned error:) 4(?!29)\d\d|\((?:[a-z-]+ hook declined|push declined|deny )/
