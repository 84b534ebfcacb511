/** The page: asks the game's server for what is true, shows it, and sends what the player does. */

const tiles = 15
const lookEveryMs = 1000
const part = (id) => document.getElementById(id)

async function send(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const told = await answer.json()
  part('problem').textContent = answer.ok ? '' : told.message
  if (!answer.ok) throw new Error(told.message)
  await look()
  return told
}

async function look() {
  const { player, guildhall } = await (await fetch('/state')).json()
  part('join').hidden = player !== null
  part('mine').hidden = part('bag').hidden = player === null
  part('guildhall').href = guildhall
  if (player) show(player)
}

function show(player) {
  part('mine').classList.toggle('torch', player.torchUntil !== null)
  part('light').textContent = lightOf(player)
  part('items').replaceChildren(...player.items.map(rowOf))
  part('moving').replaceChildren(
    ...[...player.moving, ...player.refused].map((words) => element('li', words)),
  )
}

function lightOf({ torchUntil, hasLantern }) {
  if (torchUntil === null) return hasLantern ? 'By the light of your lantern' : 'In the dark'
  const minutes = Math.max(1, Math.ceil((torchUntil * 1000 - Date.now()) / 60_000))
  return `Your torch burns for ${minutes} more ${minutes === 1 ? 'minute' : 'minutes'}: finds count twice`
}

function rowOf({ key, name, kind, inMine, inGuildhall }) {
  const row = element('tr')
  const isMovable = kind === 'mergeable'
  row.append(
    element('td', name),
    element('td', isMovable ? inMine : '–'),
    element('td', inGuildhall),
    element('td'),
  )
  if (isMovable) {
    const button = element('button', 'Bring all')
    button.disabled = inMine < 1
    button.setAttribute('aria-label', `Bring all ${name} to Guildhall`)
    button.addEventListener('click', () => send('/bring', { item: key, count: inMine }).catch(() => {}))
    row.lastElementChild.append(button)
  }
  return row
}

function element(name, text = '') {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

function buildWall() {
  for (let place = 1; place <= tiles; place += 1) {
    const tile = element('button')
    tile.type = 'button'
    tile.setAttribute('aria-label', `Dig at ${place}`)
    tile.addEventListener('click', async () => {
      const { item, count } = await send('/dig', {})
      tile.classList.add('dug')
      tile.textContent = item ? `+${count}` : '·'
      part('find').textContent = item
        ? `Found ${count} ${item === 'gem' ? 'ember gem' : 'copper ore'}.`
        : 'Nothing but rock.'
      if (part('wall').querySelectorAll('button:not(.dug)').length === 0) freshWall()
    })
    part('wall').append(tile)
  }
}

function freshWall() {
  for (const tile of part('wall').querySelectorAll('button')) {
    tile.classList.remove('dug')
    tile.textContent = ''
  }
}

part('join').addEventListener('submit', (event) => {
  event.preventDefault()
  send('/join', Object.fromEntries(new FormData(event.target))).catch(() => {})
})
part('compare').addEventListener('click', async () => {
  const { differences } = await send('/compare', {})
  part('compared').textContent =
    differences.length === 0
      ? 'The game and Guildhall agree.'
      : differences
          .map(({ itemUri, count, itemCount }) => `${itemUri}: ${count} here, ${itemCount} there`)
          .join('; ')
})
const refresh = () => {
  if (!part('bag').hidden) send('/refresh', {}).catch(() => {})
}
addEventListener('focus', refresh)
buildWall()
await look()
refresh()
setInterval(() => look().catch(() => {}), lookEveryMs)
