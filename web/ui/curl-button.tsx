/** Shows the API call behind a page: "Copy as cURL", with an API key taken from the environment. */
import { Check, Terminal } from 'lucide-react'
import type { CallInput, EndpointName } from '../api/contract-types.ts'
import { type AddressParts, curlOf } from '../api/request.rules.ts'
import { Button } from './button.tsx'
import { useCopy } from './copy-button.tsx'

type Props<Name extends EndpointName> = {
  name: Name
  input: Pick<CallInput<Name>, 'params' | 'query'> & { body?: unknown }
}

export function CurlButton<Name extends EndpointName>({ name, input }: Props<Name>) {
  const [isCopied, copy] = useCopy()
  return (
    <Button
      variant="ghost"
      title="Copy as cURL"
      icon={isCopied ? Check : Terminal}
      onClick={() => copy(curlOf(window.location.origin, name, input as AddressParts & { body?: unknown }))}
    >
      <span className="max-xl:sr-only">{isCopied ? 'Copied' : 'Copy as cURL'}</span>
    </Button>
  )
}
