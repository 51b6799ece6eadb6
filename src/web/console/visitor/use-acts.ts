import { useRef, useState } from 'preact/hooks'
import type { VisitorTold } from '../../../schema/visitor-told.ts'
import { send } from '../use-read.ts'

interface Body {
  trait?: string
  wrong?: boolean
  with?: string
}

/** What is done to a visitor by hand: what they are afterwards is put on the page at once. */
export function useActs(visitor: string, put: (told: VisitorTold) => void) {
  const [refusal, setRefusal] = useState<string>()
  const underWay = useRef(new Set<string>())
  const act = async (what: 'merge' | 'corrections', body: Body): Promise<boolean> => {
    // Pressed twice, it would be refused the second time, and look as if it had not been done.
    const said = JSON.stringify([what, body])
    if (underWay.current.has(said)) return false
    underWay.current.add(said)
    const told = await send<VisitorTold>('POST', `v1/visitors/${visitor}/${what}`, body)
    underWay.current.delete(said)
    const isRefused = typeof told === 'string'
    setRefusal(isRefused ? told : undefined)
    if (isRefused) return false
    put(told)
    setTimeout(() => keepFocus(body.trait))
    return true
  }
  return {
    refusal,
    correct: (trait: string, wrong: boolean) => act('corrections', { trait, wrong }),
    merge: (other: string) => act('merge', { with: other }),
  }
}

/** The button that was pressed is gone: its answer is what comes next. */
function keepFocus(trait: string | undefined): void {
  if (document.activeElement !== document.body) return
  const buttons = [...document.querySelectorAll<HTMLElement>('button[data-trait]')]
  const next = buttons.find(({ dataset }) => dataset.trait === trait)
  ;(next ?? document.getElementById('main'))?.focus()
}
