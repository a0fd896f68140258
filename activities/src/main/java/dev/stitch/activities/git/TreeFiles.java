package dev.stitch.activities.git;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The files in the tree of a working copy. Whoever uses them holds its lock. */
final class TreeFiles {

  /** Larger files are not read. */
  static final int MOST_BYTES = 4 << 20;

  private final Path tree;
  private final Path writes;

  /**
   * @param tree what agents see
   * @param writes beside the tree, where it is kept which writes have happened
   */
  TreeFiles(Path tree, Path writes) {
    this.tree = tree;
    this.writes = writes;
  }

  /**
   * A file as text.
   *
   * @throws StepException when there is none, or it is none that can be read
   */
  String read(TreePath path) throws StepException {
    Path file = path.below(tree);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(FailureCode.NOT_FOUND, path, "is not there");
    }
    // Opening anything else, a pipe for one, could take for ever.
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(FailureCode.REJECTED, path, "is no file");
    }
    try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = input.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw refused(FailureCode.REJECTED, path, "has more than " + (MOST_BYTES >> 20) + " MiB");
      }
      return text(path, content);
    } catch (IOException e) {
      throw unusable(path, "read", e);
    }
  }

  private static String text(TreePath path, byte[] content) throws StepException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      if (text.indexOf('\0') < 0) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // As below.
    }
    throw refused(FailureCode.REJECTED, path, "is no text in UTF-8");
  }

  /** What a write answers, known before it happens. */
  @FunctionalInterface
  interface Answer {
    JsonNode of(boolean created);
  }

  /**
   * Gives a file new content, once.
   *
   * <p>The content is complete beside the tree before a mark says that the write has begun, and
   * goes into the tree by being renamed. So of a write with a mark, content that is still there has
   * not arrived, and content that is gone has: whatever has become of the file since stays.
   *
   * @param write names the write: the same happens once, however often it is tried
   */
  JsonNode write(String write, TreePath path, String text, Answer answer) throws StepException {
    Path file = path.below(tree);
    Path mark = writes.resolve(write);
    Path content = writes.resolve(write + ".content");
    try {
      if (!Files.exists(mark)) {
        if (path.isRoot() || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          throw refused(FailureCode.REJECTED, path, "is a folder");
        }
        makeFolder(path, file);
        begin(file, text, mark, content, answer);
      }
      if (Files.exists(content)) {
        makeFolder(path, file);
        move(content, file);
      }
      return JsonCodec.MAPPER.readTree(Files.readString(mark));
    } catch (IOException e) {
      throw unusable(path, "written", e);
    }
  }

  private static void makeFolder(TreePath path, Path file) throws IOException, StepException {
    try {
      Files.createDirectories(file.getParent());
    } catch (FileAlreadyExistsException e) {
      throw refused(FailureCode.REJECTED, path, "leads through a file");
    }
  }

  private void begin(Path file, String text, Path mark, Path content, Answer answer)
      throws IOException {
    Files.createDirectories(writes);
    boolean created = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    Files.writeString(content, text);
    if (!created) {
      // A program stays one.
      Files.setPosixFilePermissions(
          content, Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }
    Path unfinished = writes.resolve("unfinished");
    Files.writeString(unfinished, answer.of(created).toString());
    move(unfinished, mark);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static StepException unusable(TreePath path, String act, IOException e) {
    return new StepException(
        FailureCode.UNAVAILABLE, "path: \"" + path.text() + "\" cannot be " + act + ".", e);
  }

  private static StepException refused(FailureCode code, TreePath path, String why) {
    return new StepException(code, "path: \"" + path.text() + "\" " + why + ".");
  }
}
