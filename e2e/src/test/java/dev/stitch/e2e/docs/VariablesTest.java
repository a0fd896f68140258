package dev.stitch.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every variable that can be set is told of, and every one that is told of can be set. */
class VariablesTest {

  /**
   * Where the launcher is, and who looks after a process: programs tell each other, nobody sets it.
   */
  private static final Set<String> INTERNAL =
      Set.of(
          "STITCH_ROOT",
          "STITCH_SUPERVISOR",
          "STITCH_CLASS_ARCHIVES",
          "STITCH_NEWEST_BUILD",
          "STITCH_API");

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern VARIABLE = Pattern.compile("\\bSTITCH_[A-Z]+(?:_[A-Z]+)*\\b");

  /** As in {@code @Value("${stitch.smtp.url:}")}. */
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{(stitch\\.[a-z.-]+)");

  @Test
  void theGuideToRunningNamesExactlyTheVariablesThatTheCodeReads() throws IOException {
    assertThat(told()).isEqualTo(read());
  }

  static Set<String> told() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/running.md"))) {
      if (line.startsWith("| `STITCH_")) {
        VARIABLE
            .matcher(line.substring(0, line.indexOf('|', 1)))
            .results()
            .forEach(m -> names.add(m.group()));
      }
    }
    return names;
  }

  private static Set<String> read() throws IOException {
    Set<String> names = new TreeSet<>();
    collect(ROOT.resolve("stitch"), names);
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path sources :
          modules.map(module -> module.resolve("src/main")).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.walk(sources)) {
          for (Path file : files.filter(VariablesTest::isCode).toList()) {
            collect(file, names);
          }
        }
      }
    }
    names.removeAll(INTERNAL);
    return names;
  }

  private static boolean isCode(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".java") || name.endsWith(".yml") || name.endsWith(".xml");
  }

  private static void collect(Path file, Set<String> names) throws IOException {
    String text = Files.readString(file);
    VARIABLE.matcher(text).results().forEach(match -> names.add(match.group()));
    Matcher property = PROPERTY.matcher(text);
    while (property.find()) {
      names.add(property.group(1).replaceAll("[.-]", "_").toUpperCase(Locale.ROOT));
    }
  }
}
