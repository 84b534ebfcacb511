/** The picture of an app or item as this server serves it, or its initials. Nothing is loaded from other sites. */
import { useState } from 'react'
import { cx } from '../../../ui/cx.ts'
import { Initials } from '../../../ui/mark.tsx'

interface Props {
  name: string
  url: string | null
  size?: 'medium' | 'large'
}

export function Picture({ name, url, size = 'medium' }: Props) {
  const [failed, setFailed] = useState<string | null>(null)
  if (url === null || failed === url) return <Initials name={name} shape="community" size={size} />
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
