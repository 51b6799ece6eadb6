import { workerData } from 'node:worker_threads'
import { sealDay } from './seal-day.ts'

sealDay(workerData.path)
