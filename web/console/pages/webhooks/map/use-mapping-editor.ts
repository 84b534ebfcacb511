/**
 * The mapping being edited, what it is based on, and saving it. Another person's version is never overwritten
 * unseen: the save names the revision it is based on, and a newer version is shown as a conflict.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { CustomField } from '../../../../../contracts/fields.ts'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import type { Mapping } from '../../../../../contracts/mapping.ts'
import { call, tagOf } from '../../../../api/call.ts'
import { type ApiProblem, problemOf } from '../../../../api/problem.ts'
import { queryKey, read, useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import type { Edit } from './edit-draft.rules.ts'
import {
  draftOf,
  isSameDraft,
  type MappingDraft,
  mappingOf,
  type ReadMapping,
} from './mapping-draft.rules.ts'

const staleAfterSave = [
  'listIncomingWebhooks',
  'listIncomingWebhookMappings',
  'listIncomingWebhookReceipts',
  'listReceipts',
] as const

export interface MappingEditor {
  params: { communityId: string; webhookId: string }
  draft: MappingDraft
  edit: (edit: Edit) => void
  reading: ReadMapping
  assets: readonly { code: string; name: string }[]
  fields: readonly CustomField[]
  isDirty: boolean
  /** A newer version was saved elsewhere while this one was being changed. */
  isBehind: boolean
  /** Takes the newest saved version and drops what was changed here. */
  takeTheirs: () => void
  /** Goes on with what was changed here, on top of the newest saved version. */
  keepMine: () => void
  isSaving: boolean
  /** Set once a save was tried that could not be made, until the draft changes. */
  isRefused: boolean
  problem: ApiProblem | null
  save: () => void
}

const versionOf = ({ mappingVersion }: { mappingVersion: number | null }) => mappingVersion ?? 0

export function useMappingEditor(webhook: IncomingWebhook): MappingEditor {
  const params = useParamsOf(webhook)
  const client = useQueryClient()
  const toast = useToast()
  const assets = useRead('listAssets', { params: { communityId: params.communityId } }).data?.data
  const fields = useRead('listFields', { params: { communityId: params.communityId } }).data?.data
  const [base, setBase] = useState(() => ({ version: versionOf(webhook), draft: draftOf(webhook.mapping) }))
  const [draft, setDraft] = useState(base.draft)
  const [isSaving, setSaving] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)

  const isDirty = !isSameDraft(draft, base.draft)
  const isNewer = versionOf(webhook) > base.version
  const rebase = (saved: Pick<IncomingWebhook, 'mapping' | 'mappingVersion'>, next?: MappingDraft) => {
    const savedDraft = draftOf(saved.mapping)
    setBase({ version: versionOf(saved), draft: savedDraft })
    setDraft(next ?? savedDraft)
    setProblem(null)
    setRefused(false)
  }
  if (isNewer && !isDirty) rebase(webhook)

  const reading = useMemo(
    () => mappingOf(draft, new Map((fields ?? []).map(({ key, type }) => [key, type]))),
    [draft, fields],
  )

  const put = async (mapping: Mapping, revision: { revision: number }): Promise<void> => {
    const saved = await call('saveIncomingWebhookMapping', {
      params,
      body: mapping,
      ifMatch: tagOf(revision),
    })
    // Lines keep their keys, so that the focus stays where it is.
    setBase({ version: versionOf(saved), draft })
    setProblem(null)
    setRefused(false)
    client.setQueryData(queryKey('getIncomingWebhook', { params }), saved)
    for (const name of staleAfterSave) void client.invalidateQueries({ queryKey: [name] })
    toast.done(`Saved as version ${saved.mappingVersion}`)
  }

  const save = async () => {
    const { mapping, missing } = reading
    if (mapping === null || missing.size > 0) return setRefused(true)
    setSaving(true)
    try {
      await put(mapping, webhook).catch(async (error: unknown) => {
        if (problemOf(error)?.code !== 'revision_mismatch') throw error
        // Somebody renamed or paused it, or saved a mapping; only the latter is a conflict.
        const newest = await client.fetchQuery({ ...read('getIncomingWebhook', { params }), staleTime: 0 })
        if (versionOf(newest) === base.version) await put(mapping, newest)
      })
    } catch (error) {
      setProblem(problemOf(error))
      setRefused(true)
      toast.failed('The mapping was not saved', error)
    } finally {
      setSaving(false)
    }
  }

  return {
    params,
    draft,
    edit: (edit) => {
      setDraft(edit)
      setProblem(null)
    },
    reading,
    assets: assets ?? [],
    fields: fields ?? [],
    isDirty,
    isBehind: isNewer && isDirty,
    takeTheirs: () => rebase(webhook),
    keepMine: () => rebase(webhook, draft),
    isSaving,
    isRefused: isRefused && reading.missing.size > 0,
    problem,
    save: () => void save(),
  }
}

function useParamsOf({ id }: IncomingWebhook) {
  const { communityId } = useCommunityParams()
  return useMemo(() => ({ communityId, webhookId: id }), [communityId, id])
}
