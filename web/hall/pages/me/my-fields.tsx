/** What the community knows about a member: the filled custom fields. */
import { useRead } from '../../../api/queries.ts'
import { DetailsList } from '../../../ui/details-list.tsx'
import { fieldText } from '../../../ui/field-value.rules.ts'
import { Section } from '../../../ui/section.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'

export function MyFields({ params }: { params: { communityId: string; memberId: string } }) {
  const fields = useRead('listMemberFields', { params })
  const filled = (fields.data?.data ?? []).filter(({ value }) => value !== null)
  return (
    <Section title="About me" className="self-start">
      {fields.isPending ? (
        <SkeletonLines count={3} />
      ) : fields.error ? (
        <ErrorState problem={fields.error} what="your fields" onRetry={() => void fields.refetch()} />
      ) : filled.length === 0 ? (
        <p className="text-13 text-ink-2">
          Your games can fill fields such as level or rank. None is filled for you yet.
        </p>
      ) : (
        <DetailsList
          items={filled.map(({ name, type, value }) => ({ name, value: fieldText(type, value) }))}
        />
      )}
    </Section>
  )
}
