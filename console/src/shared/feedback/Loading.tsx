import { Center, Loader } from '@mantine/core';

/** Something is on its way. */
export function Loading() {
  return (
    <Center mih={240} role="status" aria-label="Loading">
      <Loader size="sm" type="dots" color="gray" />
    </Center>
  );
}
