/** Wrong flags, or no such content folder: exit 2. */
export class UsageError extends Error {}
