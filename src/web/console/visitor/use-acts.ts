import { useState } from 'preact/hooks'
import type { VisitorTold } from '../../../schema/visitor-told.ts'
import { send } from '../use-read.ts'

/** What is done to a visitor by hand: what they are afterwards is put on the page at once. */
export function useActs(visitor: string, put: (told: VisitorTold) => void) {
  const [refusal, setRefusal] = useState<string>()
  const act = async (what: 'merge' | 'corrections', body: object): Promise<boolean> => {
    const told = await send<VisitorTold>('POST', `v1/visitors/${visitor}/${what}`, body)
    const isRefused = typeof told === 'string'
    setRefusal(isRefused ? told : undefined)
    if (!isRefused) put(told)
    return !isRefused
  }
  return {
    refusal,
    correct: (trait: string, wrong: boolean) => act('corrections', { trait, wrong }),
    merge: (other: string) => act('merge', { with: other }),
  }
}
