/** One seed for all property tests, so that every run is the same run; GUILDHALL_PROPERTY_SEED tries another. */
import fc from 'fast-check'

const usualSeed = 20_261_123

fc.configureGlobal({ seed: Number(process.env.GUILDHALL_PROPERTY_SEED ?? usualSeed) })
