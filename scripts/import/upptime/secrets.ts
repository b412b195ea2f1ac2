import { findSecret } from '#model/publish/secrets'
import { formatInstant } from '#model/time'
import type { Post } from '../updates.ts'

/** Says where an update seems to hold a secret: it is public at the source already, and must not stay so. */
export function noteSecrets({ body, time }: Post, note: (message: string) => void) {
  const secret = findSecret(body)
  if (secret) note(`the update of ${formatInstant(time)} seems to hold ${secret.name}; \`validate\` will say where`)
}
