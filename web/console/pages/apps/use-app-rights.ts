/** What this person may do with apps; both kinds see all of them. */
import { useMay } from '../../../app/community.tsx'

export function useAppRights() {
  const mayManage = useMay('manage_apps')
  const mayApprove = useMay('approve_apps')
  return { mayManage, mayApprove, maySee: mayManage || mayApprove }
}
