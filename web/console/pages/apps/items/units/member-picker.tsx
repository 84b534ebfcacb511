/** Finds one member by name, username or e-mail, and shows who was chosen. */
import { useState } from 'react'
import type { Member } from '../../../../../../contracts/communities.ts'
import { useRead } from '../../../../../api/queries.ts'
import { useCommunityParams } from '../../../../../app/community.tsx'
import { Button } from '../../../../../ui/button.tsx'
import { Initials } from '../../../../../ui/mark.tsx'
import { SearchInput } from '../../../../../ui/search-input.tsx'

interface Props {
  member: Member | null
  onPick: (member: Member | null) => void
}

export function MemberPicker({ member, onPick }: Props) {
  const params = useCommunityParams()
  const [search, setSearch] = useState('')
  const found = useRead(
    'listMembers',
    { params, query: { limit: 5, ...(search === '' ? {} : { search }) } },
    { isEnabled: member === null },
  )
  if (member !== null) {
    return (
      <div className="flex items-center gap-2 rounded-md border border-line px-3 py-2">
        <MemberWords member={member} />
        <Button size="small" onClick={() => onPick(null)}>
          Choose another
        </Button>
      </div>
    )
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1 text-13 font-medium text-ink">Member</legend>
      <SearchInput
        label="Search members"
        placeholder="Name, username or e-mail"
        value={search}
        onSearch={setSearch}
      />
      <ul
        aria-label="Members found"
        className="flex flex-col divide-y divide-line rounded-md border border-line"
      >
        {(found.data?.data ?? []).map((each) => (
          <li key={each.id}>
            <button
              type="button"
              onClick={() => onPick(each)}
              className="flex w-full items-center gap-2 px-3 py-2 text-left hover:bg-hover focus-visible:outline-offset-[-2px]"
            >
              <MemberWords member={each} />
            </button>
          </li>
        ))}
        {found.data?.data.length === 0 && <li className="px-3 py-2 text-13 text-ink-2">Nobody fits.</li>}
        {found.isPending && <li className="px-3 py-2 text-13 text-ink-3">Looking …</li>}
      </ul>
    </fieldset>
  )
}

function MemberWords({ member }: { member: Member }) {
  return (
    <>
      <Initials name={member.displayName} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-13 font-medium text-ink">{member.displayName}</span>
        <span className="block truncate text-12 text-ink-3">{member.email ?? member.username}</span>
      </span>
    </>
  )
}
