import type { ComponentChildren } from 'preact'
import type { RowsAsked } from '../../../schema/rows-told.ts'
import { useSettings } from '../settings.ts'
import { say } from './row-words.ts'

interface Props {
  asked: RowsAsked
  /** What is counted, for whoever hears the button alone. */
  what: string
  onRows?: (asked: RowsAsked) => void
  children: ComponentChildren
}

/** A count that can be followed to its rows. */
export function Counted({ asked, what, onRows, children }: Props) {
  const { language } = useSettings()
  if (onRows === undefined) return <>{children}</>
  return (
    <button type="button" class="counted" onClick={() => onRows(asked)}>
      {children}
      <span class="sr"> {`${say('show_rows', language)}, ${what}`}</span>
    </button>
  )
}
