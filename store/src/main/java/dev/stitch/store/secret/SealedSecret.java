package dev.stitch.store.secret;

import dev.stitch.store.Bytes;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;

/**
 * A ciphertext as it stands in its column; {@link Secrets} makes and opens it. Bound to a statement
 * like any other parameter.
 */
public final class SealedSecret implements Bytes {

  private final byte[] bytes;

  SealedSecret(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** The value of a bytea column, null when it is SQL NULL. */
  public static @Nullable SealedSecret of(Row row, String column) throws SQLException {
    byte[] bytes = row.bytes(column);
    return bytes == null ? null : new SealedSecret(bytes);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }
}
