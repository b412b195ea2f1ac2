/*
 * Words that keep a place for others and say nothing themselves. Whole sentences only: "None" is no plan, "None of the
 * nodes is restarted" is one. In the languages that change requests were seen in.
 */

const EXACTLY = `
  none, nil, null, nothing, no, n/a, n.a, na, not applicable, not needed, not required, not available, not yet, unknown, pending, later,
  placeholder, description, text, text here, example, sample, coming soon, in progress, work in progress, wip, draft, same, same as above,
  same as last time, see above, see below, see ticket, see the ticket, see jira, see issue, see attachment, see attached, see description,
  see document, see doc, as usual, as always, as discussed, as above, business as usual, the usual, usual procedure, step by step,
  step-by-step, insert text, insert text here, your text here, details, details to follow, to follow, to come, to be done, to be added,
  to be updated, to be completed, more to come, write me, fill me, fill in, fill me in, fill this in, lorem ipsum, foo, bar, foo bar, asdf,
  standard procedure, standard, the standard procedure, the usual steps, usual steps, t.b.d, t.b.a, t.b.c, to do, todo, plan, the plan,
  offen, noch offen, folgt, folgt noch, folgt später, kommt noch, keine, keiner, kein, nichts, nein, entfällt, nicht zutreffend,
  nicht anwendbar, nicht nötig, nicht erforderlich, k.a, keine angabe, siehe ticket, siehe oben, siehe unten, siehe anhang, wie immer,
  wie üblich, wie besprochen, zu ergänzen, zu definieren, platzhalter, in arbeit, in klärung,
  aucun, aucune, néant, rien, non, sans objet, s/o, s.o, à venir, à faire, à définir, à compléter, à déterminer, à préciser, à rédiger,
  à remplir, non applicable, voir ticket, voir le ticket, voir ci-dessus, comme d'habitude, en cours, en attente,
  ninguno, ninguna, nada, no aplica, pendiente, por definir, por completar, por determinar, por confirmar, por escribir, a definir,
  ver ticket, ver el ticket, ver arriba, como siempre, en curso,
  nessuno, nessuna, niente, non applicabile, da definire, da completare, da fare, da scrivere, da confermare, vedi ticket, come al solito,
  nenhum, nenhuma, não, não aplicável, não se aplica, pendente, a completar, a preencher, a confirmar, como sempre,
  geen, niets, nee, nvt, n.v.t, niet van toepassing, volgt, volgt nog, nog te bepalen, nog in te vullen, nog invullen, zie ticket,
  zie boven, zoals altijd, zoals gewoonlijk, onbekend,
  ingen, inget, inga, saknas, ej tillämpligt, ikke relevant, kommer, kommer senere, kommer senare, se ärende, som vanligt,
  brak, nie dotyczy, do uzupełnienia, do ustalenia, jak zwykle, není, žádný, doplnit, bude doplněno,
  нет, не применимо, неприменимо, отсутствует, уточняется, позже, будет добавлено, как обычно, немає, yok, belirlenecek,
  なし, 無し, 未定, 未記入, 該当なし, 特になし, 検討中, 後日記載, 記入予定, 追記予定, いつも通り, 无, 無, 暂无, 待定, 待补充, 待補充, 不适用, 不適用, 没有,
  없음, 미정, 해당 없음, 해당없음, 추후 작성, 작성 예정
`

const phrases = new Set(
  EXACTLY.split(',')
    .map((phrase) => phrase.trim().replaceAll(/\s+/g, ' '))
    .filter((phrase) => phrase !== ''),
)

/** Marks that take the rest of their sentence with them: "TBD by the platform team". */
const MARK = /^(?:tbd|tba|tbc|tbw|tbs|x{3,}|fixme|\?{2,}|lorem ipsum)(?![\p{L}\p{N}])/u
/** "TODO: write this down" keeps a place; "TODO: drain node 3" is a step. */
const TO_DO =
  /^to-?do\b[\s:,.!()–—-]*(?:$|(?:(?:please|someone|i|we|must|need to|still)\s+)*(?:write|add|fill|complete|define|describe|decide|document|ask|find out|check with|think|finish|update|detail|plan)\b)/u
/** "To be written: what is done, step by step." A thing may well "be added to the pool": then it isn't about the text. */
const TO_BE =
  /^(?:still |yet )?(?:to be|will be|needs to be|must be|has to be|is to be) (?:written|defined|determined|documented|described|specified|detailed|decided|agreed|announced|filled(?: in| out)?|supplied|discussed|clarified)(?![\p{L}\p{N}])/u
const TO_BE_LATER =
  /^(?:still |yet )?(?:to be|will be|needs to be|must be|has to be|is to be) (?:completed|added|provided|confirmed|updated|done|finali[sz]ed|advised|inserted)(?: here| in here| below)?(?: (?:by|with|later|soon|before|after|once|when|during|asap|in due course|shortly|prior to|as)\b.*)?$/u
const GERMAN =
  /^(?:(?:wird|werden|muss|ist|sind|soll)\b.*\b(?:ergänzt|nachgereicht|nachgetragen|ausgefüllt|beschrieben|definiert|festgelegt|dokumentiert|ausgearbeitet|geklärt)(?: werden)?|noch zu (?:ergänzen|definieren|klären|beschreiben|schreiben|dokumentieren)(?![\p{L}]).*)$/u
const OTHERS =
  /^(?:(?:sera|seront|reste|doit être) .*(?:complétée?s?|définie?s?|précisée?s?|rédigée?s?|remplir|définir|compléter)(?: plus tard| par .*| ensuite)?|se (?:definirá|completará|detallará|añadirá)\b.*|(?:pendiente|por|falta|queda) (?:de |por )?(?:definir|completar|escribir|confirmar|documentar|detallar)\b.*|(?:sarà|verrà) .*(?:definito|completato|aggiunto|scritto|descritto)|(?:wordt|moet) .*(?:aangevuld|ingevuld|bepaald|beschreven|ingevuld worden)|nog te (?:bepalen|schrijven|beschrijven)\b.*|será .*(?:definido|preenchido|descrito|completado))$/u
/** What a template tells its reader to do. */
const ASKED =
  /^(?:please )?(?:describe|provide|explain|outline|specify|detail|write|insert|enter|fill in|add|list|document|summari[sz]e|state)\b(?:(?! then ).){0,200}\b(?:here|below|(?:step[- ]by[- ]step )?(?:instructions|details)|(?:implementation|rollback|backout|verification|test|change) (?:plan|steps|procedure))$/u
const STEP =
  /^(?:step|schritt|étape|paso|passo|stap|krok|steg|шаг|手順|步骤)? ?(?:no\.? ?)?(?:\d+|one|two|three|i{1,3}|[a-c])$/u

/** Whether a sentence, a cell or an item only keeps a place. What stands around the words (marks, brackets) isn't counted. */
export function keepsPlace(written: string): boolean {
  const words = written
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}?]+/u, '')
  const text = words.replace(/(?<![^\p{L}\p{N}?])[^\p{L}\p{N}?]+$/u, '')
  if (!/[\p{L}\p{N}]/u.test(text)) return true
  return (
    phrases.has(text) ||
    /^\p{L}$/u.test(text) ||
    [MARK, TO_DO, TO_BE, TO_BE_LATER, GERMAN, OTHERS, ASKED, STEP].some((pattern) => pattern.test(text)) ||
    // "TBD / TBD", "N/A - none"
    (text.length < 60 &&
      / [-/|,;] |[,;] /.test(text) &&
      text.split(/ [-/|,;] |[,;] /).every((part) => keepsPlace(part)))
  )
}
