import type { ComponentChildren } from 'preact'
import type { RowsAsked } from '../../../schema/rows-told.ts'
import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { say } from './row-words.ts'
import { rowsAt } from './rows-address.ts'

interface Props {
  asked: RowsAsked
  /** What is counted, for whoever hears the link alone. */
  what: string
  children: ComponentChildren
}

/** A figure that can be followed to its rows, by those who may see them. */
export function Counted({ asked, what, children }: Props) {
  const { language } = useSettings()
  if (!useMay('GET /v1/rows')) return <>{children}</>
  return (
    <a class="counted" href={rowsAt(asked)}>
      {children}
      <span class="sr"> {`${say('show_rows', language)}, ${what}`}</span>
    </a>
  )
}
