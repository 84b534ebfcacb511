/** The fields of what an app says of itself, for creating and for editing. */
import type { App } from '../../../../contracts/apps.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import { Checkbox } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Input, TextArea } from '../../../ui/input.tsx'
import type { AppDraft, AppProblems } from './app-draft.rules.ts'
import { PictureField } from './picture-field.tsx'

interface Props {
  draft: AppDraft
  onChange: (part: Partial<AppDraft>) => void
  problem: ApiProblem | null
  /** What is wrong at first sight, once somebody tried to save it. */
  wrong: AppProblems
  hasFocus?: boolean
  /** Of an app that exists. */
  saved?: Pick<App, 'imageUrl' | 'picture' | 'imageProblem'>
}

const addressProps = {
  isMono: true,
  type: 'url',
  maxLength: 2048,
  autoComplete: 'off',
  spellCheck: false,
} as const

export function AppInfoFields({ draft, onChange, problem, wrong, hasFocus = false, saved }: Props) {
  return (
    <>
      <Field
        label="Title"
        hint="The name of the game, up to 80 characters; another app here cannot have it."
        error={problem?.errorOf('title') ?? wrong.title}
      >
        <Input
          autoFocus={hasFocus}
          autoComplete="off"
          maxLength={80}
          value={draft.title}
          onChange={(event) => onChange({ title: event.target.value })}
        />
      </Field>
      <PictureField
        label="Image Url"
        hint="Square, 300 to 4,096 px, PNG, JPEG, WebP or AVIF up to 2 MiB: an address, or a file. It is served from here."
        name={draft.title}
        value={draft.imageUrl}
        onChange={(imageUrl) => onChange({ imageUrl })}
        error={problem?.errorOf('imageUrl') ?? wrong.imageUrl ?? fetchProblem(draft, saved)}
        saved={saved}
        mustBeSquare
      />
      <Field
        label="App URL"
        hint="The page of the game, where members go to play."
        error={problem?.errorOf('appUrl') ?? wrong.appUrl}
      >
        <Input
          {...addressProps}
          placeholder="https://game.example.com"
          value={draft.appUrl}
          onChange={(event) => onChange({ appUrl: event.target.value })}
        />
      </Field>
      <Field
        label="Description"
        note="optional"
        hint="Plain text, up to 2,000 characters; line breaks stay."
        error={problem?.errorOf('description')}
      >
        <TextArea
          rows={4}
          maxLength={2000}
          value={draft.description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </Field>
      <Checkbox
        label="Visibility: listed for members once it is approved"
        hint="Off, it is private; its direct link works either way."
        isChecked={draft.isVisible}
        onChange={(isVisible) => onChange({ isVisible })}
      />
    </>
  )
}

/** Why the picture at the saved address is not shown. */
const fetchProblem = ({ imageUrl }: AppDraft, saved: Props['saved']): string | undefined =>
  saved !== undefined && imageUrl === saved.imageUrl ? (saved.imageProblem ?? undefined) : undefined
