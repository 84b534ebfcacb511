/** The menu with which a reader chooses the columns of a table; remembered by this browser. */
import { Columns3 } from 'lucide-react'
import { IconButton } from './icon-button.tsx'
import { Menu, MenuCheckItem, MenuHeading } from './menu.tsx'

interface Props {
  columns: readonly { key: string; header: string }[]
  hidden: ReadonlySet<string>
  onToggle: (key: string) => void
}

export function ColumnChoice({ columns, hidden, onToggle }: Props) {
  return (
    <Menu label="Columns" trigger={<IconButton label="Choose columns" icon={Columns3} />}>
      <MenuHeading>Columns</MenuHeading>
      {columns.slice(1).map((column) => (
        <MenuCheckItem
          key={column.key}
          isChecked={!hidden.has(column.key)}
          onChange={() => onToggle(column.key)}
        >
          {column.header}
        </MenuCheckItem>
      ))}
    </Menu>
  )
}
