import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'

/** What went wrong, in a sentence that names the way out: printed without a stack, exit code 1. */
export class Complaint extends Error {}

/** @throws Complaint for a flag that does not exist or lacks its value. */
export function readFlags<T extends ParseArgsOptionsConfig>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, allowNegative: true })
  } catch (error) {
    throw new Complaint(inPlainWords(error as NodeJS.ErrnoException))
  }
}

/** Node answers a slip of the pen with a lesson on positional arguments. */
function inPlainWords({ code, message }: NodeJS.ErrnoException): string {
  const flag = /'(--?[^\s']+)/.exec(message)?.[1]
  if (code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION' || !flag) return message
  return `There is no flag ${flag} here; --help after the command lists those there are.`
}

/** A whole number from a flag or the environment. */
export function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '') return otherwise
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new Complaint(`${name} needs a whole number, not "${text}".`)
  }
  return value
}

export function portNumber(name: string, text: string | undefined, otherwise: number): number {
  const port = wholeNumber(name, text, otherwise)
  if (port > 65_535) throw new Complaint(`${name} is a port, 0 to 65535, not "${text}".`)
  return port
}

/** A share of all, `.2`, from a flag. */
export function share(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '') return otherwise
  const value = Number(text)
  if (!(value >= 0 && value < 1)) {
    throw new Complaint(`${name} needs a share from 0 to below 1, as in .2, not "${text}".`)
  }
  return value
}
