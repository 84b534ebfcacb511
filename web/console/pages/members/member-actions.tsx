/** What staff can do with a member: invite, change, remove. */
import { Ellipsis, Mail, Pencil, ShieldCheck, UserMinus } from 'lucide-react'
import { useState } from 'react'
import type { Member } from '../../../../contracts/communities.ts'
import { useMay } from '../../../app/community.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { EditMemberDialog } from './edit-member-dialog.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { PermissionsDialog } from './permissions-dialog.tsx'
import { RemoveMemberDialog } from './remove-member-dialog.tsx'

type Open = 'invite' | 'edit' | 'permissions' | 'remove' | null

export function MemberActions({ member, onRemoved }: { member: Member; onRemoved: () => void }) {
  const mayManage = useMay('manage_members')
  const [open, setOpen] = useState<Open>(null)
  if (!mayManage) return null
  const close = () => setOpen(null)
  return (
    <>
      <Menu label="Actions" trigger={<IconButton label="Actions" icon={Ellipsis} />}>
        {!member.isLinked && (
          <MenuItem icon={Mail} onSelect={() => setOpen('invite')}>
            Invite
          </MenuItem>
        )}
        <MenuItem icon={Pencil} onSelect={() => setOpen('edit')}>
          Edit names and e-mail
        </MenuItem>
        {!member.isOwner && (
          <MenuItem icon={ShieldCheck} onSelect={() => setOpen('permissions')}>
            Permissions
          </MenuItem>
        )}
        {!member.isOwner && (
          <MenuItem icon={UserMinus} isDangerous onSelect={() => setOpen('remove')}>
            Remove from community
          </MenuItem>
        )}
      </Menu>
      {open === 'invite' && <InviteDialog member={member} onClose={close} />}
      {open === 'edit' && <EditMemberDialog member={member} onClose={close} />}
      {open === 'permissions' && <PermissionsDialog member={member} onClose={close} />}
      {open === 'remove' && <RemoveMemberDialog member={member} onRemoved={onRemoved} onClose={close} />}
    </>
  )
}
