import { addressOf } from './connection.ts'
import { sayTrouble } from './refused/words.ts'
import { languageNow } from './settings.ts'

/** A refusal in the reader's language where there are words for it, and the field it is about. */
export class Refusal extends Error {
  readonly code: string
  readonly field: string

  constructor(detail: string, code: string, field = '') {
    super(detail)
    this.code = code
    this.field = field
  }
}

/** One call of the server. @throws Refusal */
export async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(addressOf(path), {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal('', 'away')
  })
  if (response.ok) return await response.json()
  const problem = await response.json().catch(() => ({}))
  throw new Refusal(wordsFor(problem, response), problem.code ?? '', problem.field)
}

/** What a refusal says to who reads the console now. */
export function wordsFor(problem: { code?: string; detail?: string }, response: Response): string {
  const { code = '', detail = response.statusText } = problem
  return sayTrouble({ ...problem, code, detail }, languageNow())
}
