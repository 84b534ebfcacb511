/**
 * The picture of an app or item, or its initials. The page loads nothing from other sites (its policy says so), so
 * that no one else learns who looks at it: a picture from elsewhere stands as initials.
 */
import { useState } from 'react'
import { cx } from '../../../ui/cx.ts'
import { Initials } from '../../../ui/mark.tsx'

interface Props {
  name: string
  url: string | null
  size?: 'medium' | 'large'
}

const isOurs = (url: string) => URL.canParse(url) && new URL(url).origin === window.location.origin

export function Picture({ name, url, size = 'medium' }: Props) {
  const [failed, setFailed] = useState<string | null>(null)
  if (url === null || !isOurs(url) || failed === url) {
    return <Initials name={name} shape="community" size={size} />
  }
  return (
    <img
      src={url}
      alt=""
      loading="lazy"
      onError={() => setFailed(url)}
      className={cx('shrink-0 rounded-md object-cover', size === 'medium' ? 'size-8' : 'size-12')}
    />
  )
}
