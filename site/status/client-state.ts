import { contentSecurityPolicy } from '#export/headers'
import { summaryDocument } from '#export/statuspage-v2/documents'
import { stateKey } from './client/state-key'
import { status } from './data'

/** What this build says, in short: the script tells by it whether a newer one says anything else. */
export const clientState = stateKey(summaryDocument(status))

/** For hosts that set no headers. */
export const policy = contentSecurityPolicy
