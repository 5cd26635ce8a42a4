/** The engine's vocabulary by the names that the page uses, read off the one interface it talks to. */
import type { Engine, EngineFailure, EngineOptions } from '../../engine/protocol.ts'

export type Detection = Awaited<ReturnType<Engine['detect']>>
export type Face = Detection['faces'][number]
export type DetectionSettings = Parameters<Engine['detect']>[1]
export type PresetName = EngineOptions['preset']
export type BackendChoice = EngineOptions['backend']
export type FailureCode = EngineFailure['code']
