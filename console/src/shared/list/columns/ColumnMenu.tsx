import { ActionIcon, Menu } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';

interface Props {
  titles: string[];
  shown: ReadonlySet<string>;
  onShow: (title: string, isWanted: boolean) => void;
  onReset: () => void;
}

/** Chooses which columns of a list are shown. */
export function ColumnMenu({ titles, shown, onShow, onReset }: Props) {
  return (
    <Menu position="bottom-end" shadow="md" width={200} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label="Choose columns">
          <IconColumns3 size={15} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Columns</Menu.Label>
        {titles.map((title) => (
          <Menu.CheckboxItem
            key={title}
            checked={shown.has(title)}
            onChange={(isWanted) => onShow(title, isWanted)}
          >
            {title}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onReset}>As usual</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
