/** What belongs into a backup, and how the files of the write-ahead log are called. */
import { describe, expect, it } from 'vitest'
import {
  backupFolderName,
  belongsIntoBackup,
  outdatedBackups,
  readLsn,
  walSegmentNames,
} from './backup-files.rules.ts'

const segmentBytes = 16 * 1024 * 1024

describe('what belongs into a backup', () => {
  it.each([
    ['base/5/1259', 'yes'],
    ['global/pg_control', 'yes'],
    ['pg_xact/0000', 'yes'],
    ['postgresql.conf', 'yes'],
    ['pg_wal', 'as_empty_folder'],
    ['pg_replslot', 'as_empty_folder'],
    ['postmaster.pid', 'no'],
    ['base/5/pg_internal.init', 'no'],
    ['base/pgsql_tmp', 'no'],
    ['backup_label', 'no'],
  ] as const)('%s: %s', (path, answer) => expect(belongsIntoBackup(path)).toBe(answer))
})

describe('the write-ahead log of a backup', () => {
  it('is every file from where the backup started to where it stopped', () => {
    expect(walSegmentNames(1, readLsn('0/2000028'), readLsn('0/4000120'), segmentBytes)).toEqual([
      '000000010000000000000002',
      '000000010000000000000003',
      '000000010000000000000004',
    ])
  })

  it('does not ask for a file that the last byte does not reach', () => {
    expect(walSegmentNames(2, readLsn('0/2000000'), readLsn('0/3000000'), segmentBytes)).toEqual([
      '000000020000000000000002',
    ])
  })

  it('goes on in the next log after 256 files', () => {
    expect(walSegmentNames(1, readLsn('1/FF000028'), readLsn('2/100'), segmentBytes)).toEqual([
      '0000000100000001000000FF',
      '000000010000000200000000',
    ])
  })

  it('refuses what is no place in it', () => {
    expect(() => readLsn('over there')).toThrow('over there is not a place')
  })
})

describe('backups that are kept', () => {
  const name = (day: number) => backupFolderName(new Date(Date.UTC(2026, 0, day, 3, 20)))

  it('are the newest, and other folders are never touched', () => {
    expect(name(1)).toBe('backup-2026-01-01T03-20-00Z')
    expect(outdatedBackups([name(3), 'photos', name(1), name(2), `${name(4)}.unfinished`], 2)).toEqual([
      name(1),
    ])
  })

  it('are all of them while there are few', () => {
    expect(outdatedBackups([name(1)], 7)).toEqual([])
  })
})
