import { PROJECT } from '#io/project'
import { bundle, CLIENT_SCRIPTS } from '#site/engine/client-scripts.ts'
import type { OwnWords } from './own-words.ts'
import { wordsOfSources } from './site-vocabulary.ts'

/** Our own words from the sources: what `own-words.json` of a package holds. */
export const makeOwnWords = async (): Promise<OwnWords> =>
  wordsOfSources(PROJECT, await Promise.all(Object.values(CLIENT_SCRIPTS).map(bundle)))
