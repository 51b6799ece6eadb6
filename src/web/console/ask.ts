import { addressOf } from './connection.ts'

/** A refusal in the server's own words, and the field it is about. */
export class Refusal extends Error {
  readonly code: string
  readonly field: string

  constructor(detail: string, code: string, field = '') {
    super(detail)
    this.code = code
    this.field = field
  }
}

/** One call of the server. @throws Refusal, with the server's words */
export async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(addressOf(path), {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal('', 'away')
  })
  if (response.ok) return await response.json()
  const problem = await response.json().catch(() => ({}))
  throw new Refusal(problem.detail ?? response.statusText, problem.code ?? '', problem.field)
}
