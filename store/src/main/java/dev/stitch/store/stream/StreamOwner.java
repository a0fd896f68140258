package dev.stitch.store.stream;

import java.util.UUID;

/** Whose events a client follows. */
public sealed interface StreamOwner {

  record Entity(UUID id) implements StreamOwner {}

  record Run(UUID id) implements StreamOwner {}

  record Everything() implements StreamOwner {}
}
