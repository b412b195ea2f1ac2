/** An environment as it is compared: it is free text, and `Production ` is production. */
export const environmentName = (environment: string): string => environment.trim().toLowerCase()

/** Whether something is done where customers are. */
export const isInProduction = ({ environment }: { environment: string }): boolean =>
  environmentName(environment) === 'production'
