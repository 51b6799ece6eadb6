import { addressOf } from './connection.ts'
import { sayRefused, type Told } from './refused/say.ts'
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
  const response = await answerTo(method, path, body)
  return response.status === 204 ? ({} as T) : await response.json()
}

/** The same, for what is no JSON. @throws Refusal */
export async function answerTo(method: string, path: string, body?: object): Promise<Response> {
  const response = await fetch(addressOf(path), {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal(sayRefused({ code: 'away', detail: '' }, languageNow()), 'away')
  })
  if (response.ok) return response
  const problem: Partial<Told> = await response.json().catch(() => ({}))
  const { code = '', detail = response.statusText, field } = problem
  throw new Refusal(sayRefused({ ...problem, code, detail }, languageNow()), code, field)
}
