import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import { type Connection, connect, type Line } from '../connection.ts'
import { type Held, hear, hold, type Message, pause, resume } from './rows.ts'

type Step = Message | { name: 'pause' } | { name: 'resume' } | { name: 'hold'; stays: boolean }

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
    const heard = (name: string, data: unknown) => step({ name, data } as Message)
    connection.current = connect('live', names, heard, tell)
    return () => connection.current?.close()
  }, [])
  return { held, line, step, retry: () => connection.current?.retry() }
}

function next(held: Held | undefined, step: Step): Held | undefined {
  if (step.name === 'pause') return held && pause(held)
  if (step.name === 'resume') return held && resume(held)
  if (step.name === 'hold') return held && hold(held, step.stays)
  return hear(held, step)
}
