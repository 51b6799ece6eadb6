import type { NewRecord } from '../../schema/record.ts'
import type { Env } from '../../store/ports.ts'
import type { Shop } from '../shop.ts'
import { stepRecord } from './steps.ts'

/**
 * The records that end the wishes of an address under other names than its own: a browser that
 * typed it keeps what is its own, and the address leaves the log like that of any wish that is
 * over.
 */
export function endsOfWishes(address: string, { engine }: Pick<Shop, 'engine'>, env: Env) {
  return engine.wishes
    .ofAddress(address)
    .filter(({ visitor }) => visitor !== address)
    .map(
      ({ id, visitor }): NewRecord =>
        stepRecord({ visitor, wish: id, step: 'ended', why: 'erased' }, env),
    )
}
