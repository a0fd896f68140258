package dev.stitch.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a guide that comes from the code, between two comments. With {@code
 * -Dstitch.docs.write=true} it is written anew, otherwise it must be as it would be written.
 *
 * @param guide the file
 * @param name what the comments call the part
 */
record GeneratedPart(Path guide, String name) {

  private static final boolean WRITE = Boolean.getBoolean("stitch.docs.write");

  void holds(String wanted) throws IOException {
    String text = Files.readString(guide);
    int start = text.indexOf('\n', at(text, "<!-- " + name + ": generated")) + 1;
    int end = at(text, "<!-- " + name + ": end -->");
    String block = "\n" + wanted.strip() + "\n\n";
    if (WRITE) {
      Files.writeString(guide, text.substring(0, start) + block + text.substring(end));
      return;
    }
    assertThat(text.substring(start, end))
        .as(
            "the part '%s' of %s; write it anew with"
                + " mvn -pl e2e -am verify -Dit.test=ReferenceTest -Dstitch.docs.write=true",
            name, guide.getFileName())
        .isEqualTo(block);
  }

  private int at(String text, String mark) {
    int at = text.indexOf(mark);
    assertThat(at).as("the mark %s in %s", mark, guide).isNotNegative();
    return at;
  }
}
