import { useState } from 'preact/hooks'
import { Refusal } from '../ask.ts'

/** Something that is done once at a time, and what was wrong with it. */
export function useAct() {
  const [refusal, setRefusal] = useState<Refusal>()
  const [isBusy, setBusy] = useState(false)
  const act = async (what: () => Promise<unknown>) => {
    if (isBusy) return
    setBusy(true)
    setRefusal(undefined)
    try {
      await what()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setRefusal(error)
    } finally {
      setBusy(false)
    }
  }
  return {
    act,
    isBusy,
    refusal,
    says: refusal?.message,
    code: refusal?.code,
    field: refusal?.field,
  }
}
