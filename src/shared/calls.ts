/** What a call between window and lab is: the shape of what goes in, which main checks, and the type of what comes out. */
import type * as v from 'valibot'
import type { Result } from './fault'

declare const output: unique symbol

export interface Call<Schema extends v.GenericSchema = v.GenericSchema, Output = unknown> {
  readonly input: Schema
  /** How many of it may wait for their answers at once, where that is fewer than usual: their work or answer is large. */
  readonly atOnce?: number
  /** Only a type: there is nothing behind it. */
  readonly [output]?: (value: Output) => Output
}

/** @example `call<EndpointInfo>()(v.strictObject({ port }))` */
export const call =
  <Output>() =>
  <Schema extends v.GenericSchema>(input: Schema, more: { atOnce?: number } = {}): Call<Schema, Output> => ({
    input,
    ...more
  })

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of any output: it stands where it goes in and where it comes out
export type Calls = Readonly<Record<string, Call<v.GenericSchema, any>>>

export type InputOf<C> = C extends { readonly input: infer Schema extends v.GenericSchema }
  ? v.InferOutput<Schema>
  : never
export type OutputOf<C> = C extends { readonly [output]?: (value: infer Output) => unknown } ? Output : never

/** Arguments of a call: none where nothing goes in. */
export type Arguments<C> = InputOf<C> extends undefined ? [] : [input: InputOf<C>]

/** Whoever answers the calls; an omission does not compile. */
export type Answers<C extends Calls> = {
  readonly [K in keyof C]: (input: InputOf<C[K]>) => Promise<Result<OutputOf<C[K]>>> | Result<OutputOf<C[K]>>
}

/** The calls as methods. */
export type CallMethods<C extends Calls> = {
  readonly [K in keyof C]: (...input: Arguments<C[K]>) => Promise<Result<OutputOf<C[K]>>>
}

/** A task's calls are named after it: `<task>.<call>`. */
export const callOfTask = <T extends string, K extends string>(task: T, name: K): `${T}.${K}` =>
  `${task}.${name}`
