import { useSettings } from '../settings.ts'
import type { Got } from '../use-read.ts'
import { type Word, word } from '../words.ts'
import { RoomName } from './room-name.tsx'

const WHY: Record<Exclude<Got<never>, 'reading' | 'unknown'>, Word> = {
  expired: 'expired',
  lost: 'server_silent',
}

interface Props {
  got: Got<never>
  /** What is being read, and that there is no such thing. */
  reading?: string
  unknown?: string
  /** Of a part of a room, the rest of which stands. */
  isPart?: boolean
}

/** A page that has nothing to show yet, or no more: in words why. */
export function Without({ got, reading: named, unknown, isPart }: Props) {
  const { language } = useSettings()
  const reading = named ?? word('one_moment', language)
  if (got === 'reading')
    return (
      <p class="reading" role="status">
        {reading}
      </p>
    )
  return (
    <>
      {!isPart && <RoomName />}
      <p class="empty" role="status">
        {got === 'unknown' ? (unknown ?? reading) : word(WHY[got], language)}
      </p>
    </>
  )
}
