import { SearchField } from '@/shared/list/SearchField';

interface Props {
  value: string;
  onChange: (attribute: string) => void;
}

/** Filters by an attribute of contacts: that they have it, or what it is. */
export function AttributeField({ value, onChange }: Props) {
  return (
    <SearchField
      label="Attribute"
      placeholder="Attribute, or plan=pro"
      w="100%"
      value={value}
      onChange={onChange}
    />
  );
}
