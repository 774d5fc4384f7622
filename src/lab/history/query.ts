/** Statements whose rows have a type: here alone is said that what SQLite hands out is of it. The tables are STRICT (database.ts). */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'

type Values = SQLInputValue[] | [named: Record<string, SQLInputValue>]

export class Query<Row> {
  readonly #database: DatabaseSync
  readonly #sql: string

  constructor(database: DatabaseSync, sql: string) {
    this.#database = database
    this.#sql = sql
  }

  all(...values: Values): Row[] {
    return this.#database.prepare(this.#sql).all(...(values as SQLInputValue[])) as Row[]
  }

  /** One after the other: as many as are looked at are read. */
  each(...values: Values): Iterable<Row> {
    return this.#database.prepare(this.#sql).iterate(...(values as SQLInputValue[])) as Iterable<Row>
  }

  first(...values: Values): Row | null {
    return (this.#database.prepare(this.#sql).get(...(values as SQLInputValue[])) as Row | undefined) ?? null
  }
}
