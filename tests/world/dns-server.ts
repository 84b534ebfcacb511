/** A small DNS server on this machine that answers as a test says; RFC 1035, one question at a time. */
import { createSocket } from 'node:dgram'

export interface DnsServer {
  /** For the setting. */
  address: string
  /** Questions for IPv4 addresses so far. */
  askedCount: () => number
  close: () => Promise<void>
}

/** What a name resolves to: addresses, or `silence`. A function is asked anew with how often it was asked before. */
export type Answers = (name: string, askedBefore: number) => string[] | 'silence'

const typeA = 1
const typeAaaa = 28
const nameUnknown = 3

export async function startDnsServer(answers: Answers): Promise<DnsServer> {
  const socket = createSocket('udp4')
  let count = 0
  socket.on('message', (question, sender) => {
    const { name, type, end } = readQuestion(question)
    const found = answers(name, count)
    if (type === typeA) count += 1
    if (found === 'silence') return
    const asked = found.filter((address) => typeOf(address) === type)
    const records = asked.map(recordOf)
    const head = Buffer.from(question.subarray(0, 12))
    head.writeUInt16BE(0x8180 | (found.length === 0 ? nameUnknown : 0), 2)
    head.writeUInt16BE(records.length, 6)
    head.writeUInt32BE(0, 8)
    socket.send(Buffer.concat([head, question.subarray(12, end), ...records]), sender.port, sender.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${socket.address().port}`,
    askedCount: () => count,
    close: () => new Promise((resolve) => socket.close(resolve)),
  }
}

function readQuestion(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 }
}

const typeOf = (address: string) => (address.includes(':') ? typeAaaa : typeA)

/** Of the name asked for, valid for no time at all. */
function recordOf(address: string): Buffer {
  const bytes = Buffer.from(typeOf(address) === typeA ? address.split('.').map(Number) : ipv6Bytes(address))
  const head = Buffer.from([0xc0, 12, 0, typeOf(address), 0, 1, 0, 0, 0, 0, 0, bytes.length])
  return Buffer.concat([head, bytes])
}

/** The parser of addresses writes the last two groups in hexadecimal, too. */
function ipv6Bytes(address: string): number[] {
  const [before = '', after = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const groups = (part: string) =>
    part
      .split(':')
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16))
  const [first, last] = [groups(before), groups(after)]
  const all = [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last]
  return all.flatMap((group) => [group >> 8, group & 0xff])
}
