/** Of a `/api/v2/summary.json` of whoever serves it, what is looked at. Nothing is known of the values. */
export interface Summary {
  status: { indicator?: unknown; description?: unknown }
  incidents: readonly Happening[]
  scheduled_maintenances: readonly Happening[]
}
interface Happening {
  name?: unknown
  status?: unknown
  impact?: unknown
}

const TONES = ['none', 'maintenance', 'minor', 'major', 'critical'] as const
const rank = (tone: unknown): number => TONES.findIndex((one) => one === tone)

export interface Trouble {
  /** A text of strangers. */
  text: string
  tone: (typeof TONES)[number]
  /** The language of the text, where it is known. */
  lang?: 'en'
}

/**
 * What a status page has to tell: its worst open incident, the newest of several; else the maintenance that is going on;
 * else what its components come to. Null where all is well. Throws a TypeError for what isn't a summary.
 */
export function troubleIn({ status, incidents, scheduled_maintenances }: Summary): Trouble | null {
  const overall = rank(status.indicator)
  const tone = TONES[overall] ?? 'none'
  let told: Happening | undefined
  for (const one of incidents)
    if (one.status !== 'resolved' && one.status !== 'postmortem' && !(told && rank(one.impact) <= rank(told.impact)))
      told = one
  // Where more is wrong than was planned, the plan isn't what to tell.
  if (overall <= rank('maintenance'))
    told ??= scheduled_maintenances.find(({ status: state }) => state === 'in_progress' || state === 'verifying')
  const { name } = told ?? {}
  if (typeof name === 'string' && name !== '') return { text: name, tone }
  const { indicator, description } = status
  return typeof description === 'string' && indicator !== 'none' ? { text: description, tone, lang: 'en' } : null
}
