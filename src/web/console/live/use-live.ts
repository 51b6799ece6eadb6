import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import { type Connection, connect, type Line } from '../connection.ts'
import { gathered } from './gathered.ts'
import { type Held, hear, hold, type Message, pause, resume } from './rows.ts'

/** Time to read a line that stands at the top. */
const BREATH_MS = 3_000

type Step =
  | Message
  | { name: 'rows'; rows: Message[] }
  | { name: 'pause' }
  | { name: 'resume' }
  | { name: 'hold'; stays: boolean }

export interface LiveRoom {
  held: Held | undefined
  line: Line
  step: (step: Step) => void
  retry: () => void
}

/** The live room's state, kept up by the server while the page is open. */
export function useLive(): LiveRoom {
  const [held, step] = useReducer(next, undefined)
  const [line, tell] = useState<Line>({ is: 'opening' })
  const connection = useRef<Connection | undefined>(undefined)
  useEffect(() => {
    const names = ['state', 'row', 'reply', 'beat']
    const rows = gathered<Message>(BREATH_MS, rows => step({ name: 'rows', rows }))
    const heard = (name: string, data: unknown) => {
      const message = { name, data } as Message
      if (name === 'row' || name === 'reply') return rows.add(message)
      if (name === 'state') rows.drop() // it has them
      step(message)
    }
    connection.current = connect('live', names, heard, tell)
    return () => {
      connection.current?.close()
      rows.close()
    }
  }, [])
  return { held, line, step, retry: () => connection.current?.retry() }
}

function next(held: Held | undefined, step: Step): Held | undefined {
  if (step.name === 'pause') return held && pause(held)
  if (step.name === 'resume') return held && resume(held)
  if (step.name === 'hold') return held && hold(held, step.stays)
  if (step.name === 'rows') return step.rows.reduce(hear, held)
  return hear(held, step)
}
