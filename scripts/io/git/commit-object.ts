import type { Instant } from '#model/time'
import { gitObject, type GitObject, type ObjectFormat } from './object.ts'

export interface Person {
  name: string
  email: string
}

/** Who makes a commit, when, and what they say of it. */
export interface Made extends Person {
  message: string
  at: Instant
  /** Who brings it in for them; left out: they themselves. */
  committer?: Person | undefined
}

/** A commit of a tree, in UTC and unsigned. Throws where somebody has no name that git keeps. */
export function commitObject(
  tree: string,
  parents: readonly string[],
  { message, at, committer, ...author }: Made,
  format: ObjectFormat,
): GitObject {
  const by = (who: Person) => `${ident(who)} ${Math.floor(at / 1000)} +0000`
  if (message.includes('\0')) throw new Error('A message of a commit has no NUL.')
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${by(author)}`,
    `committer ${by(committer ?? author)}`,
    '',
    message,
  ]
  return gitObject('commit', lines.map((line) => `${line}\n`).join(''), format)
}

/** Without what would end a name or an address, as git leaves it out: https://git-scm.com/docs/git-commit-tree#_commit_information */
function ident({ name, email }: Person): string {
  const plain = withoutCrud(name)
  const address = withoutCrud(email)
  if (plain === '') throw new Error(`git keeps no name of <${address}>.`)
  return `${plain} <${address}>`
}

function withoutCrud(text: string): string {
  const characters = [...text.replaceAll(/[<>\n\0]/g, '')]
  const from = characters.findIndex((one) => !isCrud(one))
  const to = characters.findLastIndex((one) => !isCrud(one))
  return from === -1 ? '' : characters.slice(from, to + 1).join('')
}

const isCrud = (character: string): boolean => character <= ' ' || `.,:;"\\'`.includes(character)
