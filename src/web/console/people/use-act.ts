import { useState } from 'preact/hooks'
import { Refusal } from '../ask.ts'
import { useSettings } from '../settings.ts'
import { refusalOf } from './words.ts'

/** Something that is done once at a time, and what was wrong with it. */
export function useAct() {
  const { language } = useSettings()
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
  const says = refusal && refusalOf(refusal.code, refusal.message, language)
  return { act, isBusy, refusal, says, code: refusal?.code, field: refusal?.field }
}
