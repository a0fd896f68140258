package dev.stitch.store.secret;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Where a secret stands. A ciphertext copied to another row or column cannot be read there.
 *
 * @param table a table whose primary key is the uuid {@code id}
 * @param column a bytea column; its name begins with {@code sealed_}, by which {@link KeyRotation}
 *     finds it
 */
public record SecretPlace(String table, String column, UUID id) {

  /** What the names of columns of secrets begin with. */
  static final String PREFIX = "sealed_";

  /** Refuses columns that no rotation would find. */
  public SecretPlace {
    if (!column.startsWith(PREFIX)) {
      throw new IllegalArgumentException("columns of secrets are named " + PREFIX + "…: " + column);
    }
  }

  byte[] context() {
    return (table + "." + column + "/" + id).getBytes(StandardCharsets.UTF_8);
  }
}
