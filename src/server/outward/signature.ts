import { createHmac } from 'node:crypto'
import type { Env } from '../../store/ports.ts'

const PREFIX = 'whsec_'
const SIZE = 32

/** What a receiver checks (Standard Webhooks 1.0): id, time and body under one HMAC. */
export function signatureOf(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
}

/** While a secret is being replaced both sign: whoever holds either finds theirs. */
export function headersOf(secrets: readonly string[], id: string, now: number, body: string) {
  const seconds = Math.floor(now / 1000)
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Vitrine-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': secrets.map(each => signatureOf(each, id, seconds, body)).join(' '),
  }
}

/** Is it long enough to be worth signing with? */
export function isSecret(text: string): boolean {
  return text.startsWith(PREFIX) && Buffer.from(text.slice(PREFIX.length), 'base64').length >= 24
}

export function drawSecret(env: Env): string {
  return PREFIX + Buffer.from(env.random(SIZE)).toString('base64')
}
