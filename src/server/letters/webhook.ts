import { createHmac } from 'node:crypto'

/** Where the shop is told, and the secret that says it is us: `whsec_` and base64, as the standard writes it. */
export interface WebhookPlan {
  url: string
  secret: string
}

const PREFIX = 'whsec_'
const PATIENCE_MS = 10_000

/** What a receiver checks (Standard Webhooks 1.0): id, time and body under one HMAC. */
export function signatureOf(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
}

/** Is it long enough to be worth signing with? */
export function isSecret(text: string): boolean {
  return text.startsWith(PREFIX) && Buffer.from(text.slice(PREFIX.length), 'base64').length >= 24
}

/**
 * Tell the shop. The id is that of what happened, so a call that is made again is known to be
 * the same.
 * @returns whether it was heard: any 2xx; a redirect is none
 */
export async function callWebhook(
  { url, secret }: WebhookPlan,
  id: string,
  now: number,
  told: { type: string; data: object },
): Promise<boolean> {
  const body = JSON.stringify({ ...told, timestamp: new Date(now).toISOString() })
  const seconds = Math.floor(now / 1000)
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signatureOf(secret, id, seconds, body),
      },
    })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
