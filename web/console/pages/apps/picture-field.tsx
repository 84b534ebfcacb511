/** The picture of an app or item in a form: an address of the web, or a file that is uploaded; with a preview. */
import { Upload, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Input } from '../../../ui/input.tsx'
import { isUploaded } from './app-draft.rules.ts'
import { Picture } from './picture.tsx'
import { fileProblem, previewOf, type SavedPicture, shapeProblem } from './picture-field.rules.ts'

interface Props {
  label: string
  hint: string
  /** For the initials where there is no picture. */
  name: string
  value: string
  onChange: (imageUrl: string) => void
  error: string | undefined
  saved: SavedPicture | undefined
  mustBeSquare?: boolean
}

export function PictureField({ label, hint, name, value, onChange, error, saved, mustBeSquare }: Props) {
  const params = useCommunityParams()
  const chooser = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState<string>()
  const upload = useWrite('uploadImage', {
    onDone: (image) => {
      const problem = mustBeSquare ? shapeProblem(image) : undefined
      setWrong(problem)
      if (problem === undefined) onChange(image.url)
    },
  })
  const change = (imageUrl: string) => {
    upload.reset()
    setWrong(undefined)
    onChange(imageUrl)
  }
  const send = async (file: File | undefined) => {
    if (!file) return
    upload.reset()
    const problem = fileProblem(file)
    setWrong(problem)
    if (problem === undefined)
      upload.mutate({ params, body: { content: await base64Of(file) }, idempotencyKey: null })
  }
  return (
    <Field
      label={label}
      note="optional"
      hint={hint}
      error={wrong ?? (upload.error ? (upload.error.detail ?? upload.error.message) : error)}
    >
      <div className="flex flex-wrap items-center gap-2">
        <Picture name={name} url={previewOf(value, saved)} />
        <ImageInput value={value} onChange={change} />
        <Button icon={Upload} isPending={upload.isPending} onClick={() => chooser.current?.click()}>
          Upload
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label={`File for ${label}`}
          accept="image/png,image/jpeg,image/webp,image/avif"
          onChange={(event) => {
            void send(event.target.files?.[0])
            // The same file can be chosen again once it was made anew.
            event.target.value = ''
          }}
        />
      </div>
    </Field>
  )
}

/** An upload has no address that anybody would type. */
function ImageInput({ value, onChange }: Pick<Props, 'value' | 'onChange'>) {
  if (isUploaded(value)) {
    return (
      <>
        <Input readOnly value="Uploaded picture" className="flex-1 basis-40" />
        <Button icon={X} variant="ghost" onClick={() => onChange('')}>
          Remove
        </Button>
      </>
    )
  }
  return (
    <Input
      isMono
      type="url"
      maxLength={2048}
      autoComplete="off"
      spellCheck={false}
      placeholder="https://game.example.com/icon.png"
      className="flex-1 basis-40"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

/** What stands behind the comma of a data URL. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
