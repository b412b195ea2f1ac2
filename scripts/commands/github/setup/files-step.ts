import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathsBeside } from '../../init/repository-files.ts'
import { step, type Step } from './step.ts'

/** The workflows and forms of this checkout. Another step may publish nothing for want of them. */
export const filesStep = (top: string): Step =>
  step(
    'Files in .github/',
    '',
    () =>
      Promise.resolve(
        pathsBeside('github').filter((path) => path.startsWith('.github/') && !existsSync(join(top, path))),
      ),
    (missing) => ({
      is: missing.length === 0 ? 'all there' : `${missing.length} missing`,
      changes: [],
      kept: [],
      byHand:
        missing.length === 0
          ? []
          : [
              `${missing.join(', ')} ${missing.length === 1 ? "isn't" : "aren't"} there. \`npx evenkeel init\` writes what is missing.`,
            ],
    }),
  )
