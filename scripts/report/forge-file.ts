/** Where a forge shows a file, rendered, as a commit has it. */
export interface ForgeTree {
  /** The page of the repository, without a slash at its end. */
  repository: string
  commit: string
  /** The content folder, from the top of the repository; empty: it is the top. */
  folder: string
}

/** The address of a file of the content folder: https://docs.github.com/en/repositories/working-with-files/using-files/getting-permanent-links-to-files */
export function forgeFile({ repository, commit, folder }: ForgeTree, file: string): string {
  const path = (folder === '' ? file : `${folder}/${file}`).split('/').map(encodeURIComponent).join('/')
  return `${repository}/blob/${commit}/${path}`
}
