/** File systems of our own, to be filled up or cut off from power. Only root may mount; others are told so. */
import { execFile } from 'node:child_process'
import { mkdir, open, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeTestFolder } from '../world/postgres.ts'

const run = promisify(execFile)
const mebibyte = 1024 * 1024

/** Why this machine cannot mount; undefined when it can. */
export async function whyNoMount(kind: 'memory' | 'disk'): Promise<string | undefined> {
  const folder = await makeTestFolder()
  const target = join(folder, 'probe')
  try {
    if (kind === 'memory') await mountMemory(target, 1)
    else await mountDisk(await makeDisk(join(folder, 'probe.img'), 8), target)
    await unmount(target)
    return undefined
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    return `mounting needs root and failed: ${(stderr || message).trim().split('\n')[0]}`
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export async function mountMemory(target: string, sizeMiB: number): Promise<void> {
  await mkdir(target, { recursive: true })
  await run('mount', ['-t', 'tmpfs', '-o', `size=${sizeMiB}m,mode=0755`, 'tmpfs', target])
}

/** An empty ext4 file system in a sparse file. */
export async function makeDisk(image: string, sizeMiB: number): Promise<string> {
  await writeFile(image, '')
  await truncate(image, sizeMiB * mebibyte)
  await run('mkfs.ext4', ['-q', '-F', image])
  return image
}

/** Its journal is written when somebody asks for it with fsync, and not every few seconds as usual. */
export async function mountDisk(image: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true })
  await run('mount', ['-t', 'ext4', '-o', 'loop,commit=300', image, target])
}

/**
 * What a power cut leaves: what has reached the device. Writes that only the page cache of the mounted file
 * system holds are not in the image, and so not in its copy.
 */
export async function copyDisk(image: string, copy: string): Promise<void> {
  await run('cp', ['--sparse=always', image, copy])
}

export async function unmount(target: string): Promise<void> {
  await run('umount', [target])
}

/** Takes the space of a file system until nothing is left. */
export async function fillUp(path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (let size = mebibyte; size >= 4096; ) {
      // A short write says that it is full for this size; then smaller pieces.
      const wrote = await file.write(Buffer.alloc(size)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOSPC') throw error
        return { bytesWritten: 0 }
      })
      if (wrote.bytesWritten < size) size /= 2
    }
  } finally {
    await file.close()
  }
}
