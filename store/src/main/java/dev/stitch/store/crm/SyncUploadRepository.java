package dev.stitch.store.crm;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Files that syncs read. Tables {@code sync_uploads} and {@code sync_upload_pieces}. A file is
 * stored and read piece by piece, each by a statement of its own: a slow client keeps no
 * transaction open.
 */
@Singleton
public class SyncUploadRepository {

  private static final int PIECE = 1 << 20;

  private final Database database;

  SyncUploadRepository(Database database) {
    this.database = database;
  }

  /**
   * A file that was stored.
   *
   * @param hash SHA-256 of the file, 64 hex digits
   */
  public record Upload(UUID id, String hash) {}

  /** Stores a file; what was stored of one that breaks off is removed. */
  public Upload store(InputStream file) throws IOException {
    UUID id = Ids.next();
    database.update("INSERT INTO sync_uploads (id) VALUES (?)", id);
    boolean whole = false;
    try {
      MessageDigest digest = sha256();
      int place = 0;
      for (byte[] piece = file.readNBytes(PIECE);
          piece.length > 0;
          piece = file.readNBytes(PIECE)) {
        digest.update(piece);
        database.update(
            "INSERT INTO sync_upload_pieces (upload_id, place, bytes) VALUES (?, ?, ?)",
            id,
            place++,
            piece);
      }
      whole = true;
      return new Upload(id, HexFormat.of().formatHex(digest.digest()));
    } finally {
      if (!whole) {
        delete(id);
      }
    }
  }

  /** The file was removed while it was read: what came of it is not the whole. */
  public static final class UploadGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    UploadGoneException() {
      super("the file was removed while it was read");
    }
  }

  /**
   * Keeps others from beginning to read a file until the transaction ends, and finds the run that
   * reads it already.
   */
  public Optional<UUID> reader(UUID id) {
    database.exists("SELECT 1 FROM sync_uploads WHERE id = ? FOR UPDATE", id);
    return database.first(
        """
        SELECT id FROM workflow_runs
        WHERE status IN ('pending', 'running', 'paused') AND config ->> 'uploadId' = ?
        LIMIT 1
        """,
        row -> row.uuid("id"),
        id.toString());
  }

  /**
   * A stored file from its beginning; empty when it is no longer kept. Reading fails with {@link
   * UploadGoneException} when it is removed meanwhile.
   */
  public Optional<InputStream> open(UUID id) {
    return exists(id) ? Optional.of(new Pieces(id)) : Optional.empty();
  }

  private boolean exists(UUID id) {
    return database.exists("SELECT 1 FROM sync_uploads WHERE id = ?", id);
  }

  /** Removes a file. */
  public void delete(UUID id) {
    database.update("DELETE FROM sync_uploads WHERE id = ?", id);
  }

  /** Removes files of which no run that is still alive has any need. */
  public void prune(Duration age) {
    database.update(
        """
        DELETE FROM sync_uploads u
        WHERE u.created_at < now() - make_interval(secs => ?) AND NOT EXISTS (
            SELECT 1 FROM workflow_runs r
            WHERE r.status IN ('pending', 'running', 'paused') AND r.config ->> 'uploadId' = u.id::text)
        """,
        age.toSeconds());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Reads a file with one piece of it in memory. */
  private final class Pieces extends InputStream {

    private final UUID id;
    private int next;
    private byte @Nullable [] piece = new byte[0];
    private int at;

    Pieces(UUID id) {
      this.id = id;
    }

    @Override
    public int read() throws UploadGoneException {
      return more() ? Byte.toUnsignedInt(current()[at++]) : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws UploadGoneException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (length == 0) {
        return 0;
      }
      if (!more()) {
        return -1;
      }
      int count = Math.min(length, current().length - at);
      System.arraycopy(current(), at, bytes, offset, count);
      at += count;
      return count;
    }

    private boolean more() throws UploadGoneException {
      if (piece != null && at == piece.length) {
        piece =
            database
                .first(
                    "SELECT bytes FROM sync_upload_pieces WHERE upload_id = ? AND place = ?",
                    row -> row.bytes("bytes"),
                    id,
                    next++)
                .orElse(null);
        at = 0;
        if (piece == null && !exists(id)) {
          throw new UploadGoneException(); // no end of the file: its pieces went with it
        }
      }
      return piece != null;
    }

    private byte[] current() {
      return Objects.requireNonNull(piece, "the file has ended");
    }
  }
}
