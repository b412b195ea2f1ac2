/** The run of a workflow, and whether it is done again: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export const runOf = (env: NodeJS.ProcessEnv): { run: string | undefined; again: boolean } => ({
  run: env['GITHUB_RUN_ID'],
  again: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) > 1,
})
