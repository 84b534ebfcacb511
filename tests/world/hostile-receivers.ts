/** Receivers that must not hurt, as raw servers play them, and how an attempt at each of them ends. */
import type { Socket } from 'node:net'

/** What it does once it was asked, and what is to come of that. */
export interface Hostile {
  answer: (socket: Socket) => void
  delivery: 'pending' | 'success'
  attempt: object
}

/** By what each does; none of it may lead to the trap. */
export function hostileReceivers(trapPort: number): Record<string, Hostile> {
  const late = {
    status: null,
    failure: { code: 'headers_timeout', reason: 'The receiver did not answer in time.' },
  }
  const broken = 'The receiver closed the connection before it had answered completely.'
  const redirect = (location: string): Hostile => ({
    answer: (socket) => void socket.write(head(302, `location: ${location}\r\ncontent-length: 0\r\n`)),
    delivery: 'pending',
    attempt: { status: 302, failure: null },
  })
  return {
    'never answers': { answer: () => {}, delivery: 'pending', attempt: late },
    'drips its head': {
      answer: (socket) => drip(socket, 'HTTP/1.1 200 OK'),
      delivery: 'pending',
      attempt: late,
    },
    // Its head says that it has taken the event; how it went on is told with the attempt.
    'drips the body of a good answer': {
      answer: (socket) => drip(socket, head(200, 'content-length: 1000\r\n')),
      delivery: 'success',
      attempt: {
        ...{ status: 200, isCut: false },
        failure: { code: 'timed_out', reason: 'The attempt took longer than it may.' },
      },
    },
    'drips the body of a bad answer': {
      answer: (socket) => drip(socket, head(500, 'content-length: 1000\r\n')),
      delivery: 'pending',
      attempt: { status: 500, failure: { code: 'timed_out' } },
    },
    'sends 100 MB': {
      answer: flood,
      delivery: 'pending',
      attempt: { status: 500, failure: null, isCut: true },
    },
    'sends 64 kB of headers': {
      answer: (socket) => void socket.write(head(200, `x: ${'a'.repeat(65_536)}\r\n`)),
      delivery: 'pending',
      attempt: {
        failure: { code: 'response_headers_too_large', reason: 'The head of the answer is too large.' },
      },
    },
    'resets after the head of a good answer': {
      answer: (socket) =>
        void socket.write(head(200, 'content-length: 9\r\n'), () => socket.resetAndDestroy()),
      delivery: 'success',
      attempt: { status: 200, failure: { code: 'reset', reason: broken } },
    },
    'resets without an answer': {
      answer: (socket) => void socket.resetAndDestroy(),
      delivery: 'pending',
      attempt: { status: null, failure: { code: 'reset', reason: broken }, wasWritten: true },
    },
    'redirects to the metadata of a cloud': redirect('http://169.254.169.254/latest/meta-data/'),
    'redirects to where it could be followed': redirect(`http://127.0.0.1:${trapPort}/`),
  }
}

const head = (status: number, more: string) => `HTTP/1.1 ${status} Answer\r\n${more}\r\n`

function drip(socket: Socket, start: string): void {
  socket.write(start)
  const timer = setInterval(() => socket.write('a'), 100)
  socket.once('close', () => clearInterval(timer))
}

/** Writes only what is taken. */
function flood(socket: Socket): void {
  socket.write(head(500, `content-length: ${100 * 1024 * 1024}\r\n`))
  const more = () => {
    while (!socket.destroyed) if (!socket.write(Buffer.alloc(64 * 1024))) return
  }
  socket.on('drain', more)
  more()
}
