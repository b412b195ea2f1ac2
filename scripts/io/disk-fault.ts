import { basename, dirname } from 'node:path'

/** What a disk says, in words. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'it can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'no more room is granted',
  EIO: 'the disk fails',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOTDIR: "a file is in a folder's place",
  EEXIST: "a file is in a folder's place",
  EISDIR: "a folder is in a file's place",
  ELOOP: 'links lead in a circle',
}

/**
 * What a disk said no to, in a sentence, as far as it is nothing but that; null of any other error. A draft stands for the
 * folder that it would have been in.
 */
export function diskFault(error: unknown): string | null {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error && 'path' in error)) return null
  const { code, path, syscall } = error
  if (typeof code !== 'string' || typeof path !== 'string' || String(syscall).startsWith('spawn')) return null
  const words = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined
  if (words === undefined) return null
  return `${/\.draft|\.new-/.test(basename(path)) ? dirname(path) : path}: ${words} (${code}).`
}
