/** How large a test is: on every run as large as there is time for, with GUILDHALL_TEST_SIZE=full as its title says. */
export const sizeOf = ({ usual, full }: { usual: number; full: number }): number =>
  process.env.GUILDHALL_TEST_SIZE === 'full' ? full : usual

/** How long it may take. */
export const patienceMs = sizeOf({ usual: 60_000, full: 3_600_000 })
