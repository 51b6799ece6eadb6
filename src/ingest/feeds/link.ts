import { LIMITS } from '../../schema/limits.ts'
import type { Hearing } from '../hearing.ts'

/** On this shop (`/guides/…`) or anywhere over http(s). */
export function readLink(value: unknown, field: string, hearing: Hearing): string | undefined {
  const url = hearing.text(value, field, LIMITS.url)
  if (url === undefined || /^(https?:\/\/[^\s/?#@]+|\/(?![/\\]))\S*$/i.test(url)) return url
  return hearing.refuse(field, 'bad_url', 'Send an address that begins with https:// or /.')
}
