/** Words that say it is over, not that it will be. In the languages that pages of cState are found in. */
const OVER =
  /(?<![\p{L}])(?:(?:has|have|had|is|are|was|were|been|now|all|fully|successfully) +(?:now +|all +|been +|fully +|successfully +){0,5}(?:resolved|fixed|solved|restored|completed?|finished|recovered|over|done|closed|successful)|(?:was|were) (?:\p{L}+ )?(?:unavailable|inaccessible|unreachable|down|offline|disrupted)|done successfully|returned to service|back (?:to normal|online|up|in service)|works? again|runs again|(?:operational|available|reachable|running) again|wieder (?:\p{L}{1,20} )?(?:online|erreichbar|verfügbar|verwendbar|nutzbar|funktionsfähig|betriebsbereit)|behoben|abgeschlossen|wiederhergestellt|beendet|gelöst|resuelto|solucionado|restablecido|risolto|ripristinato|résolu|rétabli)(?![\p{L}])/giu
const NOT_YET =
  /(?<![\p{L}])(?:will|until|till|once|when|if|not|shall|should|may|expect(?:ed)?|before|after|soon|likely|hope(?:fully)?|voraussichtlich|hoffentlich|danach|bis|sobald|wenn|falls|wird|werden|soll|sollte|nicht|noch|cuando|hasta|quando)(?![\p{L}])|n['’]t(?![\p{L}])/iu

/** How far before such words one looks for others that take them back. */
const REACH = 80

/** Whether a text says that what it is about is over. */
export function saysOver(text: string): boolean {
  for (const { index, 0: words } of text.matchAll(OVER)) {
    const before = text.slice(Math.max(0, index - REACH), index)
    const sentence = before.slice(before.search(/(?<![^.!?\n])[^.!?\n]*$/))
    if (!NOT_YET.test(sentence) && !NOT_YET.test(words)) return true
  }
  return false
}

const RULE = /\n {0,3}(?:={3,}[ \t]*|(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\n/

/** Whether one text is the last word on an issue: it says that it is over, or is several, the newest on top. */
export const isLastWord = (text: string): boolean => RULE.test(text.trim()) || saysOver(text)
