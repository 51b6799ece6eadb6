import { parentPort, workerData } from 'node:worker_threads'
import { writeStretch } from './stretch.ts'

parentPort!.postMessage(writeStretch(workerData))
