/** Starts the one PostgreSQL of a test run and tells the test files where it is. */
import type { TestProject } from 'vitest/node'
import { testPostgres } from './postgres.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await testPostgres()
  project.provide('postgres', postgres.connection)
  return postgres.stop
}
