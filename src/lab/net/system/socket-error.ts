/** An error name of the system as the Error that callbacks get; one for each name, as they carry nothing else. */
export class SocketError extends Error {
  readonly code: string

  private constructor(code: string) {
    super(code)
    this.code = code
  }

  static readonly #known = new Map<string, SocketError>()

  static of(code: string): SocketError {
    const known = SocketError.#known.get(code) ?? new SocketError(code)
    SocketError.#known.set(code, known)
    return known
  }
}
