/** What the word at the head of an update says of it. */
export type Meaning =
  | 'investigating'
  | 'identified'
  | 'monitoring'
  | 'resolved'
  | 'update'
  /** The first message of several. */
  | 'opening'
  | 'postmortem'
  | 'scheduled'
  | 'in_progress'
  | 'cancelled'

/** In the languages that pages of cState are found in. */
const WORDS: Record<Meaning, string> = {
  investigating:
    'investigating|investigation|under investigation|issue reported|report received|untersuchung|wird untersucht|störung erkannt|investigando|en investigación|indagine in corso|en cours d’analyse|investigation en cours',
  identified:
    'identified|issue identified|problem identified|cause identified|ursache identifiziert|ursache gefunden|identificado|problema identificado|identificato|identifié',
  monitoring:
    'monitoring|mitigated|fix implemented|fix applied|wird beobachtet|beobachtung|monitorizando|monitoraggio|monitoraggio in corso|mitigazione|sous surveillance',
  resolved:
    'resolved|issue resolved|fixed|solved|closed|complete|completed|recovered|restored|service restored|all done|behoben|gelöst|erledigt|abgeschlossen|störung behoben|resuelto|solucionado|risolto|résolu|opgelost|resolvido',
  update:
    'update|updated|edit|edited|stand|zwischenstand|aktualisierung|aktueller stand|actualización|aggiornamento|mise à jour|atualização',
  opening: '',
  postmortem: 'post mortem|postmortem|root cause analysis|rca',
  scheduled: 'scheduled|planned|upcoming|soon|geplant|angekündigt|programado|prévu',
  in_progress: 'in progress|started|just began|gestartet|begonnen',
  cancelled: 'cancelled|canceled|abgesagt|cancelado|annullato|annulé',
}
/** Only set off from the text they mean what they say here; in the middle of it they are words like any other. */
const SET_OFF: Partial<Record<Meaning, string>> = {
  opening:
    'initial|initial message|first message|original message|opening|opening message|opening incident|open|open issue|erste meldung|ursprüngliche meldung|meldung',
  resolved:
    'final|final message|final update|last message|closing|closing message|closing incident|closing maintenance|close|close issue|end of outage|end of outage message|done|finished|abschluss|abschlussmeldung',
}

const indexed = (words: Partial<Record<Meaning, string>>) =>
  Object.entries(words).flatMap(([meaning, list]) =>
    list.split('|').map((word): [string, Meaning] => [word, meaning as Meaning]),
  )
const MEANINGS = new Map(indexed(WORDS))
const ALL = new Map([...indexed(SET_OFF), ...MEANINGS])

/** What words mean, however they are capitalised and ended; null for others. `Update 2` is an update. */
export const meaningOf = (words: string, setOff = true): Meaning | null =>
  (setOff ? ALL : MEANINGS).get(
    words
      .toLowerCase()
      .replaceAll('-', ' ')
      .replaceAll(/(?<![\s:.!…])[\s:.!…]+$|(?<!\s)\s+#?\d+\s*:?$/g, '')
      .replaceAll(/(?<![^\p{L}\p{M}\d’' ])[^\p{L}\p{M}\d’' ]+$|^[^\p{L}\d]+/gu, '')
      .trim(),
  ) ?? null

/** What only says that updates follow. */
const CONTAINERS = new Set(
  'history|updates|timeline|verlauf|chronologie|historie|chronik|historial|cronologia|historique'.split('|'),
)
export const announcesUpdates = (words: string): boolean =>
  CONTAINERS.has(
    words
      .toLowerCase()
      .replaceAll(/[^\p{L}]+/gu, ' ')
      .trim(),
  )
