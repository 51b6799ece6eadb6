import { request as ask, type IncomingMessage } from 'node:http'
import { headersFor } from './forward.ts'

/** A page does not wait longer for its results: the tag draws them then. */
const WAIT_MS = 400
const LARGEST = 500_000

/**
 * Vitrine's results for a page whose address asks for them, as HTML for the page's own first
 * answer. Undefined when they do not come in time: the page is whole without.
 */
export function resultsFor(
  request: IncomingMessage,
  at: string,
  { vitrineUrl, publicKey }: { vitrineUrl: string; publicKey: string },
  said: { language: string; market: string; consent: string },
): Promise<string | undefined> {
  const target = new URL('/v1/search', vitrineUrl)
  target.search = new URLSearchParams({ at, key: publicKey, ...said }).toString()
  return new Promise(resolve => {
    const upstream = ask(target, { headers: headersFor(request, target.host), timeout: WAIT_MS })
    const giveUp = () => {
      upstream.destroy()
      resolve(undefined)
    }
    const timer = setTimeout(giveUp, WAIT_MS)
    upstream.on('error', giveUp)
    upstream.on('response', async answer => {
      const html =
        answer.statusCode === 200 ? await textOf(answer).catch(() => undefined) : undefined
      clearTimeout(timer)
      answer.resume()
      resolve(html)
    })
    upstream.end()
  })
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of answer.setEncoding('utf8')) {
    text += chunk
    if (text.length > LARGEST) throw new RangeError('no results are so long')
  }
  return text
}
