import { ask, destinationOf, Refused } from '../../ingest/index.ts'
import type { ProblemCode, ProblemParams } from '../../schema/problem.ts'
import { requireSealed } from './sealed.ts'

const PATIENCE_MS = 10_000

/** What came of a call. Any 2xx is heard; a redirect is none, for it was signed for one address. */
export interface Heard {
  isHeard: boolean
  status?: number
  /** What is wrong, in a sentence; and, where nobody answered, what it is made of. */
  says?: string
  code?: ProblemCode
  params?: ProblemParams
}

/**
 * Send one signed body to an address that was judged as a feed's is: a machine inside our own
 * network is not called unless the operator vouches for it, nor is anybody over plain http, and
 * the name is looked up once.
 */
export async function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  allowed: ReadonlySet<string>,
): Promise<Heard> {
  try {
    const destination = await destinationOf(url, allowed)
    requireSealed(destination.url, allowed)
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const answer = await ask(destination, headers, signal, { method: 'POST', body })
    answer.destroy() // what it says beside its status is not read
    const status = answer.statusCode ?? 0
    const isHeard = status >= 200 && status < 300
    return isHeard ? { isHeard, status } : { isHeard, status, says: `It answered ${status}.` }
  } catch (error) {
    return { isHeard: false, ...troubleOf(error) }
  }
}

type Trouble = Pick<Heard, 'says' | 'code' | 'params'>

function troubleOf(error: unknown): Trouble {
  if (error instanceof Refused) {
    const { reason, code, params } = error
    return { says: reason, code, params }
  }
  const { name, code = name ?? '' } = error as { name?: string; code?: string }
  if (name === 'TimeoutError') {
    const says = 'It did not answer within ten seconds.'
    return { says, code: 'unreadable', params: { why: 'slow' } }
  }
  const says = `It could not be reached (${code}).`
  return { says, code: 'unreadable', params: { why: 'failed', code } }
}
