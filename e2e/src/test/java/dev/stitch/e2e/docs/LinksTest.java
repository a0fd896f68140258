package dev.stitch.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guides point to is there. */
class LinksTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The target of a link to a file beside the guide; addresses on the web are not looked at. */
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)");

  @Test
  void everyLinkToAFileLeadsToOne() throws IOException {
    List<Path> guides;
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      guides =
          Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
              .filter(file -> file.toString().endsWith(".md"))
              .toList();
    }
    TreeSet<String> broken = new TreeSet<>();
    for (Path guide : guides) {
      LINK.matcher(Files.readString(guide))
          .results()
          .map(link -> link.group(1))
          .filter(link -> Files.notExists(guide.resolveSibling(link)))
          .forEach(link -> broken.add(ROOT.relativize(guide) + " → " + link));
    }

    assertThat(broken).isEmpty();
  }
}
