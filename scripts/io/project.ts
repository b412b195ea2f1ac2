import { fileURLToPath } from 'node:url'

/** The project's own folder, wherever the command was started. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
