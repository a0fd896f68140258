package dev.stitch.connectors.linkedin;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Finds the connections in the archive that LinkedIn sends, without unpacking anything to disk. */
final class ExportArchive {

  private static final String MEMBER = "connections.csv";

  /** LinkedIn's largest archives have some hundreds. */
  private static final int MOST_MEMBERS = 10_000;

  /** A million connections have some 150 MB, and messages may come before them. */
  private static final long MOST_BYTES = 2L << 30;

  /** Texts shrink to a tenth; what shrinks to less than a hundredth was made to. */
  private static final long MOST_SHRUNK = 100;

  /** So much may come of very little: short files of one row over and over. */
  private static final long FREE_BYTES = 10L << 20;

  private ExportArchive() {}

  /**
   * The connections, positioned at their beginning.
   *
   * @throws UnusableExportException when there are none, or the archive was made to harm
   */
  static InputStream connections(InputStream archive) throws IOException {
    Counted packed = new Counted(archive);
    // Names in other encodings than the two of the format are read as well as it goes.
    ZipInputStream members = new ZipInputStream(packed, StandardCharsets.ISO_8859_1);
    InputStream contents = new Unpacked(members, packed);
    for (int seen = 0; seen < MOST_MEMBERS; seen++) {
      ZipEntry member = members.getNextEntry();
      if (member == null) {
        throw new UnusableExportException(
            "The archive has no Connections.csv; ask LinkedIn for an export with connections.");
      }
      if (isConnections(member)) {
        return contents;
      }
      // Closing a member unpacks the rest of it, uncounted; so it is read to its end here.
      contents.transferTo(OutputStream.nullOutputStream());
    }
    throw new UnusableExportException("The archive has more than " + MOST_MEMBERS + " files.");
  }

  private static boolean isConnections(ZipEntry member) {
    String name = member.getName().replace('\\', '/');
    return !member.isDirectory()
        && !name.startsWith("__MACOSX/")
        && name.substring(name.lastIndexOf('/') + 1).equalsIgnoreCase(MEMBER);
  }

  /** Counts what is read of the archive. */
  private static final class Counted extends FilterInputStream {

    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(read, 0);
      return read;
    }
  }

  /** What comes out of the archive, of all its members together, as long as it is bearable. */
  private static final class Unpacked extends FilterInputStream {

    private final Counted packed;
    private long count;

    Unpacked(InputStream in, Counted packed) {
      super(in);
      this.packed = packed;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      check(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      check(Math.max(read, 0));
      return read;
    }

    private void check(int read) throws UnusableExportException {
      count += read;
      if (count > MOST_BYTES
          || (count > FREE_BYTES && count / MOST_SHRUNK > Math.max(packed.count, 1))) {
        throw new UnusableExportException(
            "The archive unpacks to far more than an export of LinkedIn; it is not read.");
      }
    }
  }
}
